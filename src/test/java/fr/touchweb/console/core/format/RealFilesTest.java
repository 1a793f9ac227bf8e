package fr.touchweb.console.core.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Files that nobody here wrote, with the answers that stand beside them. */
class RealFilesTest {
    private static final String SLOW_LOGS = "mysql-logs/percona__percona-toolkit/t/lib/samples/slowlogs";

    @Test
    void tenThousandApacheLines() throws IOException {
        List<LogRecord> all = Parsing.records("apache_logs",
                Files.readAllBytes(Parsing.real("apache/elastic__examples/apache_logs")));
        assertEquals(10_000, all.stream().filter(r -> r.format() == LogFormat.APACHE_ACCESS).count());
        assertEquals(2_747_282_740L,
                all.stream().mapToLong(r -> r.fields().get("bytes") instanceof Long n ? n : 0).sum());
    }

    @Test
    void haproxyLines() throws IOException {
        int lines = 0;
        List<String> others = new ArrayList<>();
        try (Stream<Path> files = Files.list(Parsing.real("haproxy/gforcada__haproxy_log_analysis"))) {
            for (Path file : files.filter(f -> f.toString().endsWith(".log")).sorted().toList()) {
                for (LogRecord r : Parsing.records(file.toString(), Files.readAllBytes(file))) {
                    lines++;
                    if (r.format() != LogFormat.HAPROXY_HTTP) {
                        others.add(file.getFileName() + ": " + r.message());
                    }
                }
            }
        }
        assertEquals(4_829, lines, "4,831 less two empty ones");
        assertEquals(1, others.size(), String.join("\n", others));
        assertTrue(others.getFirst().startsWith("2_ok_1_invalid.log: 127.0.0.1:38401 [] "), others.getFirst());
    }

    @Test
    void failedPasswords() throws IOException {
        List<LogRecord> all = Parsing.records("auth.log",
                Files.readAllBytes(Parsing.real("fail2ban-auth/elastic__examples/auth.log")));
        assertEquals(7_121, all.stream().filter(r -> r.format() == LogFormat.AUTH).count());
        List<LogRecord> failed = all.stream().filter(r -> r.message().startsWith("Failed password for ")).toList();
        assertEquals(713, all.stream().filter(r -> r.message().contains("Failed password")).count());
        assertTrue(failed.stream().allMatch(r -> r.fields().containsKey("client")));
    }

    @Test
    void everyRealErrorLineIsKnown() throws IOException {
        for (String name : List.of("nginx/crowdsecurity__hub/nginx_req_limit_exceeded/nginx_req_limit_exceeded.log",
                "php-logs/crowdsecurity__hub/baikal-logs/baikal-logs.log",
                "nginx/crowdsecurity__hub/nginx-mail-bf/nginx-mail-bf.log")) {
            for (LogRecord r : Parsing.records(name, Files.readAllBytes(Parsing.real(name)))) {
                assertTrue(r.format().id().endsWith("-error"), r.format() + " " + r.message());
                assertTrue(r.time() != null && r.level() != null, r.message());
            }
        }
        String text = Files.readString(Parsing.real(
                "nginx/crowdsecurity__hub/nginx_req_limit_exceeded/nginx_req_limit_exceeded.log"));
        assertEquals(text.lines().count(),
                Parsing.records("error.log", text.getBytes(StandardCharsets.UTF_8)).size());
    }

    /** Every slow log that Percona's own tests read; five of their files are no logs but what their tools wrote. */
    @Test
    void everySlowLogVariant() throws IOException {
        int events = 0;
        List<String> odd = new ArrayList<>();
        try (Stream<Path> files = Files.list(Parsing.real(SLOW_LOGS))) {
            for (Path file : files.filter(f -> f.getFileName().toString().matches("(micro)?slow.*\\.txt|mysql.*"))
                    .sorted().toList()) {
                for (LogRecord r : Parsing.records(file.toString(), Files.readAllBytes(file))) {
                    if (r.fields().containsKey("query")) {
                        events++;
                    } else if (r.format() != LogFormat.MYSQL_SLOW || !r.message().contains("Version: ")) {
                        odd.add(file.getFileName() + " " + r.format() + " " + r.message().replace('\n', ' '));
                    }
                }
            }
        }
        odd.removeIf(line -> line.startsWith("slow006-session"));
        assertEquals(List.of("slow022.txt text # Time: margdl 11:48:27 # User@Host: [SQL_SLAVE] @  []"),
                odd.stream().filter(line -> line.contains("margdl")).toList());
        assertEquals(3, odd.size(), String.join("\n", odd));
        assertEquals(2_559, events);
    }

    @Test
    void theTimesOfASlowLogAreThoseOfItsEpoch() throws IOException {
        List<LogRecord> all = Parsing.records("slow.log",
                Files.readAllBytes(Parsing.real(SLOW_LOGS + "/slow060.txt")));
        LogRecord last = all.getLast();
        assertEquals("2014-07-14T17:16:52Z", String.valueOf(last.time()));
        assertEquals(10.000373, last.fields().get("duration"));
        assertEquals("select sleep(10)", last.fields().get("query"));
        assertEquals(3, all.getFirst().lines(), "what the server writes when it opens the file is one record");
    }

    /** InnoDB's monitors and crashes are part of the message before them. */
    @Test
    void everyErrorLogOfMysql() throws IOException {
        try (Stream<Path> files = Files
                .list(Parsing.real("mysql-logs/percona__percona-toolkit/t/lib/samples/errlogs"))) {
            for (Path file : files.filter(f -> f.getFileName().toString().startsWith("errlog0")).sorted().toList()) {
                List<LogRecord> all = Parsing.records(file.toString(), Files.readAllBytes(file));
                assertTrue(all.stream().allMatch(r -> r.format() == LogFormat.MYSQL_ERROR && r.time() != null),
                        file.toString());
            }
        }
    }
}
