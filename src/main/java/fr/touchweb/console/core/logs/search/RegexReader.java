package fr.touchweb.console.core.logs.search;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a regular expression in the syntax of {@link java.util.regex.Pattern} for what no match can do without. What it
 * does not know, it takes to match anything, so that an answer may be too weak and never wrong.
 */
final class RegexReader {
    /** A letter that other letters equal when case does not count: i and dotless i, k and Kelvin, s and long s. */
    private static final String AMBIGUOUS = "iks";
    private static final int MOST_ALTERNATIVES = 8;

    private final String pattern;
    private int at;
    private boolean ignoreCase;

    private RegexReader(String pattern, boolean ignoreCase) {
        this.pattern = pattern;
        this.ignoreCase = ignoreCase;
    }

    /**
     * What is known of a part.
     *
     * @param text what it matches, and nothing else; null when that is not one text
     * @param needs groups of needles; a match holds at least one of each group
     * @param sequence the same part as classes of bytes one after the other, null when it is more than that
     */
    record Part(@Nullable Needle text, List<List<Needle>> needs, @Nullable ByteSequence sequence) {
        static final Part ANYTHING = new Part(null, List.of(), null);
        static final Part NOTHING = new Part(new Needle("", false), List.of(), ByteSequence.EMPTY);
    }

    /** Reads a whole expression that {@code Pattern} accepts. */
    static Part read(String pattern, boolean ignoreCase) {
        RegexReader reader = new RegexReader(pattern, ignoreCase);
        try {
            Part part = reader.alternatives();
            return reader.at == pattern.length() ? finished(part) : Part.ANYTHING;
        } catch (StringIndexOutOfBoundsException | NumberFormatException | UnknownSyntaxException e) {
            return Part.ANYTHING;
        }
    }

    /** Something that this reader does not follow: flags that change the syntax, for one. */
    private static final class UnknownSyntaxException extends RuntimeException {
        private static final long serialVersionUID = 1;

        UnknownSyntaxException() {
            super("unknown syntax", null, false, false);
        }
    }

    private static Part finished(Part part) {
        Needle text = part.text();
        return text == null || text.text().isEmpty()
                ? part
                : new Part(text, List.of(List.of(text)), part.sequence());
    }

    private boolean more() {
        return at < pattern.length();
    }

    private Part alternatives() {
        boolean outer = ignoreCase;
        List<Part> parts = new ArrayList<>();
        parts.add(sequence());
        while (more() && pattern.charAt(at) == '|') {
            at++;
            parts.add(sequence());
        }
        ignoreCase = outer;
        if (parts.size() == 1) {
            return parts.getFirst();
        }
        List<Needle> any = new ArrayList<>();
        for (Part part : parts) {
            List<List<Needle>> needs = finished(part).needs();
            if (needs.isEmpty()) {
                return Part.ANYTHING;
            }
            any.addAll(longest(needs));
        }
        return new Part(null, any.size() > MOST_ALTERNATIVES ? List.of() : List.of(any), null);
    }

    /** The group whose shortest needle is longest. */
    private static List<Needle> longest(List<List<Needle>> needs) {
        List<Needle> best = needs.getFirst();
        for (List<Needle> group : needs) {
            if (shortest(group) > shortest(best)) {
                best = group;
            }
        }
        return best;
    }

    private static int shortest(List<Needle> group) {
        return group.stream().mapToInt(needle -> needle.text().length()).min().orElse(0);
    }

    private Part sequence() {
        Joined all = new Joined();
        while (more() && pattern.charAt(at) != '|' && pattern.charAt(at) != ')') {
            Part atom = atom();
            all.add(repeated(atom));
        }
        return all.part();
    }

    /** Parts one after the other. */
    private static final class Joined {
        private final List<List<Needle>> needs = new ArrayList<>();
        private final StringBuilder run = new StringBuilder();
        private boolean folded;
        private boolean oneText = true;
        private @Nullable ByteSequence bytes = ByteSequence.EMPTY;

