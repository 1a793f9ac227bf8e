package fr.touchweb.console.core.diagnose.rules;

/** Yes, no, or cannot be told. */
enum Tri {
    YES, NO, UNKNOWN;

    static Tri of(boolean value) {
        return value ? YES : NO;
    }

    Tri and(Tri other) {
        return this == NO || other == NO ? NO : this == UNKNOWN || other == UNKNOWN ? UNKNOWN : YES;
    }

    Tri or(Tri other) {
        return this == YES || other == YES ? YES : this == UNKNOWN || other == UNKNOWN ? UNKNOWN : NO;
    }

    Tri not() {
        return this == YES ? NO : this == NO ? YES : UNKNOWN;
    }
}
