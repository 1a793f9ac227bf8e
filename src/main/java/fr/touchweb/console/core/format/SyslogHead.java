package fr.touchweb.console.core.format;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

/**
 * What stands before a syslog message: RFC 3164 (English or French months, a day of one or two digits), the ISO form of
 * Debian 12's rsyslog, or RFC 5424. Not thread-safe: it holds what it read last.
 */
final class SyslogHead {
    /** French names as rsyslog writes them under a French locale; the first letters decide, longest first. */
    private static final byte[][] FRENCH = names(StandardCharsets.UTF_8);
    private static final byte[][] FRENCH_LATIN = names(StandardCharsets.ISO_8859_1);

    private final IsoTime iso = new IsoTime();
    private long isoTime;
    private int month;
    private int day;
    private int clock;
    private int micros;
    int severity = -1;
    int hostStart;
    int hostEnd;
    int programStart;
    int programEnd;
    int pidStart;
    int pidEnd;
    int messageStart;

    boolean read(byte[] b, int start, int end, LocalTimes times) {
        int i = start;
        severity = -1;
        month = -1;
        hostStart = 0;
        hostEnd = 0;
        programStart = 0;
        programEnd = 0;
        pidStart = 0;
        pidEnd = 0;
        if (Bytes.at(b, i, end, '<')) {
            int digits = Bytes.digits(b, i + 1, end);
            if (digits == i + 1 || digits > i + 4 || !Bytes.at(b, digits, end, '>')) {
                return false;
            }
            severity = Bytes.number(b, i + 1, digits - i - 1, end) & 7;
            i = digits + 1;
            if (Bytes.digit(b, i, end) && Bytes.at(b, i + 1, end, ' ')) {
                return newer(b, i + 2, end, times);
            }
        }
        int after = iso.read(b, i, end, times);
        if (after > 0) {
            if (b[i + 10] != 'T' || !iso.zoned()) {
                return false;
            }
            isoTime = iso.micros();
        } else {
            after = older(b, i, end);
            if (after < 0) {
                return false;
            }
        }
        return Bytes.at(b, after, end, ' ') && origin(b, after + 1, end);
    }

    /** A cheap look at whether a line begins like one of syslog's. */
    static boolean begins(byte[] b, int start, int end) {
        return Bytes.at(b, start, end, '<')
                || Bytes.at(b, start + 10, end, 'T') && Bytes.at(b, start + 4, end, '-') && Bytes.digit(b, start, end)
                || Bytes.at(b, start + 3, end, ' ') && Bytes.at(b, start + 9, end, ':')
                        && LocalTimes.month(b, start, end) > 0;
    }

    /** {@code Jan  3 10:11:12[.123]}; returns the place after it. */
    private int older(byte[] b, int at, int end) {
        month = LocalTimes.month(b, at, end);
        int i = at + 3;
        if (month < 0 || !Bytes.at(b, i, end, ' ')) {
            month = french(b, at, end);
            if (month < 0) {
                return -1;
            }
            i = Bytes.find(b, at, Math.min(end, at + 12), ' ');
        }
        if (i < 0) {
            return -1;
        }
        i++;
        if (Bytes.at(b, i, end, ' ')) {
            i++;
        }
        int dayEnd = Bytes.digits(b, i, end);
        day = dayEnd > i && dayEnd <= i + 2 ? Bytes.number(b, i, dayEnd - i, end) : -1;
        clock = dayEnd + 1;
        if (day < 0 || !Bytes.at(b, dayEnd, end, ' ') || !Bytes.at(b, clock + 2, end, ':')
                || !Bytes.at(b, clock + 5, end, ':')) {
            return -1;
        }
        int after = clock + 8;
        micros = 0;
        if (Bytes.at(b, after, end, '.')) {
            int stop = Bytes.digits(b, after + 1, end);
            micros = Bytes.micros(b, after + 1, stop);
            after = stop;
        }
        return after;
    }

    /**
     * The time of the head last read, {@link LocalTimes#NONE} when it tells none. It is found on demand: a message may
     * tell a better one.
     */
    long time(byte[] b, int end, LocalTimes times) {
        return month < 0
                ? isoTime
                : times.yearless(month, day, Bytes.number(b, clock, 2, end), Bytes.number(b, clock + 3, 2, end),
                        Bytes.number(b, clock + 6, 2, end), micros);
    }

    /** Whether the head last read has a time of the old form that is none, as of a 31 April. */
    boolean impossible(byte[] b, int end, LocalTimes times) {
        return month >= 0 && time(b, end, times) == LocalTimes.NONE;
    }

    private static int french(byte[] b, int at, int end) {
        int month = french(FRENCH, b, at, end);
        return month > 0 ? month : french(FRENCH_LATIN, b, at, end);
    }

