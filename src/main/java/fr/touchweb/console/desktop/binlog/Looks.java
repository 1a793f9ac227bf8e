package fr.touchweb.console.desktop.binlog;

import fr.touchweb.console.core.binlog.model.Mark;
import fr.touchweb.console.core.binlog.model.Operation;
import fr.touchweb.console.core.binlog.model.Statement;
import fr.touchweb.console.core.binlog.model.Transaction;
import fr.touchweb.console.core.binlog.model.Verdict;
import fr.touchweb.console.core.text.Inert;
import fr.touchweb.console.desktop.shell.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How things of the log are put into words and looks, the same in every part of the page. */
final class Looks {
    /** Marks that cast doubt on what is shown, and not only describe it. */
    private static final Set<Mark> DOUBTS = Set.of(Mark.IMITATES_TOOL, Mark.UNREADABLE_VALUES, Mark.INCOMPLETE,
            Mark.EVENTS_LOST);
    private static final Pattern QUOTED = Pattern
            .compile("'(?:[^'\\\\]|\\\\.|'')*'|\"(?:[^\"\\\\]|\\\\.|\"\")*\"|`[^`]*`");
    private static final Pattern LINE_BREAK = Pattern.compile("\\s*\\R\\s*");
    private static final Pattern WHERE = Pattern.compile("(?i)\\b(?:where|limit)\\b");
    private static final int LONGEST = 400;

    private Looks() {}

    /** Style class of an operation. */
    static String style(Operation operation) {
        return switch (operation) {
            case INSERT, LOAD -> "op-insert";
            case UPDATE, REPLACE -> "op-update";
            case DELETE -> "op-delete";
            case CREATE, ALTER, DROP, TRUNCATE, RENAME -> "op-ddl";
            case GRANT, XA, OTHER -> "op-other";
        };
    }

    /** Rows in words: a dash where there can be none, a question mark where they are not known. */
    static String rows(Words words, long rows, boolean changesRows) {
        return !changesRows ? "—" : rows < 0 ? "?" : words.formats().number(rows);
    }

    /** What a transaction does, the greatest part first: {@code 1 180 UPDATE · 2 INSERT}. */
    static String operations(Words words, Transaction transaction) {
        return sorted(transaction.operations()).stream()
                .map(entry -> (entry.getValue() < 0 ? "?" : words.formats().number(entry.getValue())) + " "
                        + entry.getKey().name())
                .collect(Collectors.joining(" · "));
    }

    /** Operations, DDL first, then by their count. */
    static List<Map.Entry<Operation, Long>> sorted(Map<Operation, Long> operations) {
        return operations.entrySet().stream()
                .sorted((a, b) -> a.getKey().isDdl() != b.getKey().isDdl()
                        ? Boolean.compare(b.getKey().isDdl(), a.getKey().isDdl())
                        : Long.compare(b.getValue(), a.getValue()))
                .toList();
    }

    /** A time of the log, with fractions only where the log has them. */
    static String time(Words words, @Nullable Instant time, boolean dated) {
        if (time == null) {
            return "—";
        }
        String clock = time.getNano() == 0 ? words.formats().time(time) : words.formats().timeMillis(time);
        return dated ? words.formats().date(time).substring(0, 5) + " " + clock : clock;
    }

    /** From statement to commit, once when both are the same. */
    static String span(Words words, Transaction transaction) {
        Instant time = transaction.time();
        Instant commit = transaction.commitTime();
        if (time == null || commit == null || Duration.between(time, commit).toSeconds() == 0) {
            return time(words, time == null ? commit : time, false);
        }
        return time(words, time, false) + " → " + time(words, commit, false);
    }

    /** Whether an UPDATE or DELETE changes all there is: its text has no WHERE and no LIMIT. */
    static boolean withoutWhere(Statement statement) {
        Operation operation = statement.operation();
        return (operation == Operation.UPDATE || operation == Operation.DELETE) && statement.sql() != null
                && !statement.sql().cut()
                && !WHERE.matcher(QUOTED.matcher(statement.sql().text()).replaceAll("''")).find();
    }

    /** The statement that a line stands for: DDL, else the one with most of the rows, else the first. */
    static @Nullable Statement main(Transaction transaction) {
        long rows = transaction.rows();
        return transaction.statements().stream()
                .filter(s -> s.operation().isDdl() || rows > 0 && s.rows() * 2 > rows).findFirst()
                .or(() -> transaction.statements().stream().findFirst()).orElse(null);
    }

    /** A message as a sentence of its own. */
    static String sentence(String text) {
        return text.isEmpty() ? text : Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    /** First line of its SQL, control characters as their pictures; empty when the log has none. */
    static String firstLine(@Nullable Statement statement) {
        return statement == null || statement.sql() == null ? "" : inert(oneLine(statement.sql().text()));
    }

    private static String oneLine(String text) {
        String begin = text.length() > LONGEST ? text.substring(0, LONGEST) : text;
        return LINE_BREAK.matcher(begin.strip()).replaceAll(" ");
    }

    /** Text that can do nothing to the screen; line feeds stay. */
    static String inert(String text) {
        return Inert.of(text).replace('\t', ' ');
    }

    static boolean doubtful(Set<Mark> marks) {
        return marks.stream().anyMatch(DOUBTS::contains);
    }

    /** {@code good}, {@code accent} for a file that is still written, {@code warning} or {@code danger}. */
    static String look(Verdict verdict) {
        return switch (verdict.state()) {
            case COMPLETE -> "good";
            case LIVE -> "accent";
            case UNCLOSED, CANCELLED, PARTIAL -> "warning";
            case CUT, DAMAGED, WRONG_TOOL, NO_TOOL, NO_RIGHT, ENCRYPTED, FOREIGN, GONE, NO_SPACE, LOST, FAILED ->
                "danger";
        };
    }

    /** A sign of a look, so that colour is never alone. */
    static String sign(String look) {
        return switch (look) {
            case "good" -> "✓";
            case "accent" -> "●";
            case "warning" -> "▲";
            default -> "✕";
        };
    }
}
