package fr.touchweb.console.desktop.logs;

import fr.touchweb.console.desktop.shell.Words;
import java.util.ArrayList;
import java.util.List;

/** HAProxy's timers with their names (HAProxy configuration manual 8.4). */
final class TimerWords {
    private static final List<String> HTTP = List.of("logs.digest.timer.request", "logs.digest.timer.queue",
            "logs.digest.timer.connect", "logs.digest.timer.response", "logs.digest.total");
    private static final List<String> TCP = List.of("logs.digest.timer.queue", "logs.digest.timer.connect",
            "logs.digest.total");

    private TimerWords() {}

    /** {@code 0/0/1/-1/10001} part by part, in ms; what was not reached has a dash. As it stands where it is none. */
    static String of(String timers, Words words) {
        String[] parts = timers.split("/", -1);
        List<String> names = parts.length == HTTP.size() ? HTTP : TCP;
        if (parts.length != names.size()) {
            return timers;
        }
        List<String> told = new ArrayList<>();
        for (int i = 0; i < parts.length; i++) {
            if (!parts[i].matches("\\+?\\d{1,18}|-1")) {
                return timers;
            }
            told.add(words.get(names.get(i)) + " "
                    + (parts[i].equals("-1") ? "–" : words.formats().number(Long.parseLong(parts[i]))));
        }
        return String.join(" · ", told);
    }
}
