package fr.touchweb.console.core.logs;

import fr.touchweb.console.core.format.LogFormat;
import fr.touchweb.console.core.format.LogRecord;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The id by which one request is told in the logs of every program that it went through. */
public final class RequestId {
    private static final String NAME = "(?:x[-_])?(?:request|req|trace|correlation|unique)[-_]?id";
    private static final Pattern FIELD = Pattern.compile("(?i)(?:.*[._])?" + NAME);
    private static final String ID = "([A-Za-z0-9][A-Za-z0-9._:-]{7,127})";
    private static final Pattern IN_TEXT = Pattern.compile("(?i)\\b" + NAME + "[\"']?\\s*[:=]\\s*[\"']?" + ID);
    /** Of a captured header or of a message: an id as nginx, Apache and libraries make them. */
    private static final Pattern ALONE = Pattern.compile(
            "(?<![0-9A-Za-z-])([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|[0-9a-f]{32})(?![0-9A-Za-z-])");

    /** Apache's own, where its ErrorLogFormat has {@code [R:%L]} or the like (reference logs 5.2). */
    private static final Pattern OF_APACHE = Pattern
            .compile("\\] \\[(?:R|C|L|rid|id|log[ _-]?id)[: ]([A-Za-z0-9@/+_-]{8,32})\\]");

    private RequestId() {}

    /**
     * The id of a record.
     *
     * @param line its text
     * @return empty when it tells none
     */
    public static Optional<String> of(LogRecord record, String line) {
        for (Map.Entry<String, Object> field : record.fields().entrySet()) {
            if (FIELD.matcher(field.getKey()).matches() && String.valueOf(field.getValue()).matches(ID)) {
                return Optional.of(String.valueOf(field.getValue()));
            }
        }
        return first(IN_TEXT, line).or(() -> record.format() == LogFormat.APACHE_ERROR
                ? first(OF_APACHE, line)
                : Optional.empty()).or(() -> first(ALONE, line));
    }

    private static Optional<String> first(Pattern pattern, String line) {
        Matcher matcher = pattern.matcher(line);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }
}
