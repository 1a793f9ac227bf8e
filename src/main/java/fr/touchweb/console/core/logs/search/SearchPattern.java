package fr.touchweb.console.core.logs.search;

import fr.touchweb.console.core.text.Message;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** What is searched for, and what a line must hold to match it. Immutable. */
public final class SearchPattern {
    private final String text;
    private final Pattern pattern;
    private final List<List<Needle>> needs;
    private final @Nullable ByteSequence sequence;

    /** Every line. */
    public static final SearchPattern ANY = new SearchPattern("", "", false);

    private SearchPattern(String text, String expression, boolean ignoreCase) {
        this.text = text;
        // A line has no line feed in it, and a carriage return in its middle ends nothing.
        this.pattern = Pattern.compile(expression,
                Pattern.UNIX_LINES | (ignoreCase ? Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE : 0));
        RegexReader.Part part = RegexReader.read(expression, ignoreCase);
        this.needs = part.needs();
        this.sequence = part.sequence();
    }

    /** An expression that is none. */
    public static final class BadPatternException extends Exception {
        private static final long serialVersionUID = 1;
        private final transient Message text;

        BadPatternException(PatternSyntaxException cause) {
            super(cause);
            this.text = Message.of("logs.filter.badRegex", cause.getDescription(), cause.getIndex());
        }

        /** What is wrong with it, and where. */
        public Message text() {
            return text;
        }
    }

    /** A regular expression in the syntax of {@link Pattern}. */
    public static SearchPattern regex(String expression, boolean ignoreCase) throws BadPatternException {
        try {
            return new SearchPattern(expression, expression, ignoreCase);
        } catch (PatternSyntaxException e) {
            throw new BadPatternException(e);
        }
    }

    /** An expression that has been read already; of its flags, the one that ignores case counts. */
    public static SearchPattern of(Pattern expression) {
        return new SearchPattern(expression.pattern(), expression.pattern(),
                (expression.flags() & Pattern.CASE_INSENSITIVE) != 0);
    }

    /** These characters as they stand. */
    public static SearchPattern literal(String characters, boolean ignoreCase) {
        return new SearchPattern(characters, Pattern.quote(characters), ignoreCase);
    }

    /** The same, with no letter, digit or underscore on either side. */
    public static SearchPattern word(String characters, boolean ignoreCase) {
        return new SearchPattern(characters, "(?<!\\w)" + Pattern.quote(characters) + "(?!\\w)", ignoreCase);
    }

    /** As it was given. */
    public String text() {
        return text;
    }

    /** The expression. */
    public Pattern pattern() {
        return pattern;
    }

    /** Groups of needles; a line that matches holds at least one of each group. */
    List<List<Needle>> needs() {
        return needs;
    }

    /** The same expression on bytes, null when it is more than classes of bytes and gaps. */
    @Nullable
    ByteSequence sequence() {
        return sequence;
    }
}
