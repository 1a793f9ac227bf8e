package fr.touchweb.console.desktop.logs;

import fr.touchweb.console.core.format.Field;
import fr.touchweb.console.core.format.Level;
import fr.touchweb.console.core.format.ParsedLine;
import fr.touchweb.console.core.format.Termination;
import fr.touchweb.console.core.text.Inert;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a row shows of a line: its telling parts in a few pieces, each with a look. Bytes that could act are inert. */
final class RowText {
    /** Ends that are no failure of the site (reference logs 5.4). */
    private static final Set<Termination.Weight> QUIET = Set.of(Termination.Weight.NORMAL, Termination.Weight.NOISE);
    /** How a session ends as a rule, which nobody needs to be told. */
    private static final String AS_IT_SHOULD_BE = "--";
    /** Characters of a line that a row shows. */
    static final int LONGEST = 2_000;
    private static final char LINE_FEED_PICTURE = '\u240A';

    private RowText() {}

    /** How a piece looks. */
    enum Look {
        PLAIN, MUTED, WARNING, DANGER;

        private final String style = name().toLowerCase(Locale.ROOT);

        /** Its style class. */
        String style() {
            return style;
        }
    }

    /**
     * A piece of a row.
     *
     * @param spare whether it is the first to go where the row is too narrow
     */
    record Piece(String text, Look look, boolean spare) {
        Piece(String text, Look look) {
            this(text, look, false);
        }
    }

    static List<Piece> of(ParsedLine line, @Nullable Level level, boolean continuation) {
        Look look = lookOf(level);
        if (continuation) {
            return List.of(new Piece(inert(line.raw()), Look.MUTED));
        }
        return switch (line.format().id()) {
            case "apache-access", "nginx-access" -> access(line);
            case "haproxy-http" -> haproxy(line);
            case "haproxy-tcp" -> tcp(line, look);
            default -> List.of(new Piece(inert(line.message()), look));
        };
    }

    /** What a record of several lines is about, said in one. */
    static List<Piece> heading(String text, @Nullable Level level) {
        return List.of(new Piece(inert(text), lookOf(level)));
    }

    private static List<Piece> access(ParsedLine line) {
        List<Piece> pieces = new ArrayList<>();
        add(pieces, line.text(Field.HOST), Look.MUTED);
        add(pieces, line.text(Field.CLIENT), Look.PLAIN);
        pieces.add(new Piece("\"" + inert(line.message()) + "\"", Look.PLAIN));
        add(pieces, line.text(Field.STATUS), lookOf(line.status()));
        add(pieces, line.text(Field.BYTES), Look.PLAIN);
        return pieces;
    }

    private static List<Piece> haproxy(ParsedLine line) {
        List<Piece> pieces = new ArrayList<>();
        add(pieces, line.text(Field.CLIENT), Look.PLAIN);
        String tls = line.has(Field.TLS) ? "~" : "";
        pieces.add(new Piece(inert(line.text(Field.FRONTEND) + tls), Look.PLAIN, true));
        add(pieces, line.text(Field.BACKEND) + "/" + line.text(Field.SERVER), Look.PLAIN);
        if (line.has(Field.TIMERS)) {
            pieces.add(new Piece(inert(String.valueOf(line.text(Field.TIMERS))), Look.MUTED, true));
        }
        // Nobody's fault: it must not stand out among what is one.
        add(pieces, line.text(Field.STATUS), isNoise(line) ? Look.MUTED : lookOf(line.status()));
        ending(pieces, line);
        pieces.add(new Piece("\"" + inert(line.message()) + "\"", Look.PLAIN));
        return pieces;
    }

    /** A connection that was passed on, or what went wrong before it was. */
    private static List<Piece> tcp(ParsedLine line, Look look) {
        List<Piece> pieces = new ArrayList<>();
        add(pieces, line.text(Field.CLIENT), Look.PLAIN);
        add(pieces, line.text(Field.FRONTEND), Look.PLAIN);
        if (!line.has(Field.TERMINATION)) {
            add(pieces, line.message(), look);
            return pieces;
        }
        add(pieces, line.text(Field.BACKEND) + "/" + line.text(Field.SERVER), Look.PLAIN);
        add(pieces, line.text(Field.TIMERS), Look.MUTED);
        add(pieces, line.text(Field.BYTES), Look.PLAIN);
        ending(pieces, line);
        return pieces;
    }

    private static void ending(List<Piece> pieces, ParsedLine line) {
        Termination end = end(line);
        if (end != null && end.pair().equals(AS_IT_SHOULD_BE)) {
            return;
        }
        add(pieces, line.text(Field.TERMINATION), end == null || QUIET.contains(end.weight())
                ? Look.MUTED
                : Look.DANGER);
    }

    private static boolean isNoise(ParsedLine line) {
        Termination end = end(line);
        return end != null && end.weight() == Termination.Weight.NOISE;
    }

    private static @Nullable Termination end(ParsedLine line) {
        String flags = line.text(Field.TERMINATION);
        return flags == null || flags.length() < 2 ? null : new Termination(flags, line.status());
    }

    private static void add(List<Piece> pieces, @Nullable String text, Look look) {
        if (text != null) {
            pieces.add(new Piece(inert(text), look));
        }
    }

    static Look lookOf(@Nullable Level level) {
        if (level == null) {
            return Look.PLAIN;
        }
        return switch (level) {
            case ERROR, CRITICAL -> Look.DANGER;
            case WARNING -> Look.WARNING;
            default -> Look.PLAIN;
        };
    }

    private static Look lookOf(int status) {
        return status >= 500 || status < 0 ? Look.DANGER : status >= 400 ? Look.WARNING : Look.PLAIN;
    }

    /** Text that can do nothing to the screen, in one row. */
    static String inert(String text) {
        return inert(text, LONGEST);
    }

    /** The same, cut at so many characters. */
    static String inert(String text, int most) {
        return lines(text, most).replace('\n', LINE_FEED_PICTURE);
    }

    /** Inert, and still over several lines; cut at so many characters. */
    static String lines(String text, int most) {
        return Inert.of(text.length() > most ? text.substring(0, most) + "…" : text).replace('\t', ' ');
    }
}
