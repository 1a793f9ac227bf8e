package fr.touchweb.console.core.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Each format on lines whose answer is known. */
class GrammarsTest {
    @Test
    void apacheVhostCombined() {
        LogRecord r = Parsing.record("www.acme.test:443 2001:db8::7 - jean dupont [13/Jan/2025:10:11:12 +0100] "
                + "\"GET /fr/?id=12&t=\\\"9\\\" HTTP/1.1\" 500 1198 \"https://www.acme.test/\" \"curl/8\" 812");
        assertEquals("2025-01-13T09:11:12Z", String.valueOf(r.time()));
        assertEquals(LogFormat.APACHE_ACCESS, r.format());
        assertEquals(Level.ERROR, r.level());
        assertEquals(Map.of("host", "www.acme.test", "client", "2001:db8::7", "user", "jean dupont", "method", "GET",
                "path", "/fr/?id=12&t=\"9\"", "protocol", "HTTP/1.1", "status", 500L, "bytes", 1198L, "referer",
                "https://www.acme.test/", "agent", "curl/8"), r.fields());
    }

    @Test
    void apacheCommonAndOddRequests() {
        LogRecord r = Parsing.record("198.51.100.14 - - [13/Jan/2025:10:11:12 +0100] \"-\" 408 -");
        assertEquals(Map.of("client", "198.51.100.14", "status", 408L), r.fields());
        assertEquals(Level.WARNING, r.level());
        assertEquals(LogFormat.APACHE_ACCESS, Parsing
                .line("198.51.100.14 - - [13/Jan/2025:10:11:12 +0100] \"\\x16\\x03\\x01\" 400 226 \"-\" \"-\"")
                .format());
        assertEquals(LogFormat.TEXT,
                Parsing.line("198.51.100.14 - - [31/Feb/2025:10:11:12 +0100] \"GET / HTTP/1.1\" 200 1").format());
    }

    /** A quote and a backslash, as Apache and as nginx write them; what is no text stays as it is written. */
    @Test
    void escapesOfQuotedFields() {
        LogRecord r = Parsing
                .record("198.51.100.14 - - [13/Jan/2025:10:11:12 +0100] \"GET /a\\\"b\\x22c\\\\d\\x5Ce\\tf "
                        + "HTTP/1.1\" 200 - \"L\\xc3\\xa9on\" \"a\\x22 \\x16\\x03\\x01\\\"\"");
        assertEquals("/a\"b\"c\\d\\e\\tf", r.fields().get("path"));
        assertEquals("Léon", r.fields().get("referer"));
        assertEquals("a\\x22 \\x16\\x03\\x01\"", r.fields().get("agent"));
        assertNull(r.fields().get("bytes"), "%b is - for none");
    }

    @Test
    void nginxAccessIsToldByThePath() {
        assertEquals(LogFormat.NGINX_ACCESS, Parsing.line("/var/log/nginx/access.log",
                "198.51.100.14 - - [13/Jan/2025:10:11:12 +0100] \"GET / HTTP/2.0\" 200 12 \"-\" \"x\"").format());
    }

    @Test
    void apacheError() {
        LogRecord r = Parsing.record("[Thu May 12 08:28:57.652118 2011] [core:error] [pid 8777:tid 4326490112] "
                + "[client ::1:58619] AH00124: Request exceeded, referer: https://a.test/");
        assertEquals("2011-05-12T06:28:57.652118Z", String.valueOf(r.time()));
        assertEquals(Map.of("client", "::1", "pid", 8777L, "module", "core", "code", "AH00124", "referer",
                "https://a.test/"), r.fields());
        assertEquals("AH00124: Request exceeded", r.message());
        LogRecord injected = Parsing
                .record("[Thu May 12 08:28:57 2011] [error] [client 192.0.2.1] File does not exist: "
                        + "/x [client 203.0.113.9]");
        assertEquals("192.0.2.1", injected.fields().get("client"));
        LogRecord bracketed = Parsing.record("[Wed Apr 16 16:09:40.056610 2025] [ssl:info] [pid 1:tid 2] (70014)End of "
                + "file found: [client [2001:db8::1]:51548] AH02006: stopped");
        assertEquals("2001:db8::1", bracketed.fields().get("client"));
        assertEquals(Level.INFO, bracketed.level());
        assertEquals("(70014)End of file found", bracketed.fields().get("errno"));
        LogRecord bare = Parsing.record("[Thu May 12 08:28:57.652118 2011] [:error] [pid 8777] core.c(123): [client "
                + "192.0.2.1:5] PHP Warning:  x");
        assertEquals(Map.of("client", "192.0.2.1", "pid", 8777L, "source", "core.c(123)"), bare.fields());
    }

