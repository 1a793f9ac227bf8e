package fr.touchweb.console.core.diagnose.rules;

import fr.touchweb.console.core.format.BudgetedText;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * A regular expression of a configuration. One that Java cannot read, or that backtracks beyond what PCRE allows by itself
 * (its match limit is ten million), tells nothing.
 */
final class Expression {
    private static final long LOOKS = 10_000_000;

    private final String text;
    private final @Nullable Pattern pattern;

    private Expression(String text, @Nullable Pattern pattern) {
        this.text = text;
        this.pattern = pattern;
    }

    static Expression of(String text, boolean ignoreCase) {
        try {
            return new Expression(text, Pattern.compile(text, ignoreCase ? Pattern.CASE_INSENSITIVE : 0));
        } catch (PatternSyntaxException e) {
            // What servers read with PCRE and Java does not: find() says that it cannot be told.
            return new Expression(text, null);
        }
    }

    /**
     * What a search found.
     *
     * @param groups what its groups hold, null when nothing was found
     */
    record Found(Tri found, @Nullable Matcher groups) {
        boolean yes() {
            return found == Tri.YES;
        }
    }

    Found find(String subject) {
        if (pattern == null) {
            return new Found(Tri.UNKNOWN, null);
        }
        Matcher matcher = pattern.matcher(BudgetedText.of(subject, LOOKS));
        return switch (BudgetedText.within(matcher::find)) {
            case FOUND -> new Found(Tri.YES, matcher);
            case NOT_FOUND -> new Found(Tri.NO, null);
            case UNDECIDED -> new Found(Tri.UNKNOWN, null);
        };
    }

    @Override
    public String toString() {
        return text;
    }
}
