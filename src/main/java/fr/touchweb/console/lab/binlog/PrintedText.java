package fr.touchweb.console.lab.binlog;

import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What mysqlbinlog printed with {@code TZ=UTC0}, moved in time like the file that it was printed from. */
final class PrintedText {
    private static final Pattern HEADER = Pattern.compile("(?m)^#(\\d{6} [ \\d]\\d:\\d\\d:\\d\\d)(?= server id )");
    private static final Pattern TIMESTAMP = Pattern.compile("(?m)^SET TIMESTAMP=(\\d+)");
    private static final DateTimeFormatter PRINTED = DateTimeFormatter.ofPattern("yyMMdd ppH:mm:ss");

    private PrintedText() {}

    static byte[] moved(byte[] text, long seconds) {
        String all = new String(text, StandardCharsets.ISO_8859_1);
        all = HEADER.matcher(all).replaceAll(found -> "#" + header(found, seconds));
        all = TIMESTAMP.matcher(all)
                .replaceAll(found -> "SET TIMESTAMP=" + (Long.parseLong(found.group(1)) + seconds));
        return all.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String header(MatchResult found, long seconds) {
        long second = LocalDateTime.parse(found.group(1), PRINTED).toEpochSecond(ZoneOffset.UTC) + seconds;
        return PRINTED.format(LocalDateTime.ofEpochSecond(second, 0, ZoneOffset.UTC));
    }
}
