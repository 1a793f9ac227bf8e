package fr.touchweb.console.core.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Files that nobody here wrote, with the answers that stand beside them. */
class RealFilesTest {
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

    /** The fields that CrowdSec's own tests expect, where ours have the same meaning. */
    @Test
    void crowdsecAsserts() throws IOException {
        Map<String, String> names = Map.of("clientip", "client", "remote_addr", "client", "response", "status",
                "status",
                "status", "verb", "method", "bytes", "bytes", "body_bytes_sent", "bytes", "client_ip", "client",
                "http_status_code", "status", "backend_name", "backend");
        Pattern value = Pattern.compile(
                "results\\[\"s01-parse\"\\]\\[\"[^\"]*\"\\]\\[(\\d+)\\]\\.Evt\\.Parsed\\[\"(\\w+)\"\\] == \"(.*)\"");
        int checked = 0;
        List<String> wrong = new ArrayList<>();
        for (String kind : List.of("apache", "nginx", "haproxy")) {
            try (Stream<Path> asserts = Files.walk(Parsing.real(kind + "/crowdsecurity__hub"))) {
                for (Path file : asserts.filter(f -> f.endsWith("parser.assert")).sorted().toList()) {
                    Map<Integer, Map<String, String>> events = new TreeMap<>();
                    for (String line : Files.readAllLines(file)) {
                        Matcher matcher = value.matcher(line);
                        if (matcher.matches()) {
                            events.computeIfAbsent(Integer.parseInt(matcher.group(1)), k -> new TreeMap<>())
                                    .put(matcher.group(2), matcher.group(3));
                        }
                    }
                    for (Map<String, String> event : events.values()) {
                        String message = event.getOrDefault("message", "").replace("\\\"", "\"").replace("\\\\", "\\");
                        LogRecord r = Parsing.record(message);
                        if (r.format() == LogFormat.TEXT || r.format().id().endsWith("-error")) {
                            continue;
                        }
                        for (Map.Entry<String, String> expected : event.entrySet()) {
                            String ours = names.get(expected.getKey());
                            if (ours != null && !expected.getValue().isEmpty() && !expected.getValue().equals("-")) {
                                checked++;
                                if (!expected.getValue().equals(String.valueOf(r.fields().get(ours)))) {
                                    wrong.add(
                                            file.getParent().getFileName() + " " + expected + " " + r.fields() + " <- "
                                                    + message);
                                }
                            }
                        }
                    }
                }
            }
        }
        assertEquals("", String.join("\n", wrong));
        assertTrue(checked > 150, checked + " fields checked");
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
}
