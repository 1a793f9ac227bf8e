package fr.touchweb.console.core.format;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A format that a person added: one file in {@code formats/} of the settings folder, by the schema
 * {@code resources/schema/format.schema.json}.
 *
 * @param version of the document, 1
 * @param id name in filters and on the command line
 * @param name what people call it; the id when it has none
 * @param paths patterns of the logs that it is for, with {@code *} and {@code ?}; none for any
 * @param pattern regular expression of a record's first line; its named groups are fields, {@code time}, {@code level}
 *            and {@code message} among them
 * @param time pattern of {@link java.time.format.DateTimeFormatter}, or {@code iso}, {@code epoch}, {@code epochMillis}
 * @param zone of times that tell none; null for the host's
 * @param language of names of months and days, {@code en} or {@code fr}; null for English
 * @param levels words of the {@code level} group and the levels that they stand for
 * @param continuation regular expression of lines that go on with a record; null for none
 * @param samples lines with their answers, tried when the file is read
 */
record UserFormatDocument(int version, String id, @Nullable String name, @Nullable List<String> paths, String pattern,
        @Nullable String time, @Nullable String zone, @Nullable String language, @Nullable Map<String, String> levels,
        @Nullable String continuation, List<Sample> samples) {

    /**
     * A line and what must come of it.
     *
     * @param line without its line end
     * @param time RFC 3339; null when it is not asked
     * @param level id of a level; null when it is not asked
     * @param fields some of its fields, as text; null when none is asked
     */
    record Sample(String line, @Nullable String time, @Nullable String level, @Nullable Map<String, String> fields) {}
}