    @Test
    void nginxError() {
        LogRecord r = Parsing.record("2025/01/13 10:11:12 [error] 12#34: *5 open() \"/a, client: 1.1.1.1, server: x\" "
                + "failed (2: No such file), client: 198.51.100.5, server: www.a.test, request: \"GET /x HTTP/1.1\", "
                + "upstream: \"http://127.0.0.1:80/\", host: \"www.a.test\", referrer: \"https://r.test/\"");
        assertEquals("2025-01-13T09:11:12Z", String.valueOf(r.time()));
        assertEquals("198.51.100.5", r.fields().get("client"));
        assertEquals("/x", r.fields().get("path"));
        assertEquals("https://r.test/", r.fields().get("referer"));
        assertEquals("open() \"/a, client: 1.1.1.1, server: x\" failed (2: No such file)", r.message());
        LogRecord cut = Parsing.record("2025/01/13 10:11:12 [crit] 1#2: *3 m, client: 198.51.100.5, server: www.a.te");
        assertEquals("198.51.100.5", cut.fields().get("client"));
        assertEquals(Level.CRITICAL, cut.level());
    }

    @Test
    void nginxErrorOverSeveralLines() throws IOException {
        String text = "2025/01/13 10:11:12 [error] 12#34: *5 FastCGI sent in stderr: \"PHP message: PHP Fatal error\n"
                + "Stack trace:\n#0 {main}\" while reading upstream, client: 198.51.100.5, server: s, host: \"h\"\n"
                + "2025/01/13 10:11:13 [warn] 12#34: next\n";
        List<LogRecord> all = Parsing.records("/var/log/nginx/error.log", text.getBytes(StandardCharsets.UTF_8));
        assertEquals(2, all.size());
        assertEquals(3, all.getFirst().lines());
        assertEquals("198.51.100.5", all.getFirst().fields().get("client"));
        assertEquals(4, all.getLast().line());
    }

    @Test
    void haproxyHttp() {
        LogRecord r = Parsing.record("Jan 13 10:11:12 lb1 haproxy[1234]: 198.51.100.71:1025 [13/Jan/2025:10:10:42.318] "
                + "https~ web/web2 0/0/1/-1/30001 504 198 - - sH-- 312/310/12/3/0 0/0 {www.a.test|x y} {} "
                + "\"GET /fr/panier HTTP/1.1\"");
        assertEquals(LogFormat.HAPROXY_HTTP, r.format());
        assertEquals("2025-01-13T09:10:42.318Z", String.valueOf(r.time()));
        assertEquals(Level.ERROR, r.level());
        assertEquals(30.001, r.fields().get("duration"));
        assertEquals("sH--", r.fields().get("termination"));
        assertEquals("0/0/1/-1/30001", r.fields().get("timers"));
        assertEquals("https", r.fields().get("frontend"));
        assertEquals("web", r.fields().get("backend"));
        assertEquals("web2", r.fields().get("server"));
        assertEquals(504L, r.fields().get("status"));
        assertEquals("/fr/panier", r.fields().get("path"));
        assertEquals("{www.a.test|x y} {}", r.fields().get("captures"));
    }

