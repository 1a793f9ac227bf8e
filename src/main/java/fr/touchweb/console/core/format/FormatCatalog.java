package fr.touchweb.console.core.format;

import fr.touchweb.console.core.policy.FormatPolicy;
import fr.touchweb.console.core.store.DocumentException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The formats of one run: those that the console ships and those that a person added. A file of theirs that does not
 * hold is left out and told. Immutable.
 */
public final class FormatCatalog {
    /** A log that has no number behind an agent in so many lines teaches nothing. */
    private static final int SILENT_LINES = 100;
    private static final FormatPolicy PLAIN = new FormatPolicy(LineParser.LONGEST_RECORD, 300, 1,
            new FormatPolicy.AccessTails(3, 2_500, List.of()),
            new FormatPolicy.SchemaDelta(List.of("btws_integrity"), List.of()));

    private final FormatPolicy policy;
    private final SchemaDeltaRules schema;
    private final List<UserFormat> added;
    private final List<DocumentException> problems;

    private FormatCatalog(FormatPolicy policy, List<UserFormat> added, List<DocumentException> problems) {
        this.policy = policy;
        this.schema = new SchemaDeltaRules(policy.schemaDelta());
        this.added = List.copyOf(added);
        this.problems = List.copyOf(problems);
    }

    /** The shipped formats alone, for looking at lines where no policy is at hand; no rule of the schema log holds. */
    public static FormatCatalog plain() {
        return new FormatCatalog(PLAIN, List.of(), List.of());
    }

    /** The shipped formats with the figures of a policy. */
    public static FormatCatalog shipped(FormatPolicy policy) {
        return new FormatCatalog(policy, List.of(), List.of());
    }

    /**
     * The shipped formats and those of a person.
     *
     * @param settings settings folder of the console; {@code formats/*.json} in it are read, in the order of their names
     */
    public static FormatCatalog read(FormatPolicy policy, Path settings) throws IOException {
        Path folder = settings.resolve("formats");
        if (!Files.isDirectory(folder)) {
            return shipped(policy);
        }
        List<UserFormat> added = new ArrayList<>();
        List<DocumentException> problems = new ArrayList<>();
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.filter(file -> file.toString().endsWith(".json")).sorted().toList();
        }
        for (Path file : files) {
            try {
                UserFormat format = UserFormat.read(file, policy.userFormatSteps());
                if (added.stream().anyMatch(f -> f.format().id().equals(format.format().id()))) {
                    throw new DocumentException(file.toString(), "id", 0, fr.touchweb.console.core.text.Message
                            .of("format.user.doubled", format.format().id()));
                }
                added.add(format);
            } catch (DocumentException e) {
                problems.add(e);
            }
        }
        return new FormatCatalog(policy, added, problems);
    }

    /** All formats, those of the person before {@code text}. */
    public List<LogFormat> formats() {
        List<LogFormat> all = new ArrayList<>(LogFormat.shipped());
        all.addAll(all.size() - 1, added.stream().map(UserFormat::format).toList());
        return all;
    }

    public Optional<LogFormat> ofId(String id) {
        return formats().stream().filter(format -> format.id().equals(id)).findFirst();
    }

    /** Files of the person that do not hold, with what is wrong in each. */
    public List<DocumentException> problems() {
        return problems;
    }

    public FormatPolicy policy() {
        return policy;
    }

    public SchemaDeltaRules schema() {
        return schema;
    }

    List<UserFormat> added() {
        return added;
    }

    /**
     * A parser for the lines of one source.
     *
     * @param path path of the log
     * @param forced the only format allowed besides text, null for detection
     */
    public LineParser parser(String path, @Nullable LogFormat forced, LocalTimes times) {
        return parser(path, forced, times, tail(path));
    }

    /**
     * One of several parsers for the lines of one source.
     *
     * @param tail of that source, shared by them
     */
    public LineParser parser(String path, @Nullable LogFormat forced, LocalTimes times, AccessTail tail) {
        return new LineParser(path, forced, times, this, tail);
    }

    /** What is known of what the access lines of a source say behind their agent. */
    public AccessTail tail(String path) {
        return new AccessTail(policy.accessTails(), path);
    }

    /** The same, with what the first lines of the source teach; a last one without its line feed is left out. */
    public AccessTail tail(String path, byte[] beginning, int length) {
        AccessTail tail = tail(path);
        LineParser parser = parser(path, null, new LocalTimes(ZoneOffset.UTC, InstantSource.system()), tail).learning();
        int lines = 0;
        int from = 0;
        for (int feed = Newlines.find(beginning, 0, length); feed >= 0 && !tail.isKnown()
                && (lines < SILENT_LINES || tail.why().isPresent()); feed = Newlines.find(beginning, from, length)) {
            parser.parse(beginning, from, feed);
            from = feed + 1;
            lines++;
        }
        return tail;
    }
}
