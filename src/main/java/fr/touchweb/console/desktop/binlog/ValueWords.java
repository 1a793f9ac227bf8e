package fr.touchweb.console.desktop.binlog;

import fr.touchweb.console.core.binlog.ValueText;
import fr.touchweb.console.core.binlog.model.Column;
import fr.touchweb.console.core.binlog.model.Value;
import fr.touchweb.console.desktop.shell.Words;
import java.time.Instant;

/** Values in words: those of {@link ValueText}, with times in the display zone and a sign where there is no value. */
final class ValueWords {
    private static final int LONGEST = 600;

    private final Words words;

    ValueWords(Words words) {
        this.words = words;
    }

    Shown of(Value value, Column column) {
        String raw = cut(ValueText.of(value, Column.unknown(column.number())));
        return switch (value) {
            case Value.NotLogged none -> new Shown(words.get("binlogs.value.notLogged"), "", true);
            case Value.Null none -> new Shown("NULL", "NULL", true);
            case Value.Epoch(long second, int micros) when second != 0 -> new Shown(
                    words.formats().dateTime(Instant.ofEpochSecond(second)) + " " + words.formats().zoneName(),
                    ValueText.of(value, column), false);
            case Value.Numeric(String text, boolean lossy) when lossy -> new Shown("≈ " + text, text, false);
            case Value.Unreadable(String text) -> new Shown(words.get("binlogs.value.unreadable"), text, true);
            default -> {
                String text = cut(ValueText.of(value, column));
                String guess = ValueText.guessed(value, column) ? "\n" + words.get("binlogs.value.guessed") : "";
                yield new Shown(text.isEmpty() ? "''" : text, raw + guess, false);
            }
        };
    }

    private static String cut(String text) {
        return text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
    }
}
