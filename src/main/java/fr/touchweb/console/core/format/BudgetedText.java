package fr.touchweb.console.core.format;

import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;

/**
 * A text that an expression may look at only so often: one that backtracks without end gives up instead of hanging. Match
 * inside {@link #within}, which also knows that {@link Pattern} recurses a level for each turn of a group, so that a long
 * line can take all of a thread's stack. One thread at a time.
 */
public abstract class BudgetedText implements CharSequence {
    private long left;

    /** How a match ended. */
    public enum Result {
        FOUND, NOT_FOUND,
        /** The steps or the stack were used up before it could be told. */
        UNDECIDED
    }

    private static final class SpentException extends RuntimeException {
        private static final long serialVersionUID = 1;

        SpentException() {
            super("an expression took too many steps", null, false, false);
        }
    }

    /** A text of its own, for a line that is there as one. */
    public static BudgetedText of(String text, long steps) {
        return new OfString(text, steps);
    }

    /** @param steps looks that are allowed from now on */
    protected final void budget(long steps) {
        left = steps;
    }

    /** Takes one look. */
    protected final void look() {
        if (--left < 0) {
            throw new SpentException();
        }
    }

    /** Runs a match over budgeted texts. */
    public static Result within(BooleanSupplier match) {
        try {
            return match.getAsBoolean() ? Result.FOUND : Result.NOT_FOUND;
        } catch (SpentException | StackOverflowError e) {
            return Result.UNDECIDED;
        }
    }

    private static final class OfString extends BudgetedText {
        private final String text;

        private OfString(String text, long steps) {
            this.text = text;
            budget(steps);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            look();
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.substring(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
