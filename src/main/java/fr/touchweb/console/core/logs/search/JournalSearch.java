package fr.touchweb.console.core.logs.search;

import fr.touchweb.console.core.format.BudgetedText;
import fr.touchweb.console.core.format.LineParser;
import fr.touchweb.console.core.format.ParsedLine;
import fr.touchweb.console.core.logs.bytes.Lines;
import fr.touchweb.console.core.logs.follow.JournalCursors;
import fr.touchweb.console.core.logs.follow.JournalProbe;
import fr.touchweb.console.core.logs.follow.JournalSource;
import fr.touchweb.console.core.ssh.Capabilities;
import fr.touchweb.console.core.ssh.Command;
import fr.touchweb.console.core.ssh.Exit;
import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.ssh.RemoteException.Kind;
import fr.touchweb.console.core.ssh.RemoteHost;
import fr.touchweb.console.core.ssh.RemoteProcess;
import fr.touchweb.console.core.ssh.ShellQuoting;
import fr.touchweb.console.core.task.TaskControl;
import fr.touchweb.console.core.text.Message;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Searches the messages of a journal's entries, the oldest first. What a match cannot do without is looked for by
 * journalctl itself ({@code --grep}) where it can, so that few entries travel; the expression is then asked here.
 */
public final class JournalSearch {
    private static final int PIECE = 1 << 16;
    private static final String NO_GREP = "pattern matching support";
    private static final String NO_UNIT = "Failed to add filter for units";

    private final RemoteHost host;
    private final JournalSource journal;
    private final SearchPattern pattern;
    private final int lineLimit;
    private final long steps;
    private final Listener listener;

    /** Hears what is done. */
    public interface Listener {
        /** A command that runs on the machine. */
        void ran(String command);

        /** The account sees its own entries alone. */
        void ownEntries();

        /**
         * An entry whose message matches.
         *
         * @param number of the entry in its journal, -1 when its cursor does not tell it
         * @param entry as journalctl gave it, as JSON
         * @param parsed valid during the call
         */
        void entry(long number, byte[] entry, ParsedLine parsed) throws IOException;
    }

    /**
     * @param pattern that a message must match
     * @param lineLimit bytes; a longer entry is counted and not searched
     * @param steps that the expression may take on one message
     */
    public JournalSearch(RemoteHost host, JournalSource journal, SearchPattern pattern, int lineLimit, long steps,
            Listener listener) {
        this.host = host;
        this.journal = journal;
        this.pattern = pattern;
        this.lineLimit = lineLimit;
        this.steps = steps;
        this.listener = listener;
    }

    /**
     * What is looked at of a journal.
     *
     * @param since null for the first entry on
     * @param until null for up to the last one
     * @param matches options and matches of journalctl, with which it gives nothing more
     */
    public record Part(@Nullable Instant since, @Nullable Instant until, List<String> matches) {}

    /**
     * Searches a part of the entries.
     *
     * @param parser of the journal's entries
     */
    public FileSearch.Result search(Part part, LineParser parser, TaskControl control)
            throws IOException, InterruptedException {
        JournalProbe.Found found = new JournalProbe(host, journal).look();
        if (found.problem() != null) {
            throw new RemoteException(Kind.CONFIGURATION, found.problem(), null);
        }
        if (found.own()) {
            listener.ownEntries();
        }
        List<String> more = new ArrayList<>();
        if (part.since() != null) {
            more.add("--since=" + moment(part.since()));
        }
        if (part.until() != null) {
            more.add("--until=" + moment(part.until()));
        }
        more.addAll(part.matches());
        List<String> there = there();
        FileSearch.@Nullable Result result = there.isEmpty()
                ? null
                : read(found.asRoot(), more, there, parser, control);
        return result != null
                ? result
                : Objects.requireNonNull(read(found.asRoot(), more, List.of(), parser, control));
    }

    private static String moment(Instant instant) {
        return "@%d.%06d".formatted(instant.getEpochSecond(), instant.getNano() / 1_000);
    }