        void add(Part part) {
            Needle text = part.text();
            ByteSequence own = part.sequence();
            bytes = bytes == null || own == null ? null : bytes.then(own);
            if (text == null) {
                oneText = false;
                flush();
                needs.addAll(part.needs());
                return;
            }
            boolean letters = text.text().chars().anyMatch(Character::isLetter);
            if (letters && run.length() > 0 && folded != text.ignoreCase()) {
                if (run.chars().anyMatch(Character::isLetter)) {
                    oneText = false;
                    flush();
                }
            }
            folded = letters ? text.ignoreCase() : folded;
            run.append(text.text());
        }

        private void flush() {
            if (run.length() > 0) {
                needs.add(List.of(new Needle(run.toString(), folded)));
                run.setLength(0);
            }
            folded = false;
        }

        Part part() {
            if (oneText) {
                return new Part(new Needle(run.toString(), folded), List.of(), bytes);
            }
            flush();
            return new Part(null, List.copyOf(needs), bytes);
        }
    }

    /** Takes the quantifier after an atom, if there is one. */
    private Part repeated(Part atom) {
        if (!more()) {
            return atom;
        }
        int least = 1;
        boolean once = false;
        boolean endless = false;
        switch (pattern.charAt(at)) {
            case '?' -> least = 0;
            case '*' -> {
                least = 0;
                endless = true;
            }
            case '+' -> {
                // At least once is all that matters here.
            }
            case '{' -> {
                int close = pattern.indexOf('}', at);
                String numbers = pattern.substring(at + 1, close);
                least = Integer.parseInt(numbers.split(",", -1)[0]);
                once = numbers.equals("1");
                at = close;
            }
            default -> {
                return atom;
            }
        }
        at++;
        boolean possessive = more() && pattern.charAt(at) == '+';
        if (possessive || more() && pattern.charAt(at) == '?') {
            at++;
        }
        if (once) {
            return atom;
        }
        ByteSequence own = atom.sequence();
        ByteSequence gap = endless && !possessive && own != null && own.isAnyOnce() ? ByteSequence.GAP : null;
        return new Part(null, least == 0 ? List.of() : finished(atom).needs(), gap);
    }

    private Part atom() {
        char c = pattern.charAt(at++);
        return switch (c) {
            case '(' -> group();
            case '[' -> bracket();
            case '.' -> new Part(null, List.of(), ByteSequence.ANY_ONCE);
            case '^' -> new Part(new Needle("", false), List.of(), ByteSequence.START);
            case '$' -> new Part(new Needle("", false), List.of(), ByteSequence.END);
            case '\\' -> escape();
            default -> literal(c);
        };
    }

    private Part literal(char c) {
        if (c < 0x80) {
            boolean ambiguous = ignoreCase && AMBIGUOUS.indexOf(Character.toLowerCase(c)) >= 0;
            ByteSequence one = ByteSequence.of(c, ignoreCase);
            return ambiguous
                    ? new Part(null, List.of(), one)
                    : new Part(new Needle(String.valueOf(c), ignoreCase), List.of(), one);
        }
        // U+FFFD stands for bytes that are no text; what case does to other letters is left to the expression.
        boolean plain = !ignoreCase && !Character.isSurrogate(c) && c != '\uFFFD';
        return plain ? new Part(new Needle(String.valueOf(c), false), List.of(), null) : Part.ANYTHING;
    }

