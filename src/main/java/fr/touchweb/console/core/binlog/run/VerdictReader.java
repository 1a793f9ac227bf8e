package fr.touchweb.console.core.binlog.run;

import fr.touchweb.console.core.binlog.model.BinlogFile;
import fr.touchweb.console.core.binlog.model.BinlogFile.Encryption;
import fr.touchweb.console.core.binlog.model.Verdict;
import fr.touchweb.console.core.binlog.model.Verdict.State;
import fr.touchweb.console.core.binlog.text.BinlogText;
import fr.touchweb.console.core.text.Message;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Decides whether what was read is all there is (reference binlog 4 and rule 13): exit code, standard error, last
 * position against size and the end marker together.
 */
public final class VerdictReader {
    private static final Pattern OFFSET = Pattern.compile("Could not read entry at offset (\\d{1,18})");
    private static final int NO_PROGRAM = 127;
    private static final int FILE_TOO_LARGE = 153;
    /** Where the first event after the head of any server stands at the latest. */
    private static final long HEAD = 1024;
    /** Bytes before the log itself in a file that MySQL encrypts; they do not count in positions. */
    private static final long MYSQL_HEAD = 512;
    private static final String[] REFUSALS = {"Access denied", "Host '", "Failed on connect", "Can't connect to"};

    private final BinlogFile file;
    private final String program;

    /** @param program the tool, for words */
    public VerdictReader(BinlogFile file, String program) {
        this.file = file;
        this.program = program;
    }

    /**
     * The verdict of a run that was not cancelled.
     *
     * @param ranged whether only a part was asked for
     */
    public Verdict read(ToolEnd end, BinlogText.State text, boolean ranged) {
        long position = text.position();
        if (end.lost()) {
            return verdict(State.LOST, position, end, Message.of("binlog.verdict.lost", position));
        }
        String errors = end.errors();
        Matcher offset = OFFSET.matcher(errors);
        long at = offset.find() ? Long.parseLong(offset.group(1)) : position;
        if (end.code() == FILE_TOO_LARGE || has(errors, "Errcode: 28", "No space left", "Can't create/write to file",
                "Can't get stat of", "File size limit")) {
            return verdict(State.NO_SPACE, position, end, Message.of("binlog.verdict.noSpace"));
        }
        if (has(errors, REFUSALS)) {
            // Only the database server that reads an encrypted log for us says so.
            return verdict(State.NO_RIGHT, position, end, Message.of("binlog.schema.refused", last(errors)));
        }
        if (end.code() == NO_PROGRAM && !has(errors, "shared libraries")) {
            return verdict(State.NO_TOOL, position, end, Message.of("binlog.verdict.noTool"));
        }
        if (has(errors, "Could not find first log file name")) {
            return verdict(State.GONE, position, end, Message.of("binlog.gone", file.path()));
        }
        if (text.encrypted() || has(errors, "decrypt", "encrypted log files")) {
            return verdict(State.ENCRYPTED, position, end, Message.of("binlog.verdict.encrypted"));
        }
        if (has(errors, "Errcode: 13")) {
            return verdict(State.NO_RIGHT, position, end, Message.of("binlog.noRight", file.path()));
        }
        if (has(errors, "Errcode: 2 ")) {
            return verdict(State.GONE, position, end, Message.of("binlog.gone", file.path()));
        }
        if (has(errors, "not a binary log", "bad magic", "Failed reading header", "reading the header")) {
            return verdict(State.FOREIGN, position, end, Message.of("binlog.notBinlog", file.name()));
        }
        boolean invalid = has(errors, "Found invalid event", "Sanity check failed");
        if (has(errors, "incompatible MySQL") || invalid && position <= HEAD && text.lastComplete() <= HEAD
                && at <= HEAD) {
            return verdict(State.WRONG_TOOL, position, end,
                    Message.of("binlog.verdict.wrongTool", program, text.server().isEmpty()
                            ? file.server()
                            : text.server()));
        }
        if (has(errors, "crc check failed", "Event invalid", "corrupt") || invalid) {
            return verdict(State.DAMAGED, at, end, Message.of("binlog.verdict.damaged", at));
        }
        if (has(errors, "truncated")) {
            return cut(at, end);
        }
        if (end.code() != 0) {
            String first = errors.lines().findFirst().orElse("");
            return verdict(State.FAILED, position, end,
                    Message.of("binlog.verdict.failed", program, end.code(), first));
        }
        return ended(end, text, ranged);
    }

    private Verdict ended(ToolEnd end, BinlogText.State text, boolean ranged) {
        long position = text.position();
        if (ranged) {
            return verdict(State.PARTIAL, position, end, Message.of("binlog.verdict.partial", position));
        }
        if (text.endMarker()) {
            return position >= file.size() - (file.encryption() == Encryption.MYSQL ? MYSQL_HEAD : 0)
                    ? verdict(State.COMPLETE, position, end, Message.of("binlog.verdict.complete"))
                    : cut(position, end);
        }
        if (!text.trailer()) {
            return cut(position, end);
        }
        return switch (file.state()) {
            case OPEN -> verdict(State.LIVE, position, end, Message.of("binlog.verdict.live", position));
            // It was closed when it was listed: what is missing now was cut off.
            case CLOSED -> cut(position, end);
            default -> verdict(State.UNCLOSED, position, end, Message.of("binlog.verdict.unclosed"));
        };
    }

    private Verdict cut(long at, ToolEnd end) {
        // A torn tail of the file that the server writes is its present end.
        if (file.state() == BinlogFile.State.OPEN) {
            return verdict(State.LIVE, at, end, Message.of("binlog.verdict.live", at));
        }
        return verdict(State.CUT, at, end, Message.of("binlog.verdict.cut", at, file.size()));
    }

    private static String last(String errors) {
        return errors.lines().reduce((a, b) -> b).orElse("");
    }

    private Verdict verdict(State state, long position, ToolEnd end, Message message) {
        return new Verdict(state, position, file.size(), message, end.errors());
    }

    private static boolean has(String errors, String... words) {
        for (String word : words) {
            if (errors.contains(word)) {
                return true;
            }
        }
        return false;
    }
}
