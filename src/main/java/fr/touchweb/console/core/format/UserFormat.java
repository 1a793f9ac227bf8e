package fr.touchweb.console.core.format;

import fr.touchweb.console.core.store.DocumentException;
import fr.touchweb.console.core.store.StrictJson;
import fr.touchweb.console.core.text.Message;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * A format that a person added. It is read with all its checks: the expression compiles, and every sample gives its
 * answer within the step budget. Immutable.
 */
public final class UserFormat {
    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");

    private final LogFormat format;
    private final String name;
    private final List<Pattern> paths;
    private final Pattern pattern;
    private final @Nullable Pattern continuation;
    private final @Nullable UserTime time;
    private final @Nullable ZoneId zone;
    private final Map<String, Level> levels;
    private final List<String> groups;
    private final int steps;

    private UserFormat(UserFormatDocument document, Map<String, Level> levels, int steps) {
        this.format = new LogFormat(document.id(), LogFormat.ZoneRule.IN_LINE, LogFormat.Moment.EVENT,
                document.continuation() != null);
        this.name = Optional.ofNullable(document.name()).orElse(document.id());
        this.paths = Optional.ofNullable(document.paths()).orElse(List.of()).stream().map(UserFormat::glob).toList();
        this.pattern = Pattern.compile(document.pattern());
        this.continuation = document.continuation() == null ? null : Pattern.compile(document.continuation());
        this.zone = document.zone() == null ? null : ZoneId.of(document.zone());
        this.time = document.time() == null ? null : UserTime.of(document.time(), document.language());
        this.levels = levels;
        this.groups = pattern.namedGroups().entrySet().stream().sorted(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey).toList();
        this.steps = steps;
    }

    /**
     * Reads a file.
     *
     * @param steps looks at a character that the expression may take for one line
     * @throws DocumentException when it is no such document or a sample does not give its answer
     */
    public static UserFormat read(Path file, int steps) throws IOException {
        return of(file.toString(), Files.readAllBytes(file), steps);
    }

    static UserFormat of(String name, byte[] json, int steps) throws DocumentException {
        UserFormatDocument document = new StrictJson().read(name, json, UserFormatDocument.class);
        if (document.version() != 1) {
            throw wrong(name, "version", "format.user.version", document.version());
        }
        if (!ID.matcher(document.id()).matches() || LogFormat.ofId(document.id()).isPresent()) {
            throw wrong(name, "id", "format.user.id", document.id());
        }
        Map<String, Level> levels = new java.util.HashMap<>();
        for (Map.Entry<String, String> level : Optional.ofNullable(document.levels()).orElse(Map.of()).entrySet()) {
            levels.put(level.getKey(), Level.ofId(level.getValue()).orElseThrow(
                    () -> wrong(name, "levels." + level.getKey(), "format.user.level", level.getValue())));
        }
        if (document.samples().isEmpty()) {
            throw wrong(name, "samples", "format.user.noSample");
        }
        UserFormat format;
        try {
            format = new UserFormat(document, Map.copyOf(levels), steps);
        } catch (PatternSyntaxException e) {
            throw wrong(name, "pattern", "format.user.pattern", e.getDescription());
        } catch (DateTimeException | IllegalArgumentException e) {
            throw wrong(name, "time", "format.user.time", String.valueOf(e.getMessage()));
        }
        for (int i = 0; i < document.samples().size(); i++) {
            format.check(name, "samples[" + i + "]", document.samples().get(i));
        }
        return format;
    }

    private void check(String name, String place, UserFormatDocument.Sample sample) throws DocumentException {
        byte[] bytes = sample.line().getBytes(StandardCharsets.UTF_8);
        ParsedLine line = new ParsedLine();
        line.reset(bytes, 0, bytes.length);
        // A sample without a year or a zone must not depend on the day and place of its reading.
        Instant wanted = sample.time() == null ? null : instant(name, place, sample.time());
        LocalTimes times = new LocalTimes(ZoneOffset.UTC, wanted == null ? InstantSource.system() : () -> wanted);
        if (!parse(bytes, 0, bytes.length, times, line)) {
            throw wrong(name, place, "format.user.sampleRefused");
        }
        if (wanted != null && !wanted.equals(LogRecord.instant(line.time()))) {
            throw wrong(name, place + ".time", "format.user.sampleDiffers", wanted.toString(),
                    String.valueOf(LogRecord.instant(line.time())));
        }
        String level = line.level() == null ? "null" : line.level().id();
        if (sample.level() != null && !sample.level().equals(level)) {
            throw wrong(name, place + ".level", "format.user.sampleDiffers", sample.level(), level);
        }
        LogRecord record = LogRecord.of(line, 1, 1);
        for (Map.Entry<String, String> field : Optional.ofNullable(sample.fields()).orElse(Map.of()).entrySet()) {
            String found = String.valueOf(record.fields().get(field.getKey()));
            if (!field.getValue().equals(found)) {
                throw wrong(name, place + ".fields." + field.getKey(), "format.user.sampleDiffers", field.getValue(),
                        found);
            }
        }
    }

    private static Instant instant(String name, String place, String time) throws DocumentException {
        try {
            return Instant.parse(time);
        } catch (DateTimeException e) {
            throw wrong(name, place + ".time", "format.user.time", time);
        }
    }

    private static DocumentException wrong(String name, String place, String key, Object... arguments) {
        return new DocumentException(name, place, 0, Message.of(key, arguments));
    }

    public LogFormat format() {
        return format;
    }

    public String name() {
        return name;
    }

    /** Whether it is meant for a log of this path. */
    boolean isFor(String path) {
        return paths.isEmpty() || paths.stream().anyMatch(p -> p.matcher(path).matches());
    }

    boolean parse(byte[] b, int start, int end, LocalTimes times, ParsedLine out) {
        int line = Bytes.find(b, start, end, '\n');
        SteppedText text = new SteppedText(b, start, line < 0 ? end : line, steps);
        Matcher matcher = found(pattern, text);
        if (matcher == null) {
            return false;
        }
        out.format(format);
        for (String group : groups) {
            int from = matcher.start(group);
            if (from < 0) {
                continue;
            }
            int start1 = text.place(from);
            int end1 = text.place(matcher.end(group));
            switch (group) {
                case "time" -> out.time(time(matcher.group(group), times));
                case "level" ->
                    out.level(levels.getOrDefault(matcher.group(group), Level.ofWord(matcher.group(group))));
                case "message" -> out.message(start1, line < 0 ? end1 : end);
                default -> Field.ofId(group).ifPresentOrElse(field -> out.field(field, start1, end1),
                        () -> out.extra(group, start1, end1));
            }
        }
        return true;
    }

    private long time(String value, LocalTimes times) {
        return time == null ? LocalTimes.NONE : time.micros(value, zone, times);
    }

    boolean continues(byte[] b, int start, int end) {
        return continuation != null && found(continuation, new SteppedText(b, start, end, steps)) != null;
    }

    /** A match, null when there is none or the expression did not come to an end. */
    private static @Nullable Matcher found(Pattern pattern, SteppedText text) {
        Matcher matcher = pattern.matcher(text);
        return BudgetedText.within(matcher::find) == BudgetedText.Result.FOUND ? matcher : null;
    }

    private static Pattern glob(String glob) {
        StringBuilder expression = new StringBuilder();
        for (char c : glob.toCharArray()) {
            expression.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(String.valueOf(c)));
        }
        return Pattern.compile(expression.toString());
    }
}
