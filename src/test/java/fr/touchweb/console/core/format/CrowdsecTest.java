package fr.touchweb.console.core.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What CrowdSec's own tests expect of their files, where its names mean the same as ours. Left out: the mail logs of
 * nginx and the log-formats of Nginx Proxy Manager, which are none of ours, pkexec,
 * what Magento puts into a context, and what its parsers make of an application's
 * message (a failed login of Baïkal or BookStack, a request limit), which are no fields of a format.
 */
class CrowdsecTest {
    private static final List<String> KINDS = List.of("apache", "nginx", "haproxy", "mysql-logs", "php-logs",
            "fail2ban-auth");
    private static final List<String> OTHERS = List.of("nginx-mail", "nginx-proxy-manager", "catch-npm",
            "CVE-2021-4034",
            "magento", "bookstack-bf", "baikal-bf");
    private static final Map<String, String> FIELDS = Map.ofEntries(Map.entry("clientip", "client"),
            Map.entry("remote_addr", "client"), Map.entry("client_ip", "client"), Map.entry("source_ip", "client"),
            Map.entry("sshd_client_ip", "client"), Map.entry("sshd_invalid_user", "user"),
            Map.entry("sshd_auth_user", "user"), Map.entry("user", "user"), Map.entry("response", "status"),
            Map.entry("status", "status"), Map.entry("http_status_code", "status"), Map.entry("verb", "method"),
            Map.entry("bytes", "bytes"), Map.entry("body_bytes_sent", "bytes"), Map.entry("backend_name", "backend"),
            Map.entry("thread_id", "thread"));
    private static final Map<String, String> METAS = Map.of("source_ip", "client", "http_status", "status", "http_path",
            "path", "http_verb", "method", "http_user_agent", "agent", "target_user", "user");
    private static final Pattern PARSED = Pattern
            .compile(
                    "results\\[\"s01-parse\"\\]\\[\"([^\"]*)\"\\]\\[(\\d+)\\]\\.Evt\\.Parsed\\[\"(\\w+)\"\\] == \"(.*)\"");
    private static final Pattern META = Pattern.compile(".*Events\\[\\d+\\]\\.GetMeta\\(\"(\\w+)\"\\) == \"(.*)\"");

    @Test
    void parsedFields() throws IOException {
        int checked = 0;
        List<String> wrong = new ArrayList<>();
        for (Path file : asserts("parser.assert")) {
            List<String> lines = lines(file.getParent());
            Map<String, Map<String, String>> events = new TreeMap<>();
            for (String line : Files.readAllLines(file)) {
                Matcher matcher = PARSED.matcher(line);
                if (matcher.matches()) {
                    events.computeIfAbsent(matcher.group(1) + matcher.group(2), k -> new TreeMap<>())
                            .put(matcher.group(3), matcher.group(4));
                }
            }
            for (Map<String, String> event : events.values()) {
                String message = plain(event.getOrDefault("message", ""));
                // Some of their parsers cut the message; then there is no telling which line it was.
                String line = lines.stream().filter(l -> !message.isEmpty() && l.endsWith(message)).findFirst()
                        .orElse(null);
                if (line == null) {
                    continue;
                }
                LogRecord r = Parsing.record(line);
                for (Map.Entry<String, String> expected : event.entrySet()) {
                    String ours = FIELDS.get(expected.getKey());
                    if (ours != null && !expected.getValue().isEmpty() && !expected.getValue().equals("-")) {
                        checked++;
                        if (!plain(expected.getValue()).equals(String.valueOf(r.fields().get(ours)))) {
                            wrong.add(file.getParent().getFileName() + " " + expected + " " + r.fields() + " <- "
                                    + message);
                        }
                    }
                }
            }
        }
        assertEquals("", String.join("\n", wrong));
        assertTrue(checked > 240, checked + " fields checked");
    }

    /** Whatever an alert names must be what we read in the log that raised it. */
    @Test
    void factsOfAlerts() throws IOException {
        int checked = 0;
        List<String> wrong = new ArrayList<>();
        for (Path file : asserts("scenario.assert")) {
            Map<String, Set<String>> known = values(file.getParent());
            for (String line : Files.readAllLines(file)) {
                Matcher matcher = META.matcher(line);
                String ours = matcher.matches() ? METAS.get(matcher.group(1)) : null;
                if (ours != null && !matcher.group(2).isEmpty()) {
                    checked++;
                    if (!known.getOrDefault(ours, Set.of()).contains(plain(matcher.group(2)))) {
                        wrong.add(file.getParent().getFileName() + ": " + line);
                    }
                }
            }
        }
        assertEquals("", String.join("\n", wrong));
        assertTrue(checked > 1_000, checked + " facts checked");
    }

    private static Map<String, Set<String>> values(Path folder) throws IOException {
        Map<String, Set<String>> known = new TreeMap<>();
        try (Stream<Path> logs = Files.list(folder)) {
            for (Path log : logs.filter(f -> f.toString().endsWith(".log")).toList()) {
                for (LogRecord r : Parsing.records(log.toString(), Files.readAllBytes(log))) {
                    // Of a request that is none, CrowdSec makes a path of the whole.
                    for (String word : r.message().split(" ")) {
                        known.computeIfAbsent("path", k -> new HashSet<>()).add(word);
                    }
                    known.computeIfAbsent("path", k -> new HashSet<>()).add(r.message());
                    known.computeIfAbsent("agent", k -> new HashSet<>()).add("-");
                    r.fields().forEach((name, value) -> {
                        Set<String> all = known.computeIfAbsent(name, k -> new HashSet<>());
                        all.add(String.valueOf(value));
                        // CrowdSec's path has no query.
                        all.add(String.valueOf(value).replaceFirst("\\?.*", ""));
                    });
                }
            }
        }
        return known;
    }

    private static List<String> lines(Path folder) throws IOException {
        List<String> all = new ArrayList<>();
        try (Stream<Path> logs = Files.list(folder)) {
            for (Path log : logs.filter(f -> f.toString().endsWith(".log")).toList()) {
                all.addAll(Files.readAllLines(log));
            }
        }
        return all;
    }

    private static List<Path> asserts(String name) throws IOException {
        List<Path> all = new ArrayList<>();
        for (String kind : KINDS) {
            try (Stream<Path> files = Files.walk(Parsing.real(kind + "/crowdsecurity__hub"))) {
                all.addAll(files.filter(f -> f.endsWith(name))
                        .filter(f -> OTHERS.stream().noneMatch(f.toString()::contains))
                        .sorted().toList());
            }
        }
        return all;
    }

    private static String plain(String value) {
        return value.replace("\\\"", "\"").replace("\\\\", "\\");
    }
}