    private static int french(byte[][] names, byte[] b, int at, int end) {
        for (int month = 0; month < names.length; month++) {
            byte[] name = names[month];
            if (end - at > name.length) {
                int i = (b[at] | 0x20) == name[0] ? 1 : 0;
                while (i > 0 && i < name.length && b[at + i] == name[i]) {
                    i++;
                }
                byte next = b[at + i];
                if (i == name.length && (next == ' ' || next == '.' || next >= 'a' && next <= 'z')) {
                    return month + 1;
                }
            }
        }
        return -1;
    }

    /** MySQL's thread and level, or a level alone, where a host would stand: the line is another logger's. */
    private static boolean noHost(byte[] b, int at, int wordEnd, int end) {
        return wordEnd == at || Bytes.at(b, wordEnd, end, " [") && Bytes.digits(b, at, wordEnd) == wordEnd
                || MonologGrammar.upper(b, at, wordEnd) != null;
    }

    /** {@code host tag[pid]: message}; the host may be missing, the tag too ({@code last message repeated}). */
    private boolean origin(byte[] b, int at, int end) {
        int space = Bytes.find(b, at, end, ' ');
        int wordEnd = space < 0 ? end : space;
        if (noHost(b, at, wordEnd, end)) {
            return false;
        }
        int afterTag = tag(b, at, end);
        if (afterTag < 0 || afterTag < wordEnd && b[wordEnd - 1] != ':') {
            hostStart = at;
            hostEnd = wordEnd;
            if (space < 0) {
                messageStart = end;
                return wordEnd > at;
            }
            afterTag = tag(b, space + 1, end);
        }
        if (afterTag < 0) {
            programStart = 0;
            programEnd = 0;
            pidStart = 0;
            pidEnd = 0;
            messageStart = Math.min(end, wordEnd + 1);
        } else {
            messageStart = Bytes.at(b, afterTag, end, ' ') ? afterTag + 1 : afterTag;
        }
        return true;
    }

    /** Notes {@code tag[pid]:} and returns the place after its colon; -1 when there is none. */
    private int tag(byte[] b, int at, int end) {
        int i = at;
        while (i < end && b[i] != ' ' && b[i] != ':' && b[i] != '[' && i - at < 128) {
            i++;
        }
        int nameEnd = i;
        int pidFrom = 0;
        int pidTo = 0;
        if (Bytes.at(b, i, end, '[')) {
            int close = Bytes.find(b, i, Math.min(end, i + 64), ']');
            if (close < 0) {
                return -1;
            }
            pidFrom = i + 1;
            pidTo = close;
            i = close + 1;
        }
        if (nameEnd == at || !Bytes.at(b, i, end, ':')) {
            return -1;
        }
        programStart = at;
        programEnd = nameEnd;
        pidStart = pidFrom;
        pidEnd = pidTo;
        return i + 1;
    }

    /** After {@code <PRI>1 }: time, host, program, process, message id, structured data, message. */
    private boolean newer(byte[] b, int at, int end, LocalTimes times) {
        int i = at;
        if (Bytes.at(b, i, end, "- ")) {
            isoTime = LocalTimes.NONE;
            i += 2;
        } else {
            int after = iso.read(b, i, end, times);
            if (after < 0 || !Bytes.at(b, after, end, ' ')) {
                return false;
            }
            isoTime = iso.micros();
            i = after + 1;
        }
        int[] ends = new int[4];
        int[] starts = new int[4];
        for (int word = 0; word < 4; word++) {
            starts[word] = i;
            ends[word] = Bytes.find(b, i, end, ' ');
            if (ends[word] <= i) {
                return false;
            }
            i = ends[word] + 1;
        }
        hostStart = starts[0];
        hostEnd = ends[0];
        programStart = starts[1];
        programEnd = ends[1];
        pidStart = starts[2];
        pidEnd = ends[2];
        int data = structuredData(b, i, end);
        if (data < 0) {
            return false;
        }
        messageStart = Bytes.at(b, data, end, ' ') ? data + 1 : data;
        if (end - messageStart >= 3 && b[messageStart] == (byte) 0xEF && b[messageStart + 1] == (byte) 0xBB
                && b[messageStart + 2] == (byte) 0xBF) {
            messageStart += 3;
        }
        return true;
    }

    private static int structuredData(byte[] b, int at, int end) {
        if (Bytes.at(b, at, end, '-')) {
            return at + 1;
        }
        int i = at;
        while (Bytes.at(b, i, end, '[')) {
            boolean quoted = false;
            for (i++; i < end && (quoted || b[i] != ']'); i++) {
                if (b[i] == '\\') {
                    i++;
                } else if (b[i] == '"') {
                    quoted = !quoted;
                }
            }
            if (i >= end) {
                return -1;
            }
            i++;
        }
        return i == at ? -1 : i;
    }

    private static byte[][] names(Charset charset) {
        return Stream.of("janv", "févr", "mars", "avr", "mai", "juin", "juil", "août", "sept", "oct", "nov", "déc")
                .map(name -> name.getBytes(charset)).toArray(byte[][]::new);
    }
}