    /** What journalctl can look for: the longest words of which a match holds one; nothing when there are none. */
    private List<String> there() {
        return pattern.needs().stream()
                .max(Comparator.comparingInt(group -> group.stream().mapToInt(n -> n.text().length()).min().orElse(0)))
                .map(group -> List.of("--grep=" + group.stream().map(n -> literal(n.text()))
                        .collect(Collectors.joining("|")),
                        "--case-sensitive=" + (group.stream().anyMatch(Needle::ignoreCase) ? "no" : "yes")))
                .orElse(List.of());
    }

    /** These characters as they stand, for PCRE. */
    private static String literal(String text) {
        return text.replaceAll("[^A-Za-z0-9_ \\x80-\\x{10FFFF}]", "\\\\$0");
    }

    /** Null when this journalctl knows no {@code --grep}. */
    private FileSearch.@Nullable Result read(boolean asRoot, List<String> more, List<String> grep, LineParser parser,
            TaskControl control) throws IOException, InterruptedException {
        Capabilities account = host.capabilities();
        List<String> argv = new ArrayList<>(account.has("nice") ? List.of("nice", "-n", "19") : List.of());
        List<String> all = new ArrayList<>(more);
        all.addAll(grep);
        argv.addAll(journal.command(asRoot, all));
        listener.ran(ShellQuoting.line(argv));
        try (RemoteProcess process = host.start(new Command(argv, new byte[0], Duration.ofDays(1),
                Integer.MAX_VALUE))) {
            control.onCancel(process::close);
            FileSearch.Result result = entries(process.stdout(), parser, control);
            Exit exit = process.await();
            String said = process.errorText().strip();
            if (!exit.ok() && !grep.isEmpty() && said.contains(NO_GREP)) {
                return null;
            }
            // Where no entry matches, journalctl ends with 1 and says nothing; where no unit has such a name, just that.
            boolean none = exit instanceof Exit.Code(int code) && code == 1
                    && (!grep.isEmpty() && said.isEmpty() || said.startsWith(NO_UNIT));
            if (!exit.ok() && !none) {
                throw new RemoteException(Kind.PROTOCOL, Message.of("logs.search.thereFailed", journal.name(),
                        exit.toString(), said), null);
            }
            return result;
        }
    }

    private FileSearch.Result entries(InputStream in, LineParser parser, TaskControl control) throws IOException {
        byte[] buffer = new byte[PIECE];
        int filled = 0;
        boolean skipping = false;
        long lines = 0;
        long undecided = 0;
        long cut = 0;
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer, filled, buffer.length - filled)) {
            control.checkCancelled();
            filled += read;
            int start = 0;
            for (int feed = Lines.feed(buffer, start, filled); feed >= 0; feed = Lines.feed(buffer, start, filled)) {
                if (!skipping) {
                    switch (look(buffer, start, feed, parser)) {
                        case FOUND -> lines++;
                        case UNDECIDED -> undecided++;
                        case NOT_FOUND -> {
                            // Another one may.
                        }
                    }
                }
                skipping = false;
                start = feed + 1;
            }
            System.arraycopy(buffer, start, buffer, 0, filled - start);
            filled -= start;
            if (filled > lineLimit) {
                cut += skipping ? 0 : 1;
                skipping = true;
                filled = 0;
            } else if (filled == buffer.length) {
                buffer = Arrays.copyOf(buffer, buffer.length * 2);
            }
        }
        return new FileSearch.Result(lines, undecided, cut);
    }

    private BudgetedText.Result look(byte[] b, int start, int end, LineParser parser) throws IOException {
        byte[] entry = Arrays.copyOfRange(b, start, end);
        ParsedLine parsed = parser.parse(entry, 0, entry.length);
        BudgetedText.Result result = BudgetedText.within(
                pattern.pattern().matcher(BudgetedText.of(parsed.message(), steps))::find);
        if (result == BudgetedText.Result.FOUND) {
            listener.entry(JournalCursors.numberOf(entry), entry, parsed);
        }
        return result;
    }
}