    private Part escape() {
        char c = pattern.charAt(at++);
        switch (c) {
            case 'Q' -> {
                int end = pattern.indexOf("\\E", at);
                String quoted = pattern.substring(at, end < 0 ? pattern.length() : end);
                at = end < 0 ? pattern.length() : end + 2;
                Joined all = new Joined();
                quoted.chars().forEach(one -> all.add(literal((char) one)));
                return all.part();
            }
            case 'b', 'B', 'A', 'z', 'Z', 'G' -> {
                return new Part(new Needle("", false), List.of(), null);
            }
            case 'd' -> {
                return new Part(null, List.of(), ByteSequence.range('0', '9'));
            }
            case 't' -> {
                return literal('\t');
            }
            case 'x' -> {
                if (pattern.charAt(at) == '{') {
                    throw new UnknownSyntaxException();
                }
                int code = Integer.parseInt(pattern.substring(at, at + 2), 16);
                at += 2;
                return literal((char) code);
            }
            case 'p', 'P' -> {
                at = pattern.charAt(at) == '{' ? pattern.indexOf('}', at) + 1 : at + 1;
                return Part.ANYTHING;
            }
            case 'u', 'N', 'c', '0', 'k', 'E', 'X' -> throw new UnknownSyntaxException();
            default -> {
                return Character.isLetterOrDigit(c) ? Part.ANYTHING : literal(c);
            }
        }
    }

    private Part group() {
        boolean outer = ignoreCase;
        boolean looks = false;
        boolean atomic = false;
        if (pattern.charAt(at) == '?') {
            at++;
            char kind = pattern.charAt(at);
            if (kind == '=' || kind == '!' || kind == '<' && "=!".indexOf(pattern.charAt(at + 1)) >= 0) {
                looks = true;
                at += kind == '<' ? 2 : 1;
            } else if (kind == '<') {
                at = pattern.indexOf('>', at) + 1;
            } else if (kind == '>') {
                atomic = true;
                at++;
            } else if (flags()) {
                return Part.NOTHING;
            }
        }
        Part inner = alternatives();
        if (pattern.charAt(at++) != ')') {
            throw new UnknownSyntaxException();
        }
        ignoreCase = outer;
        if (looks) {
            return new Part(new Needle("", false), List.of(), null);
        }
        return atomic ? new Part(inner.text(), inner.needs(), null) : inner;
    }

    /** Flags of {@code (?i)} and {@code (?i:…)}; whether they stand alone and so count from here on. */
    private boolean flags() {
        boolean on = true;
        for (;; at++) {
            char flag = pattern.charAt(at);
            switch (flag) {
                case '-' -> on = false;
                case 'i' -> ignoreCase = on;
                case 'u', 's', 'd', 'U' -> {
                    // They make more match, never less of what was found here.
                }
                case ':' -> {
                    at++;
                    return false;
                }
                case ')' -> {
                    at++;
                    return true;
                }
                default -> throw new UnknownSyntaxException();
            }
        }
    }

    /** A class; only one of single ASCII characters and ranges becomes a class of bytes. */
    private Part bracket() {
        boolean negated = pattern.charAt(at) == '^';
        int from = negated ? at + 1 : at;
        ByteSequence bytes = ByteSequence.NEVER;
        boolean simple = !negated;
        int depth = 1;
        if (pattern.charAt(from) == ']') {
            throw new UnknownSyntaxException();
        }
        for (at = from; depth > 0; at++) {
            char c = pattern.charAt(at);
            if (c == '\\') {
                char escaped = pattern.charAt(++at);
                if (escaped == 'Q') {
                    throw new UnknownSyntaxException();
                }
                simple &= !Character.isLetterOrDigit(escaped) && pattern.charAt(at + 1) != '-';
                bytes = bytes.or(escaped, escaped, ignoreCase);
            } else if (c == '[') {
                depth++;
                simple = false;
            } else if (c == ']') {
                depth--;
            } else if (c == '&' || c >= 0x80) {
                simple = false;
            } else if (pattern.charAt(at + 1) == '-' && pattern.charAt(at + 2) != ']') {
                char last = pattern.charAt(at + 2);
                if (last == '\\' || last == '[') {
                    throw new UnknownSyntaxException();
                }
                simple &= last < 0x80;
                bytes = bytes.or(c, last, ignoreCase);
                at += 2;
            } else {
                bytes = bytes.or(c, c, ignoreCase);
            }
        }
        return new Part(null, List.of(), simple ? bytes : null);
    }
}
