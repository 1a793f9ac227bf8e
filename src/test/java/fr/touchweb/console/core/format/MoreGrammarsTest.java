package fr.touchweb.console.core.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Applications, MySQL, fail2ban, JSON and the journal, on lines whose answer is known. */
class MoreGrammarsTest {
    private static String time(LogRecord record) {
        return String.valueOf(record.time());
    }

    @Test
    void monolog() throws IOException {
        LogRecord r = Parsing.record("[2025-01-13T10:11:12.123456+01:00] main.CRITICAL: Order {id} lost "
                + "{\"exception\":\"[object] (Exception: {x)\"} []");
        assertEquals(LogFormat.MONOLOG, r.format());
        assertEquals("2025-01-13T09:11:12.123456Z", time(r));
        assertEquals(Level.CRITICAL, r.level());
        assertEquals("Order {id} lost", r.message());
        assertEquals(Map.of("channel", "main", "context", "{\"exception\":\"[object] (Exception: {x)\"}"), r.fields());
        LogRecord laravel = Parsing.record("[2025-01-13 10:11:12] production.ERROR: no JSON here");
        assertEquals("2025-01-13T09:11:12Z", time(laravel));
        assertEquals("no JSON here", laravel.message());
        LogRecord shop = Parsing.record("2025-01-13T10:11:12+00:00 ERROR Payment refused");
        assertEquals(LogFormat.MONOLOG, shop.format());
        assertEquals("Payment refused", shop.message());
        List<LogRecord> trace = Parsing.records("prod.log",
                ("[2025-01-13 10:11:12] app.ERROR: x\n[stacktrace]\n#0 a\n\n"
                        + "[2025-01-13 10:11:13] app.INFO: y []\n").getBytes(StandardCharsets.UTF_8));
        assertEquals(List.of(3, 1), trace.stream().map(LogRecord::lines).toList());
        assertEquals("y", trace.getLast().message());
    }

    @Test
    void mysqlErrorOfEveryAge() throws IOException {
        LogRecord eight = Parsing.record("2025-01-13T09:11:12.123456Z 12 [ERROR] [MY-000035] [Server] Out of memory");
        assertEquals(LogFormat.MYSQL_ERROR, eight.format());
        assertEquals("2025-01-13T09:11:12.123456Z", time(eight), "UTC, whatever the zone of the host");
        assertEquals(Map.of("thread", 12L, "code", "MY-000035", "module", "Server"), eight.fields());
        assertEquals("Out of memory", eight.message());
        assertEquals(Level.ERROR, eight.level());
        LogRecord maria = Parsing
                .record("2025-01-13 10:11:12 8 [Warning] Access denied for user 'a'@'203.0.113.9' (using password: NO)");
        assertEquals("2025-01-13T09:11:12Z", time(maria), "MariaDB writes the time of the host");
        assertEquals(Map.of("thread", 8L, "user", "a", "client", "203.0.113.9"), maria.fields());
        assertEquals("2025-01-13T04:11:12Z", time(Parsing.record("2025-01-13  5:11:12 8 [Note] x")));
        assertEquals("2008-07-21T01:04:00Z", time(Parsing.record("080721  3:04:00 [Warning] option")));
        assertEquals(LogFormat.TEXT, Parsing.line("080721  3:04:00 something else").format());
        LogRecord carried = Parsing.record("Jan 13 10:11:12 db mysqld[7]: 2025-01-13T09:11:12.5Z 3 [Note] hi");
        assertEquals(LogFormat.MYSQL_ERROR, carried.format());
        List<LogRecord> block = Parsing.records("error.log",
                "2025-01-13 10:11:12 0 [ERROR] InnoDB: x\n\nstack:\n/usr/sbin/mysqld(+0x1)\n2025-01-13 10:11:13 0 [Note] y\n"
                        .getBytes(StandardCharsets.UTF_8));
        assertEquals(List.of(4, 1), block.stream().map(LogRecord::lines).toList());
    }