    @Test
    void haproxyOddities() {
        String iso = "2025-01-13T10:11:12.123456+01:00 lb haproxy[9]: ";
        assertEquals(LogFormat.HAPROXY_HTTP, Parsing.line(iso + "fe80::9379:49064 [13/Jan/2025:10:10:42.318] f "
                + "f/<NOSRV> -1/-1/-1/-1/0 408 212 - - cR-- 5/1/0/1/0 0/0 \"<BADREQ>\"").format());
        assertEquals("fe80::9379", Parsing.line(iso + "fe80::9379:49064 [13/Jan/2025:10:10:42.318] f b/s "
                + "1/2/3 +44 -- 5/1/0/1/0 0/0").text(Field.CLIENT));
        assertEquals(LogFormat.HAPROXY_TCP,
                Parsing.line("192.0.2.4:5 [28/Feb/2025:02:43:10.123] fe/b: SSL handshake failure").format());
        ParsedLine cut = Parsing.line("127.0.0.1:3 [09/Dec/2013:12:00:03.205] l d/i 0/133/0/294/+430 404 +17 - - ---- "
                + "21/21/21/1/+0 0/1 {1.2.3.4} \"GET /cut");
        assertEquals("/cut", cut.text(Field.PATH));
        assertEquals(0.430, cut.number(Field.DURATION), 1e-9);
    }

    @Test
    void haproxyEvents() {
        String head = "Jan 13 10:11:12 lb haproxy[1]: ";
        Map<String, Level> known = Map.of("Server web/web2 is DOWN, reason: Layer4 timeout", Level.ERROR,
                "Backup Server web/web2 is UP, reason: Layer7 check passed", Level.NOTICE,
                "[WARNING]  (9) : Server web/web2 is UP/READY.", Level.WARNING,
                "Health check for server web/web2 failed, reason: Layer7 wrong status", Level.WARNING);
        known.forEach((message, level) -> {
            ParsedLine line = Parsing.line(head + message);
            assertEquals(LogFormat.SYSLOG, line.format());
            assertEquals(level, line.level(), message);
            assertEquals("web web2", line.text(Field.BACKEND) + " " + line.text(Field.SERVER), message);
        });
        ParsedLine none = Parsing.line(head + "backend web has no server available!");
        assertEquals(Level.CRITICAL, none.level());
        assertEquals("web", none.text(Field.BACKEND));
        assertNull(Parsing.line(head + "anything else").level());
    }

    /** Words of a log-format of one's own, wherever they stand; quotes that syslog escaped. */
    @Test
    void haproxyLogFormatsOfOnesOwn() {
        String head = "Jan 13 10:11:12 lb haproxy[9]: ";
        String client = "192.0.2.4:5 [13/Jan/2025:10:10:42.318] fe b/s ";
        String rest = "0/0/1/2/3 503 198 - - sC-- 1/1/1/1/0 0/0 ";
        String request = "\"GET /x#22y HTTP/1.1\"";
        for (String line : List.of(client + rest + "{www.a.test|x} " + request,
                client + rest + "{www.a.test|x} {y} \\\"GET /x#22y HTTP/1.1\\\"",
                client + rest + "rid-1 {www.a.test} own " + request, client + "one two three " + rest + request,
                client + "0/0/1/2/3 503 198 - - TLSv1.3 sC-- 1/1/1/1/0 0/0 " + request,
                client + "0/0/1/2/3 ssl=1 503 198 ABCD - - sC-- x 1/1/1/1/0 0/0 www.a.test " + request
                        + " www.a.test/TLSv1.3",
                "own id=7 " + client + rest + request)) {
            ParsedLine parsed = Parsing.line(head + line);
            assertEquals(LogFormat.HAPROXY_HTTP, parsed.format(), line);
            assertEquals("192.0.2.4 503 198 sC-- /x\"y", parsed.text(Field.CLIENT) + " " + parsed.status() + " "
                    + parsed.text(Field.BYTES) + " " + parsed.text(Field.TERMINATION) + " " + parsed.text(Field.PATH),
                    line);
        }
        assertEquals(LogFormat.SYSLOG, Parsing.line(head + client + "one two three four").format());
    }

