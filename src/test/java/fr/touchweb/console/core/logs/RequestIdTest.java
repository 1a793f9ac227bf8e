package fr.touchweb.console.core.logs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import fr.touchweb.console.core.format.FormatCatalog;
import fr.touchweb.console.core.format.LineParser;
import fr.touchweb.console.core.format.LocalTimes;
import fr.touchweb.console.core.format.LogRecord;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The id of one request, where each program writes it. */
class RequestIdTest {
    private static String of(String line) {
        LineParser parser = FormatCatalog.plain().parser("/x", null,
                new LocalTimes(ZoneOffset.UTC, InstantSource.system()));
        return RequestId.of(LogRecord.of(parser, line.getBytes(StandardCharsets.UTF_8), 1, 1), line).orElse("none");
    }

    @Test
    void whereEachProgramWritesIt() {
        String uuid = "0f8fad5b-d9cb-469f-a165-70867728950e";
        String apache = "[Thu May 12 08:28:57.652118 2011] [core:error] [pid 1:tid 2] ";
        Map.of("{\"time\":\"2025-01-13T10:11:12Z\",\"request_id\":\"abcdef0123\"}", "abcdef0123",
                "192.0.2.4:5 [13/Jan/2025:10:10:42.318] f b/s 0/0/1/2/3 200 1 - - ---- 1/1/1/1/0 0/0 {" + uuid
                        + "} \"GET / HTTP/1.1\"",
                uuid, "[2025-01-13T10:11:12.1+01:00] main.ERROR: x {\"x-request-id\":\"R-12345678\"} []", "R-12345678",
                apache + "[R:dR1eAAAA/AE] [client 192.0.2.1:5] AH00124: loop", "dR1eAAAA/AE",
                apache + "[client 192.0.2.1:5] AH00124: [R:dR1eAAAA/AE]", "none",
                "Jan 13 10:11:12 h app: plain words of no request", "none")
                .forEach((line, id) -> assertEquals(id, of(line), line));
    }
}