    @Test
    void mysqlSlow() throws IOException {
        String text = "/usr/sbin/mysqld, Version: 8.0.36 (MySQL). started with:\nTcp port: 3306  Unix socket: x\n"
                + "Time                 Id Command    Argument\n"
                + "# Time: 2025-01-13T09:11:12.123456Z\n# User@Host: shop[shop] @ localhost [127.0.0.1]  Id:    12\n"
                + "# Query_time: 4.250000  Lock_time: 0.000100 Rows_sent: 3  Rows_examined: 900000\n"
                + "use acme;\nSET timestamp=1736759468;\nSELECT a,\n# a comment\n{\"json\":1}\nFROM t WHERE x = '\n"
                + "[Thu May 12 08:28:57 2011] [error] x';\n"
                + "# User@Host: shop[shop] @ web1 []  Id:    13\n"
                + "# Query_time: 1.5  Lock_time: 0 Rows_sent: 0  Rows_examined: 0\nSET timestamp=1736759472;\n"
                + "# administrator command: Quit;\n";
        List<LogRecord> all = Parsing.records("slow.log", text.getBytes(StandardCharsets.UTF_8));
        assertEquals(List.of(3, 10, 4), all.stream().map(LogRecord::lines).toList());
        LogRecord first = all.get(1);
        assertEquals("2025-01-13T09:11:12.123456Z", time(first));
        assertEquals(4.25, first.fields().get("duration"));
        assertEquals(0.0001, first.fields().get("lockTime"));
        assertEquals(900_000L, first.fields().get("rowsExamined"));
        assertEquals("shop", first.fields().get("user"));
        assertEquals("127.0.0.1", first.fields().get("client"));
        assertEquals("acme", first.fields().get("database"));
        assertEquals(12L, first.fields().get("thread"));
        assertEquals("SELECT a,\n# a comment\n{\"json\":1}\nFROM t WHERE x = '\n[Thu May 12 08:28:57 2011] [error] x'",
                first.fields().get("query"));
        assertEquals("administrator command: Quit", all.get(2).fields().get("query"));
        assertEquals("web1", all.get(2).fields().get("client"));
        assertEquals("2025-01-13T09:11:12Z", time(all.get(2)), "the same second has no time line of its own");
    }

    @Test
    void requestsBeginBeforeTheirLines() {
        ParsedLine access = Parsing
                .line("Jan 13 10:11:12 lb1 haproxy[1]: 198.51.100.71:1 [13/Jan/2025:10:10:42.318] f b/s "
                        + "0/0/1/-1/30001 504 198 - - sH-- 1/1/1/1/0 0/0 \"GET / HTTP/1.1\"");
        assertEquals("2025-01-13T09:11:12.319Z", LogRecord.instant(access.written()) + "");
        ParsedLine slow = Parsing
                .line("# Time: 2025-01-13T09:11:12Z\n# User@Host: a[a] @ h []\n# Query_time: 2.5  Lock_time: 0"
                        + "\nSET timestamp=1;\nSELECT 1;");
        assertEquals("2025-01-13T09:11:09.500Z", LogRecord.instant(slow.began()) + "");
        assertEquals(slow.time(), slow.written());
    }

    @Test
    void fail2ban() {
        LogRecord ban = Parsing
                .record("2025-01-13 10:11:12,345 fail2ban.actions        [1234]: NOTICE  [sshd] Ban 203.0.113.9");
        assertEquals("2025-01-13T09:11:12.345Z", time(ban));
        assertEquals(Level.NOTICE, ban.level());
        assertEquals(Map.of("pid", 1234L, "module", "fail2ban.actions", "jail", "sshd", "action", "Ban", "client",
                "203.0.113.9"), ban.fields());
        assertEquals("already banned",
                Parsing.record(
                        "2025-01-13 10:11:12,345 fail2ban.actions [1]: WARNING [sshd] 203.0.113.9 already banned")
                        .fields().get("action"));
        assertEquals("Restore Ban", Parsing
                .record("2025-01-13 10:11:12,345 fail2ban.actions [1]: NOTICE  [sshd] Restore Ban 2001:db8::1")
                .fields().get("action"));
        assertEquals(LogFormat.FAIL2BAN,
                Parsing.line("Jan 13 10:11:12 h fail2ban.actions[9]: NOTICE [sshd] Unban 203.0.113.9").format());
    }

    @Test
    void jsonLines() {
        LogRecord r = Parsing
                .record("{\"time\":\"2025-01-13T10:11:12+01:00\",\"level\":\"warn\",\"msg\":\"a \\\"b\\\" \\u00e9\","
                        + "\"remote_addr\":\"198.51.100.7\",\"status\":503,\"request_time\":0.25,\"request\":\"GET /x?a=1 HTTP/1.1\","
                        + "\"order\":{\"id\":[1,\"}\"]},\"retry\":2,\"nothing\":null}");
        assertEquals(LogFormat.JSON, r.format());
        assertEquals("2025-01-13T09:11:12Z", time(r));
        assertEquals(Level.WARNING, r.level());
        assertEquals("a \"b\" é", r.message());
        assertEquals(503L, r.fields().get("status"));
        assertEquals(0.25, r.fields().get("duration"));
        assertEquals("/x?a=1", r.fields().get("path"));
        assertEquals("{\"id\":[1,\"}\"]}", r.fields().get("order"));
        assertEquals("2", r.fields().get("retry"));
        assertEquals("2025-01-13T09:11:12.500Z", time(Parsing.record("{\"ts\":1736759472.5,\"level\":40}")));
        assertEquals("2025-01-13T09:11:12.500Z", time(Parsing.record("{\"timestamp\":1736759472500}")));
        assertEquals(Level.ERROR, Parsing.record("{\"level\":400,\"level_name\":\"ERROR\",\"message\":\"x\"}").level());
        for (String broken : List.of("{\"a\":1", "{\"a\" 1}", "{\"a\":1}}", "{\"a\":[1}", "{a:1}", "{\"a\":tru}")) {
            assertEquals(LogFormat.TEXT, Parsing.line(broken).format(), broken);
        }
    }