    @Test
    void phpFpm() {
        LogRecord r = Parsing.record("[13-Jan-2025 10:11:12] WARNING: [pool www] child 4321, script '/home/www/i.php' "
                + "(request: \"GET /i.php?a=1\") executing too slow (5.012345 sec), logging");
        assertEquals(LogFormat.PHP_FPM, r.format());
        assertEquals("2025-01-13T09:11:12Z", String.valueOf(r.time()));
        assertEquals(Map.of("pool", "www", "pid", 4321L, "script", "/home/www/i.php", "method", "GET", "path",
                "/i.php?a=1", "duration", 5.012345), r.fields());
        // What a worker says is wrapped at 1,023 bytes, each piece with the head of a line (PHP-FPM 8.2).
        ParsedLine said = Parsing
                .line("[13-Jan-2025 10:11:12] WARNING: [pool www] child 12 said into stderr: \"x...\"");
        assertEquals("www 12", said.text(Field.POOL) + " " + said.text(Field.PID));
        for (String triage : List.of("[pool www] server reached pm.max_children setting (5), consider raising it",
                "[pool www] seems busy (you may need to increase pm.start_servers)",
                "[pool www] child 7 exited on signal 11 (SIGSEGV - core dumped) after 3.2 seconds from start",
                "[pool www] child 7, script '/x.php' (request: \"POST /x.php\") execution timed out (30.1 sec), terminating")) {
            ParsedLine line = Parsing.line("[13-Jan-2025 10:11:12] WARNING: " + triage);
            assertEquals("www", line.text(Field.POOL), triage);
            assertEquals(triage.contains("30.1") ? 30.1 : Double.NaN, line.number(Field.DURATION), triage);
        }
        ParsedLine debug = Parsing.line("[13-Jan-2025 10:11:12.123456] DEBUG: pid 9, fpm_x(), line 12: hello");
        assertEquals("hello", debug.message());
        assertEquals(9, debug.number(Field.PID));
    }

    @Test
    void phpFpmSlow() throws IOException {
        String text = "\n[13-Jan-2025 10:11:12]  [pool www] pid 4321\nscript_filename = /home/www/index.php\n"
                + "[0x00007f1] curl_exec() /home/www/modules/avis.php:42\n[0x00007f2] [INCLUDE_OR_EVAL]() /a b.php:1\n"
                + "[0x00007f3] ???() unknown:0\n\n[13-Jan-2025 10:11:13]  [pool www] pid 4322\nscript_filename = /x.php\n+++ dump failed\n";
        List<LogRecord> all = Parsing.records("/var/log/php/www.slow", text.getBytes(StandardCharsets.UTF_8));
        assertEquals(2, all.size());
        LogRecord first = all.getFirst();
        assertEquals(LogFormat.PHP_FPM_SLOW, first.format());
        assertEquals("/home/www/index.php", first.fields().get("script"));
        assertEquals(List.of("curl_exec() /home/www/modules/avis.php:42", "[INCLUDE_OR_EVAL]() /a b.php:1",
                "???() unknown:0"),
                first.fields().get("frames"));
        assertEquals(2, first.line());
        assertEquals(6, first.lines());
        assertEquals(List.of(), all.getLast().fields().get("frames"));
    }

    @Test
    void phpError() throws IOException {
        String text = "[13-Jan-2025 10:11:12 Europe/Paris] PHP Fatal error:  Uncaught Exception: x in /home/www/a.php:12\n"
                + "Stack trace:\n#0 {main}\n  thrown in /home/www/a.php on line 12\n"
                + "[13-Jan-2025 09:11:13 UTC] PHP Warning:  y in /home/www/b.php on line 3\n";
        List<LogRecord> all = Parsing.records("/var/log/php/error.log", text.getBytes(StandardCharsets.UTF_8));
        assertEquals(2, all.size());
        assertEquals(4, all.getFirst().lines());
        assertEquals("2025-01-13T09:11:12Z", String.valueOf(all.getFirst().time()));
        assertEquals("/home/www/a.php", all.getFirst().fields().get("script"));
        assertEquals("2025-01-13T09:11:13Z", String.valueOf(all.getLast().time()));
        assertEquals("/home/www/b.php", all.getLast().fields().get("script"));
        assertEquals(Level.WARNING, all.getLast().level());
        assertEquals(Level.ERROR, Parsing.line("[13-Jan-2025 10:11:12 UTC] PHP Catchable fatal error:  x").level());
    }

