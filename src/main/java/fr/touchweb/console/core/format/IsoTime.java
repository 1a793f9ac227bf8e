package fr.touchweb.console.core.format;

/** {@code 2025-01-13T10:11:12.123456+01:00} and its relatives: a space for the T, a comma for the point, no zone. */
final class IsoTime {
    private long micros = LocalTimes.NONE;
    private boolean zoned;

    /** Reads a time and returns the place after it; -1 when none stands here. */
    int read(byte[] b, int at, int end, LocalTimes times) {
        if (end - at < 19 || b[at + 4] != '-' || b[at + 7] != '-' || b[at + 10] != 'T' && b[at + 10] != ' '
                || b[at + 13] != ':' || b[at + 16] != ':') {
            return -1;
        }
        int year = Bytes.number(b, at, 4, end);
        int month = Bytes.number(b, at + 5, 2, end);
        int day = Bytes.number(b, at + 8, 2, end);
        int hour = Bytes.number(b, at + 11, 2, end);
        int minute = Bytes.number(b, at + 14, 2, end);
        int second = Bytes.number(b, at + 17, 2, end);
        int i = at + 19;
        int fraction = 0;
        if ((Bytes.at(b, i, end, '.') || Bytes.at(b, i, end, ',')) && Bytes.digit(b, i + 1, end)) {
            int stop = Bytes.digits(b, i + 1, end);
            fraction = Bytes.micros(b, i + 1, stop);
            i = stop;
        }
        zoned = true;
        if (Bytes.at(b, i, end, 'Z')) {
            micros = times.offset(year, month, day, hour, minute, second, fraction, 0);
            i++;
        } else if ((Bytes.at(b, i, end, '+') || Bytes.at(b, i, end, '-')) && Bytes.number(b, i + 1, 2, end) >= 0) {
            int minutesAt = Bytes.at(b, i + 3, end, ':') ? i + 4 : i + 3;
            int offsetMinutes = Bytes.number(b, minutesAt, 2, end);
            if (offsetMinutes < 0) {
                return -1;
            }
            int offset = Bytes.number(b, i + 1, 2, end) * 3600 + offsetMinutes * 60;
            micros = times.offset(year, month, day, hour, minute, second, fraction, b[i] == '+' ? offset : -offset);
            i = minutesAt + 2;
        } else {
            zoned = false;
            micros = times.local(year, month, day, hour, minute, second, fraction);
        }
        return micros == LocalTimes.NONE ? -1 : i;
    }

    /** The time last read, in microseconds. */
    long micros() {
        return micros;
    }

    /** Whether the time last read carried its zone. */
    boolean zoned() {
        return zoned;
    }
}
