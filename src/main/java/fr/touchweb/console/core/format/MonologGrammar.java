package fr.touchweb.console.core.format;

import org.jspecify.annotations.Nullable;

/**
 * Logs of PHP frameworks (reference logs 5.5): Monolog's {@code [time] channel.LEVEL: message {context} [extra]}, as
 * Magento, PrestaShop, Symfony and Laravel write it, and WooCommerce's {@code time LEVEL message}.
 */
final class MonologGrammar implements Grammar {
    private static final int LONGEST_CHANNEL = 128;
    private static final int MOST_TRIES = 32;

    private final IsoTime iso = new IsoTime();

    @Override
    public boolean parse(byte[] b, int start, int end, LocalTimes times, ParsedLine out) {
        return Bytes.at(b, start, end, '[') ? monolog(b, start, end, times, out) : plain(b, start, end, times, out);
    }

    private boolean monolog(byte[] b, int start, int end, LocalTimes times, ParsedLine out) {
        int after = Bytes.digit(b, start + 1, end) ? iso.read(b, start + 1, end, times) : -1;
        if (after < 0 || !Bytes.at(b, after, end, "] ")) {
            return false;
        }
        int channel = after + 2;
        int colon = Bytes.find(b, channel, Math.min(end, channel + LONGEST_CHANNEL), ':');
        int dot = colon < 0 ? -1 : Bytes.findLast(b, channel, colon, '.');
        Level level = dot <= channel ? null : upper(b, dot + 1, colon);
        if (level == null || Bytes.find(b, channel, dot, ' ') >= 0) {
            return false;
        }
        out.format(LogFormat.MONOLOG);
        out.time(iso.micros());
        out.level(level);
        out.field(Field.CHANNEL, channel, dot);
        int message = Math.min(end, Bytes.at(b, colon + 1, end, ' ') ? colon + 2 : colon + 1);
        out.message(message, context(b, message, end, out));
        return true;
    }

    private boolean plain(byte[] b, int start, int end, LocalTimes times, ParsedLine out) {
        int after = Bytes.digit(b, start, end) && Bytes.at(b, start + 10, end, 'T')
                ? iso.read(b, start, end, times)
                : -1;
        if (after < 0 || !iso.zoned() || !Bytes.at(b, after, end, ' ')) {
            return false;
        }
        int levelEnd = Bytes.find(b, after + 1, Math.min(end, after + 12), ' ');
        Level level = levelEnd < 0 ? null : upper(b, after + 1, levelEnd);
        if (level == null) {
            return false;
        }
        out.format(LogFormat.MONOLOG);
        out.time(iso.micros());
        out.level(level);
        out.message(levelEnd + 1, end);
        return true;
    }

    /** A level in capitals, as these loggers write it. */
    static @Nullable Level upper(byte[] b, int from, int to) {
        if (to - from < 4 || to - from > 9) {
            return null;
        }
        for (int i = from; i < to; i++) {
            if (b[i] < 'A' || b[i] > 'Z') {
                return null;
            }
        }
        return switch (Bytes.text(b, from, to)) {
            case "DEBUG" -> Level.DEBUG;
            case "INFO" -> Level.INFO;
            case "NOTICE" -> Level.NOTICE;
            case "WARNING" -> Level.WARNING;
            case "ERROR" -> Level.ERROR;
            case "CRITICAL", "ALERT", "EMERGENCY" -> Level.CRITICAL;
            default -> null;
        };
    }

    /** Notes the context, the first value from which JSON runs to the end of the line, and returns where the message ends. */
    private static int context(byte[] b, int message, int end, ParsedLine out) {
        int tries = 0;
        for (int i = message; i < end && tries < MOST_TRIES; i++) {
            if (b[i] != '{' && b[i] != '[' || i > message && b[i - 1] != ' ') {
                continue;
            }
            tries++;
            int valueEnd = JsonScan.value(b, i, end);
            if (valueEnd < 0) {
                continue;
            }
            int extra = JsonScan.space(b, valueEnd, end);
            int extraEnd = extra == end ? end : JsonScan.value(b, extra, end);
            if (extraEnd >= 0 && JsonScan.space(b, extraEnd, end) == end) {
                if (valueEnd - i > 2) {
                    out.field(Field.CONTEXT, i, valueEnd);
                }
                return i > message ? i - 1 : i;
            }
        }
        return end;
    }
}