    @Test
    void syslogOfEveryAge() {
        assertEquals("2025-01-13T09:11:12Z",
                LogRecord.instant(Parsing.line("Jan 13 10:11:12 h cron[5]: x").time()) + "");
        assertEquals("2024-12-31T22:59:59Z",
                LogRecord.instant(Parsing.line("Dec 31 23:59:59 h cron[5]: x").time()) + "", "a year without a year");
        ParsedLine iso = Parsing.line("2025-01-13T10:11:12.123456+01:00 web1 systemd[1]: Started x.");
        assertEquals("2025-01-13T09:11:12.123456Z", LogRecord.instant(iso.time()) + "");
        assertEquals("systemd", iso.text(Field.PROGRAM));
        ParsedLine newer = Parsing
                .line("<165>1 2003-10-11T22:14:15.003Z m.test app 12 ID47 [a@1 b=\"c]\\\"\"] \uFEFFhello");
        assertEquals("hello", newer.message());
        assertEquals(Level.NOTICE, newer.level());
        ParsedLine french = Parsing.line("août 19 10:11:12 h prog: bonjour");
        assertEquals(LogFormat.SYSLOG, french.format());
        assertEquals("2024-08-19T08:11:12Z", LogRecord.instant(french.time()) + "");
        assertEquals("bonjour", french.message());
        ParsedLine noTag = Parsing.line("Jan  3 10:11:12 h last message repeated 2 times");
        assertEquals("last message repeated 2 times", noTag.message());
        assertNull(noTag.level(), "a line that tells no level has none");
    }

    @Test
    void auth() {
        ParsedLine failed = Parsing.line("Jan 13 10:11:12 h sshd[5]: Failed password for invalid user a from b from "
                + "203.0.113.9 port 4 ssh2");
        assertEquals(LogFormat.AUTH, failed.format());
        assertEquals("203.0.113.9", failed.text(Field.CLIENT));
        assertEquals("a from b", failed.text(Field.USER));
        assertEquals(LogFormat.AUTH, Parsing.line("/var/log/auth.log", "Jan 13 10:11:12 h CRON[5]: session").format());
        ParsedLine sudo = Parsing
                .line("Jan 13 10:11:12 h sudo:   jd : TTY=pts/0 ; PWD=/ ; USER=root ; COMMAND=/bin/ls");
        assertEquals("jd", sudo.text(Field.USER));
        assertEquals("/bin/ls", sudo.text(Field.SCRIPT));
    }

    @Test
    void mixedFilesAndForcedFormat() throws IOException {
        String access = "198.51.100.14 - - [13/Jan/2025:10:11:12 +0100] \"GET / HTTP/1.1\" 200 12";
        String error = "[Thu May 12 08:28:57 2011] [error] x";
        List<LogRecord> all = Parsing.records("/x", (access + "\r\n" + error + "\nplain words\n" + access + "\n")
                .getBytes(StandardCharsets.UTF_8));
        assertEquals(List.of(LogFormat.APACHE_ACCESS, LogFormat.APACHE_ERROR, LogFormat.TEXT, LogFormat.APACHE_ACCESS),
                all.stream().map(LogRecord::format).toList());
        assertEquals("plain words", all.get(2).message());
        LineParser forced = new LineParser("/x", LogFormat.APACHE_ERROR, new LocalTimes(Parsing.PARIS, Parsing.NOW));
        byte[] bytes = access.getBytes(StandardCharsets.UTF_8);
        assertEquals(LogFormat.TEXT, forced.parse(bytes, 0, bytes.length).format());
    }

    @Test
    void repeatedHourAndUnknownTimes() {
        // 2024-10-27 02:30 happened twice in Paris; the first one counts.
        assertEquals("2024-10-27T00:30:00Z",
                LogRecord.instant(Parsing.line("2024/10/27 02:30:00 [error] 1#2: x").time()) + "");
        assertFalse(Parsing.line("2024/13/27 02:30:00 [error] 1#2: x").time() != LocalTimes.NONE);
        assertTrue(Parsing.line("2025-01-13 10:11:12,345 fail2ban.actions [1]: NOTICE").time() != LocalTimes.NONE);
    }
}