    @Test
    void journalInBothForms() throws IOException {
        LogRecord json = Parsing
                .record("{\"__CURSOR\":\"s=1\",\"__REALTIME_TIMESTAMP\":\"1736759472123456\",\"PRIORITY\":\"4\","
                        + "\"_HOSTNAME\":\"web1\",\"SYSLOG_IDENTIFIER\":\"sshd\",\"_PID\":\"77\",\"_SYSTEMD_UNIT\":\"ssh.service\","
                        + "\"MESSAGE\":\"Failed password for root from 203.0.113.9 port 4 ssh2\",\"_UID\":\"0\"}");
        assertEquals(LogFormat.JOURNAL, json.format());
        assertEquals("2025-01-13T09:11:12.123456Z", time(json));
        assertEquals(Level.WARNING, json.level());
        assertEquals("203.0.113.9", json.fields().get("client"));
        assertEquals("ssh.service", json.fields().get("unit"));
        assertNull(json.fields().get("_UID"));
        String export = "__CURSOR=s=1\n__REALTIME_TIMESTAMP=1736759472123456\n_HOSTNAME=web1\nPRIORITY=3\n"
                + "SYSLOG_IDENTIFIER=app\nMESSAGE\n\u0007\0\0\0\0\0\0\0two\n\nit\n_PID=9\n\n"
                + "__CURSOR=s=2\n__REALTIME_TIMESTAMP=1736759473000000\nMESSAGE={\"a\":1}\n\n";
        List<LogRecord> all = Parsing.records("export", export.getBytes(StandardCharsets.UTF_8));
        assertEquals(2, all.stream().filter(r -> r.format() == LogFormat.JOURNAL && r.time() != null).count());
        assertEquals("two\n\nit", all.getFirst().message());
        assertEquals(Level.ERROR, all.getFirst().level());
        assertEquals("{\"a\":1}", all.getLast().message());
        LogRecord whole = Parsing.record(export.substring(0, export.indexOf("\n\n__CURSOR=s=2")));
        assertEquals(9L, whole.fields().get("pid"));
    }

    @Test
    void repetitionsCount() {
        ParsedLine folded = Parsing
                .line("Jan 13 10:11:12 h sshd[1]: message repeated 5 times: [ Failed password for root "
                        + "from 203.0.113.9 port 4 ssh2]");
        assertEquals(5, folded.count());
        assertEquals("203.0.113.9", folded.text(Field.CLIENT));
        assertEquals(1, Parsing.line("Jan 13 10:11:12 h sshd[1]: hello").count());
    }

    @Test
    void accessLinesThroughSyslog() {
        ParsedLine line = Parsing.line("Sep 15 16:13:46 web1 nginx[2869]: 203.0.113.5 - - [15/Sep/2021:16:13:46 +0000] "
                + "\"POST /wp-login.php HTTP/1.1\" 200 5364 \"-\" \"x\"");
        assertEquals(LogFormat.NGINX_ACCESS, line.format());
        assertEquals("203.0.113.5", line.text(Field.CLIENT));
        ParsedLine escaped = Parsing
                .line("198.51.100.71:1025 [13/Jan/2025:10:10:42.318] f b/s 0/0/1/2/3 200 198 - - ---- "
                        + "1/1/1/1/0 0/0 \\\"GET /x HTTP/1.1\\\"");
        assertEquals("/x", escaped.text(Field.PATH));
    }

    @Test
    void aLongRecordIsCutAndKeepsItsFormat() throws IOException {
        StringBuilder text = new StringBuilder("2025-01-13 10:11:12 0 [ERROR] InnoDB: x\n");
        text.repeat("more\n", LineParser.LONGEST_RECORD + 200);
        List<LogRecord> all = Parsing.records("error.log", text.toString().getBytes(StandardCharsets.UTF_8));
        assertEquals(List.of(LineParser.LONGEST_RECORD, 201), all.stream().map(LogRecord::lines).toList());
        assertTrue(all.stream().allMatch(r -> r.format() == LogFormat.MYSQL_ERROR && r.level() == Level.ERROR));
        assertEquals(time(all.getFirst()), time(all.getLast()));
    }
}
