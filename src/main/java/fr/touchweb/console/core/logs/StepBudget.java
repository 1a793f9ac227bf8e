package fr.touchweb.console.core.logs;

/**
 * A text that may be looked at only so often, so that a regular expression that backtracks without end gives up instead
 * of hanging.
 */
final class StepBudget implements CharSequence {
    private final String text;
    private final int[] left;

    StepBudget(String text, int steps) {
        this(text, new int[]{steps});
    }

    private StepBudget(String text, int[] left) {
        this.text = text;
        this.left = left;
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public char charAt(int index) {
        if (--left[0] < 0) {
            throw new SpentException();
        }
        return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return new StepBudget(text.substring(start, end), left);
    }

    @Override
    public String toString() {
        return text;
    }

    /** The steps are used up. */
    static final class SpentException extends RuntimeException {
        private static final long serialVersionUID = 1;

        SpentException() {
            super("a regular expression took too many steps", null, false, false);
        }
    }
}
