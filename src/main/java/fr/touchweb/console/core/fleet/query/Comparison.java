package fr.touchweb.console.core.fleet.query;

/** How two values are compared. */
enum Comparison {
    EQUAL, DIFFERENT, LESS, AT_MOST, MORE, AT_LEAST;

    /** Whether it holds for what {@link Comparable#compareTo} gave. */
    boolean holds(int order) {
        return switch (this) {
            case EQUAL -> order == 0;
            case DIFFERENT -> order != 0;
            case LESS -> order < 0;
            case AT_MOST -> order <= 0;
            case MORE -> order > 0;
            case AT_LEAST -> order >= 0;
        };
    }
}
