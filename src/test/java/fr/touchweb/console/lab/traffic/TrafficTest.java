package fr.touchweb.console.lab.traffic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.touchweb.console.core.format.FormatCatalog;
import fr.touchweb.console.core.format.Level;
import fr.touchweb.console.core.format.LineParser;
import fr.touchweb.console.core.format.LocalTimes;
import fr.touchweb.console.core.format.LogFormat;
import fr.touchweb.console.core.format.LogRecord;
import fr.touchweb.console.core.format.RecordFeed;
import fr.touchweb.console.core.logs.RequestId;
import fr.touchweb.console.core.logs.digest.Dimension;
import fr.touchweb.console.core.logs.digest.LogDigest;
import fr.touchweb.console.core.logs.digest.LogSummary;
import fr.touchweb.console.core.logs.digest.Profile;
import fr.touchweb.console.core.logs.digest.ProfileReader;
import fr.touchweb.console.core.policy.Policies;
import fr.touchweb.console.core.policy.Policy;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrafficTest {
    private static final Instant START = Instant.parse("2026-11-21T10:00:00Z");
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final Machine APACHE = new Machine("acme-web1", "acme", "www.acme.test", false, true, "8.2", true,
            PARIS, 9, false);
    private static final Machine NGINX = new Machine("bora-web1", "bora", "www.bora.test", true, false, "7.4", false,
            PARIS, 7, true);
    private static final Policy POLICY = lab();
    private static final TrafficPlan QUIET = new TrafficPlan(7, 1, Duration.ZERO, Duration.ofHours(9),
            Duration.ofHours(9), Duration.ofMillis(700), true);

    private static final String QUOTED = "\"(?:[^\"\\\\]|\\\\.)*\"";
    private static final String SYSLOG = "(?:[A-Z][a-z]{2} [ \\d]\\d \\d\\d:\\d\\d:\\d\\d"
            + "|\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}[+-]\\d\\d:\\d\\d) \\S+ ";
    private static final String SQL_RECORD = "# Time: (?:\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z|\\d{6} [ \\d]\\d:\\d\\d:\\d\\d)"
            + "|# User@Host: [^\\[]*\\[[^\\]]*\\] @ \\S* *\\[[^\\]]*\\](?:  Id: *\\d+)?|# Thread_id: \\d+  Schema: .*"
            + "|# Query_time: [\\d.]+  Lock_time: [\\d.]+  Rows_sent: \\d+  Rows_examined: \\d+|use \\w+;"
            + "|SET timestamp=\\d+;|SELECT .*|LEFT JOIN .*|WHERE .*";
    /** One expression a log, written after the reference's grammars. */
    private static final Map<String, Pattern> GRAMMARS = Map.ofEntries(
            entry("access.log", "\\S+ \\S+ \\S+ \\[\\d\\d/[A-Z][a-z]{2}/\\d{4}:\\d\\d:\\d\\d:\\d\\d [+-]\\d{4}\\] "
                    + QUOTED + " \\d{3} (?:\\d+|-) " + QUOTED + " " + QUOTED),
            entry("apache2/error.log",
                    "\\[[A-Z][a-z]{2} [A-Z][a-z]{2} \\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d{6} \\d{4}\\] \\[[\\w-]*:\\w+\\]"
                            + " \\[pid \\d+:tid \\d+\\] \\[client \\S+:\\d+\\] .+"),
            entry("nginx/error.log",
                    "\\d{4}/\\d\\d/\\d\\d \\d\\d:\\d\\d:\\d\\d \\[error\\] \\d+#\\d+: \\*\\d+ .+, client: [^,]+,"
                            + " server: [^,]+, request: " + QUOTED + "(?:, upstream: " + QUOTED + ")?, host: .+"),
            entry("btws_integrity.log", "\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d \\w+ .+"),
            entry("app.log", "\\[\\d{4}-\\d\\d-\\d\\dT[\\d:.]+[+-]\\d\\d:\\d\\d\\] \\w+\\.[A-Z]+: .+ \\[\\]"),
            entry("worker.json", "\\{\"time\":\"[^\"]+\",\"level\":\"\\w+\",\"message\":\"[^\"]+\",.+\\}"),
            entry("haproxy.log", SYSLOG + "haproxy\\[\\d+\\]: [0-9a-f.:]+:\\d+ "
                    + "\\[\\d\\d/[A-Z][a-z]{2}/\\d{4}:\\d\\d:\\d\\d:\\d\\d\\.\\d{3}\\] [^\\s~]+~? [^\\s/]+/\\S+ "
                    + "-?\\d+/-?\\d+/-?\\d+/-?\\d+/-?\\d+ \\d{3} \\d+ - - [A-Za-z-]{4} "
                    + "\\d+/\\d+/\\d+/\\d+/\\d+ \\d+/\\d+ (?:\\{[^}]*\\} )?\"[^\"]*\"|" + SYSLOG
                    + "haproxy\\[\\d+\\]: (?:192\\.0\\.2\\.10:\\d+ \\[\\S+\\] sql sql/db1 1/-?\\d+/\\d+ \\d+ (?:--|sC) [\\d/]+ 0/0"
                    + "|Server sql/db1 is (?:UP|DOWN), reason: .+)"),
            entry("fpm.log",
                    "\\[\\d\\d-[A-Z][a-z]{2}-\\d{4} \\d\\d:\\d\\d:\\d\\d\\] (?:NOTICE|WARNING|ERROR): .+"),
            entry("www.slow", "|\\[\\d\\d-[A-Z][a-z]{2}-\\d{4} \\d\\d:\\d\\d:\\d\\d\\]  \\[pool \\S+\\] pid \\d+"
                    + "|script_filename = \\S+|\\[0x[0-9a-f]{8,16}\\] .*\\(\\) .*:\\d+"),
            entry("php/error.log",
                    "\\[\\d\\d-[A-Z][a-z]{2}-\\d{4} \\d\\d:\\d\\d:\\d\\d [A-Za-z_/]+\\] PHP [A-Za-z ]+:  .*"
                            + "|Stack trace:|#\\d+ .*|  thrown in .*"),
            entry("mysql/error.log", "\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z \\d+ \\[\\w+\\] .*"
                    + "|\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d \\d+ \\[\\w+\\] .*|\\*\\*\\* .+|TRANSACTION .+"
                    + "|UPDATE .+|"),
            entry("mariadb-slow.log", SQL_RECORD), entry("mysql-slow.log", SQL_RECORD),
            entry("syslog", SYSLOG + "[^\\s:\\[]+(?:\\[\\d+\\])?: .*"),
            entry("auth.log", SYSLOG + "sshd\\[\\d+\\]: .*"),
            entry("fail2ban.log", "\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d,\\d{3} fail2ban\\.\\w+ *\\[\\d+\\]:"
                    + " [A-Z]+ +.*"));
    private static final Pattern ADDRESS = Pattern.compile("\\b\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}\\b");

    @TempDir
    Path folder;

    private static Policy lab() {
        try {
            return new Policies(Path.of("nowhere")).load("lab");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map.Entry<String, Pattern> entry(String name, String grammar) {
        return Map.entry(name, Pattern.compile(grammar));
    }

    private Traffic traffic(String name, TrafficPlan plan) {
        Map<Machine, Path> roots = new LinkedHashMap<>();
        roots.put(APACHE, folder.resolve(name).resolve("acme-web1"));
        roots.put(NGINX, folder.resolve(name).resolve("bora-web1"));
        return new Traffic(roots, plan, START);
    }

    private static Map<String, String> files(Path root) throws IOException {
        Map<String, String> all = new TreeMap<>();
        try (Stream<Path> walk = Files.walk(root)) {
            for (Path file : walk.filter(Files::isRegularFile).toList()) {
                all.put(root.relativize(file).toString(), Files.readString(file));
            }
        }
        return all;
    }

    @Test
    void everyLineOfEveryLogIsOfItsFormat() throws IOException {
        try (Traffic traffic = traffic("all", QUIET)) {
            traffic.advance(START.plus(Duration.ofMinutes(13)));
        }
        Map<String, String> files = files(folder.resolve("all"));
        // Eleven logs of daemons and three of the shop a server, and the profiles of the one that has xdebug.
        assertEquals(28, files.keySet().stream().filter(name -> !name.contains("/profiler/")).count(),
                files.keySet().toString());
        assertTrue(files.keySet().removeIf(name -> name.contains("/profiler/")));
        List<String> wrong = new ArrayList<>();
        files.forEach((name, text) -> {
            Pattern grammar = GRAMMARS.entrySet().stream().filter(g -> name.endsWith(g.getKey())).findFirst()
                    .orElseThrow(() -> new AssertionError("no grammar for " + name)).getValue();
            assertTrue(text.endsWith("\n"), name);
            text.lines().filter(line -> !grammar.matcher(line).matches())
                    .forEach(line -> wrong.add(name + ": " + line));
        });
        assertEquals(List.of(), wrong.stream().limit(5).toList());
    }

    @Test
    void theIncidentsOfTheGuideAreThere() throws IOException {
        try (Traffic traffic = traffic("all", QUIET)) {
            traffic.advance(START.plus(Duration.ofMinutes(8)));
        }
        Map<String, String> files = files(folder.resolve("all"));
        String haproxy = files.get("acme-web1/var/log/haproxy.log");
        assertTrue(haproxy.contains(" 504 198 - - sH-- "));
        assertTrue(haproxy.contains(" 408 212 - - cR-- "));
        assertTrue(haproxy.contains(" 503 221 - - sQ-- "));
        assertTrue(haproxy.contains(" 301 121 - - LR-- "));
        Matcher ban = Pattern.compile("\\[sshd] Ban (\\S+)").matcher(files.get("acme-web1/var/log/fail2ban.log"));
        assertTrue(ban.find());
        assertTrue(files.get("acme-web1/var/log/auth.log").contains("Failed password for root from " + ban.group(1)));
        assertTrue(haproxy.lines().anyMatch(line -> line.contains(ban.group(1)) && line.contains(" 408 ")));
        assertTrue(files.get("bora-web1/var/log/php/www.slow").contains("curl_exec()"));
        assertTrue(files.get("bora-web1/var/log/mysql/mysql-slow.log").contains("# Query_time: "));
        assertTrue(files.get("bora-web1/var/log/php/error.log").contains("PHP Fatal error:  Uncaught"));
        // One request in two logs, for “same request in all sources”.
        byte[] refused = files.get("acme-web1/var/log/php/app.log").lines().filter(line -> line.contains(".CRITICAL:"))
                .findFirst().orElseThrow().getBytes(StandardCharsets.UTF_8);
        LineParser parser = FormatCatalog.shipped(POLICY.formats()).parser("app.log", null,
                new LocalTimes(PARIS, () -> START));
        String request = RequestId.of(LogRecord.of(parser, refused, 1, 1), new String(refused, StandardCharsets.UTF_8))
                .orElseThrow();
        assertEquals(6, files.get("acme-web1/var/log/php/worker.json").lines().filter(line -> line.contains(request))
                .count());
    }

    /** Our own formats know every record, and the digests find what went wrong. */
    @Test
    void formatsAndDigestsFindTheIncidents() throws IOException {
        try (Traffic traffic = traffic("all", QUIET)) {
            traffic.advance(START.plus(Duration.ofMinutes(8)));
        }
        Path root = folder.resolve("all");
        Map<String, LogSummary> all = new TreeMap<>();
        List<String> unknown = new ArrayList<>();
        for (String name : files(root).keySet()) {
            if (name.contains("/profiler/")) {
                continue;
            }
            LogDigest digest = new LogDigest(POLICY.digest());
            new RecordFeed(() -> FormatCatalog.shipped(POLICY.formats()).parser("/" + name, null,
                    new LocalTimes(PARIS, () -> START.plusSeconds(600))), (parsed, line, lines) -> {
                        digest.accept(parsed);
                        if (parsed.format() == LogFormat.TEXT || parsed.time() == LocalTimes.NONE) {
                            unknown.add(name + ": " + parsed.raw());
                        }
                    }).read(new ByteArrayInputStream(Files.readAllBytes(root.resolve(name))), () -> false);
            all.put(name, digest.summary(10));
        }
        assertEquals(List.of(), unknown);
        LogSummary haproxy = all.get("acme-web1/var/log/haproxy.log");
        List<String> ends = haproxy.terminations().stream()
                .map(end -> end.termination().flags() + " " + end.termination().status()).toList();
        assertTrue(ends.containsAll(List.of("sH 504", "cR 408", "sQ 503", "SH 502", "sC -1", "LR 301", "-- 200")),
                ends.toString());
        assertEquals(Set.of(LogFormat.HAPROXY_HTTP, LogFormat.HAPROXY_TCP, LogFormat.SYSLOG),
                haproxy.formats().keySet());
        assertTrue(all.get("acme-web1/var/log/mysql/btws_integrity.log").levels().containsKey(Level.ERROR));
        assertEquals(Set.of(LogFormat.MONOLOG), all.get("acme-web1/var/log/php/app.log").formats().keySet());
        assertTrue(all.get("acme-web1/var/log/php/app.log").levels().containsKey(Level.CRITICAL));
        assertEquals(Set.of(LogFormat.JSON), all.get("acme-web1/var/log/php/worker.json").formats().keySet());
        assertTrue(all.get("acme-web1/var/log/fail2ban.log").tops().containsKey(Dimension.JAILS));
        Duration apart = Duration.between(all.get("bora-web1/var/log/mysql/mysql-slow.log").last(),
                all.get("bora-web1/var/log/nginx/access.log").last());
        assertTrue(apart.abs().toMinutes() < 10, "MySQL in UTC beside nginx in local time: " + apart);
        Path profiles = root.resolve("bora-web1/var/log/php/profiler");
        try (Stream<Path> files = Files.list(profiles)) {
            for (Path file : files.toList()) {
                Profile profile = ProfileReader.read(Files.newInputStream(file)).getFirst();
                assertEquals("php::curl_exec", profile.bySelf(1).getFirst().name());
                assertEquals("{main}", profile.byInclusive(1).getFirst().name());
                assertEquals(profile.total(), profile.byInclusive(1).getFirst().inclusive(), 1e-9);
            }
        }
    }

    @Test
    void addressesAreOfTheDocumentationRangesOnly() throws IOException {
        try (Traffic traffic = traffic("all", QUIET)) {
            traffic.advance(START.plus(Duration.ofMinutes(7)));
        }
        for (String text : files(folder.resolve("all")).values()) {
            Matcher address = ADDRESS.matcher(text.replaceAll("(Chrome|Safari)/[\\d.]+", ""));
            while (address.find()) {
                assertTrue(address.group().matches("(192\\.0\\.2|198\\.51\\.100|203\\.0\\.113)\\.\\d+"),
                        address.group());
            }
        }
    }

    @Test
    void sameSeedSameBytesHoweverOftenItIsMoved() throws IOException {
        try (Traffic one = traffic("one", QUIET); Traffic many = traffic("many", QUIET)) {
            one.advance(START.plusSeconds(120));
            for (int millis = 0; millis <= 120_000; millis += 130) {
                many.advance(START.plusMillis(millis));
            }
            many.advance(START.plusSeconds(120));
        }
        Map<String, String> once = files(folder.resolve("one"));
        assertEquals(once, files(folder.resolve("many")));
        assertTrue(once.get("acme-web1/var/log/apache2/access.log").lines().count() > 500);
    }

    @Test
    void rotationKeepsEveryLineAndTheOldFileLivesOnForAMoment() throws IOException {
        TrafficPlan plan = QUIET.withRotation(Duration.ofSeconds(20), Duration.ofSeconds(20));
        long lines;
        Path log = folder.resolve("r/acme-web1/var/log");
        try (Traffic traffic = traffic("r", plan)) {
            traffic.advance(START.plusMillis(20_300));
            assertFalse(Files.exists(log.resolve("haproxy.log")), "no create: the daemon makes it when it reopens");
            long before = Files.size(log.resolve("haproxy.log.1"));
            traffic.advance(START.plusMillis(20_600));
            assertTrue(Files.size(log.resolve("haproxy.log.1")) > before);
            traffic.advance(START.plusSeconds(75));
            lines = traffic.lines();
        }
        long found = 0;
        try (Stream<Path> walk = Files.walk(folder.resolve("r"))) {
            for (Path file : walk.filter(Files::isRegularFile).filter(f -> !f.toString().contains("/profiler/"))
                    .toList()) {
                try (InputStream in = file.toString().endsWith(".gz")
                        ? new GZIPInputStream(Files.newInputStream(file))
                        : Files.newInputStream(file)) {
                    found += new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().count();
                }
            }
        }
        assertEquals(lines, found);
        assertTrue(Files.exists(log.resolve("haproxy.log.2.gz")));
    }

    @Test
    void thePastIsThereAndThePaceCanBeChanged() throws IOException {
        try (Traffic traffic = traffic("p", QUIET.withHistory(Duration.ofMinutes(5)))) {
            traffic.advance(START);
            long past = traffic.lines();
            assertTrue(past > 3_000, "lines: " + past);
            traffic.advance(START.plusSeconds(60));
            long normal = traffic.lines() - past;
            traffic.pace(10);
            traffic.advance(START.plusSeconds(120));
            long fast = traffic.lines() - past - normal;
            assertTrue(fast > normal * 5, normal + " then " + fast);
        }
    }
}
