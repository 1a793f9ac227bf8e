package fr.touchweb.console.core.logs.digest;

import fr.touchweb.console.core.format.Field;
import fr.touchweb.console.core.format.LogFormat;
import fr.touchweb.console.core.format.ParsedLine;
import fr.touchweb.console.core.logs.digest.LogSummary.Quantiles;
import java.util.LinkedHashMap;
import java.util.Map;

/** Where the time of HAProxy's sessions went: {@code TR/Tw/Tc/Tr/Ta} of HTTP, {@code Tw/Tc/Tt} of TCP; -1 is no time. */
final class TimerSketches {
    private static final String[] NAMES = {"request", "queue", "connect", "response"};

    private final QuantileSketch[] sketches = new QuantileSketch[NAMES.length];

    TimerSketches() {
        for (int i = 0; i < sketches.length; i++) {
            sketches[i] = QuantileSketch.fine();
        }
    }

    void add(ParsedLine line) {
        int at = line.offsetOf(Field.TIMERS);
        if (at < 0) {
            return;
        }
        byte[] b = line.buffer();
        int i = line.start() + at;
        int end = i + line.lengthOf(Field.TIMERS);
        boolean tcp = line.format() == LogFormat.HAPROXY_TCP;
        long value = 0;
        boolean negative = false;
        // The last one is the whole, which is counted as the duration.
        for (int timer = tcp ? 1 : 0; i < end && timer < (tcp ? 3 : NAMES.length); i++) {
            byte c = b[i];
            if (c == '/') {
                if (!negative) {
                    sketches[timer].add(value * 1_000);
                }
                timer++;
                value = 0;
                negative = false;
            } else if (c == '-') {
                negative = true;
            } else if (c != '+' && value < QuantileSketch.LONGEST / 1_000) {
                value = value * 10 + c - '0';
            }
        }
    }

    void merge(TimerSketches other) {
        for (int i = 0; i < sketches.length; i++) {
            sketches[i].merge(other.sketches[i]);
        }
    }

    Map<String, Quantiles> quantiles() {
        Map<String, Quantiles> all = new LinkedHashMap<>();
        for (int i = 0; i < NAMES.length; i++) {
            if (sketches[i].count() > 0) {
                all.put(NAMES[i], Quantiles.of(sketches[i]));
            }
        }
        return all;
    }
}
