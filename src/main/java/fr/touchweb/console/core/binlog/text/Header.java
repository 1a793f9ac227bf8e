package fr.touchweb.console.core.binlog.text;

/**
 * The header line of an event (reference binlog 1.2), {@code #YYMMDD HH:MM:SS server id N  end_log_pos N [CRC32 0x…]
 * LABEL}. One object is filled again and again.
 */
final class Header {
    private static final int SHORTEST = 40;
    private static final int SECONDS_A_DAY = 86_400;
    private static final int CENTURY = 70;

    long localSecond;
    long serverId;
    long end;
    boolean crc;
    int label;

    private long lastDate = -1;
    private long lastDay;

    /** Cheap look: whether the line begins like a header. */
    static boolean like(byte[] b, int from, int to) {
        return to - from > SHORTEST && b[from] == '#' && Ascii.digit(b[from + 1]) && Ascii.digit(b[from + 6])
                && b[from + 7] == ' ' && b[from + 10] == ':' && b[from + 13] == ':'
                && Ascii.at(b, from + 16, to, " server id ");
    }

    /** Reads the line; false when it is no header. */
    boolean read(byte[] b, int from, int to) {
        if (!like(b, from, to)) {
            return false;
        }
        long date = Ascii.number(b, from + 1, from + 7);
        // The hour is padded with a space.
        int hour = (b[from + 8] == ' ' ? 0 : b[from + 8] - '0') * 10 + b[from + 9] - '0';
        long minute = Ascii.number(b, from + 11, from + 13);
        long second = Ascii.number(b, from + 14, from + 16);
        int i = from + 16 + " server id ".length();
        int idEnd = Ascii.digits(b, i, to);
        serverId = Ascii.number(b, i, idEnd);
        if (date < 0 || hour < 0 || hour > 24 || minute < 0 || second < 0 || serverId < 0
                || !Ascii.at(b, idEnd, to, "  end_log_pos ")) {
            return false;
        }
        i = idEnd + "  end_log_pos ".length();
        int endEnd = Ascii.digits(b, i, to);
        end = Ascii.number(b, i, endEnd);
        if (end < 0) {
            return false;
        }
        i = endEnd;
        crc = Ascii.at(b, i, to, " CRC32 0x");
        if (crc) {
            i += " CRC32 0x".length() + 8;
        }
        while (i < to && (b[i] == ' ' || b[i] == '\t')) {
            i++;
        }
        label = Math.min(i, to);
        localSecond = day(date) * SECONDS_A_DAY + hour * 3600L + minute * 60 + second;
        return true;
    }

    private long day(long date) {
        if (date != lastDate) {
            int year = (int) (date / 10_000);
            int month = (int) (date / 100 % 100);
            int day = (int) (date % 100);
            long y = (year >= CENTURY ? 1900 : 2000) + year;
            // Days from civil, so that a date that does not exist in the calendar is still a number.
            long shifted = month <= 2 ? y - 1 : y;
            long era = Math.floorDiv(shifted, 400);
            long ofEra = shifted - era * 400;
            long ofYear = (153L * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
            lastDay = era * 146_097 + ofEra * 365 + ofEra / 4 - ofEra / 100 + ofYear - 719_468;
            lastDate = date;
        }
        return lastDay;
    }
}
