package fr.touchweb.console.core.logs;

import java.util.stream.Stream;

/** How a value is held against that of a condition. */
enum Comparison {
    AT_LEAST(">="), AT_MOST("<="), OTHER("!="), ABOVE(">"), BELOW("<"), SAME("="),
    /** The same number, or characters inside a text. */
    HOLDS(":");

    private final String sign;

    Comparison(String sign) {
        this.sign = sign;
    }

    /** @param sign one that the syntax of filters knows */
    static Comparison of(String sign) {
        return Stream.of(values()).filter(one -> one.sign.equals(sign)).findFirst().orElseThrow();
    }

    /** @param compared as {@link Comparable#compareTo} gives it, of the value to that of the condition */
    boolean holds(int compared) {
        return switch (this) {
            case AT_LEAST -> compared >= 0;
            case AT_MOST -> compared <= 0;
            case OTHER -> compared != 0;
            case ABOVE -> compared > 0;
            case BELOW -> compared < 0;
            case SAME, HOLDS -> compared == 0;
        };
    }
}
