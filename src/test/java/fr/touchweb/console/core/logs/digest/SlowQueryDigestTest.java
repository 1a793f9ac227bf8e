package fr.touchweb.console.core.logs.digest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fr.touchweb.console.core.policy.DigestPolicy;
import fr.touchweb.console.support.RealPeer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Beside pt-query-digest, on Percona's own samples of every server and version. */
class SlowQueryDigestTest {
    private static final String SAMPLES = "mysql-logs/percona__percona-toolkit/t/lib/samples/slowlogs";
    /**
     * Left out: three files that are no logs; slow017, whose query time is no number, which pt-query-digest drops with its
     * event; slow056, where it makes an empty statement of a lone {@code use};
     * slow035, whose events took no time at all, which its report of many files leaves out.
     */
    private static final List<String> LEFT_OUT = List.of("slow006-session-1.txt", "slow006-session-2.txt",
            "slow006-session-3.txt", "slow017.txt", "slow056.txt", "slow035.txt");

    @Test
    void sameGroupsAsPtQueryDigest() throws Exception {
        RealPeer.require("pt-query-digest");
        List<Path> samples;
        try (Stream<Path> files = Files.list(Digests.real(SAMPLES))) {
            samples = files.filter(f -> f.getFileName().toString().matches("(micro)?slow.*\\.txt|mysql.*"))
                    .filter(f -> !LEFT_OUT.contains(f.getFileName().toString())).sorted().toList();
        }
        SlowQueryDigest digest = new SlowQueryDigest(Digests.POLICY);
        for (Path file : samples) {
            Digests.feed(file.toString(), Files.readAllBytes(file), (parsed, line, lines) -> digest.accept(parsed));
        }
        Map<String, String> ours = new TreeMap<>();
        for (SlowQueries.Query query : digest.summary(Integer.MAX_VALUE).queries()) {
            ours.put(query.fingerprint(), query.id() + " " + query.count());
        }
        Map<String, String> theirs = peer(samples);
        assertEquals(less(theirs, ours), less(ours, theirs));
        assertEquals(theirs.size(), ours.size());
        assertTrue(ours.size() > 70, ours.size() + " groups");
    }

    private static Map<String, String> less(Map<String, String> all, Map<String, String> known) {
        Map<String, String> rest = new TreeMap<>(all);
        rest.entrySet().removeAll(known.entrySet());
        return rest;
    }

    private static Map<String, String> peer(List<Path> files) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("pt-query-digest", "--output", "json", "--limit", "100%",
                "--no-version-check"));
        files.forEach(file -> command.add(file.toString()));
        Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        JsonNode report = new ObjectMapper().readTree(process.getInputStream());
        assertEquals(0, process.waitFor());
        Map<String, String> all = new TreeMap<>();
        for (JsonNode one : report.get("classes")) {
            all.put(one.get("fingerprint").asText(),
                    one.get("checksum").asText() + " " + one.get("query_count").asLong());
        }
        return all;
    }

    @Test
    void fingerprints() {
        Map<String, String> known = Map.of("SELECT a FROM t_2009 WHERE x=-1 AND y IN (1, 'b', NULL) limit 1, 2",
                "select a from t_? where x=? and y in(?+) limit ?", "insert into t values (1,'a'),(2,'b')",
                "insert into t values(?+)", "call foo(1)", "call foo", "use acme", "use ?", "select 1 union select 2",
                "select ? /*repeat union*/", "select a /* b */ from t -- c\norder by d ASC, e",
                "select a from t order by d, e",
                "administrator command: Quit", "administrator command: Quit", "", "", "select 'open", "select 'open");
        known.forEach((statement, wanted) -> assertEquals(wanted, new QueryFingerprint().of(statement), statement));
    }

    /** Whatever bytes a statement has, a fingerprint comes of it. */
    @Test
    void hostileStatements() {
        long seed = Long.getLong("seed", System.nanoTime());
        Random random = new Random(seed);
        QueryFingerprint fingerprint = new QueryFingerprint();
        String parts = "'\"`()?,;#-*/\\ \n0x1inINvaluesVALUES unionselect limit?orderbyascnull";
        for (int round = 0; round < 50_000; round++) {
            byte[] bytes = new byte[random.nextInt(80)];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = random.nextInt(8) == 0
                        ? (byte) random.nextInt(256)
                        : (byte) parts.charAt(random.nextInt(parts.length()));
            }
            try {
                fingerprint.of(bytes, 0, bytes.length);
            } catch (RuntimeException e) {
                fail("seed " + seed + ": " + new String(bytes, StandardCharsets.ISO_8859_1), e);
            }
        }
    }

    @Test
    void groupsAreSummedAndBounded() throws IOException {
        StringBuilder log = new StringBuilder();
        for (int i = 0; i < 1_500; i++) {
            log.append("# Time: 2025-01-13T09:11:%02d.000000Z\n# User@Host: shop[shop] @ localhost []  Id: 5\n"
                    .formatted(i % 60)).append("# Query_time: %d.5  Lock_time: 0.25 Rows_sent: 1  Rows_examined: 100\n"
                            .formatted(i % 3))
                    .append("use acme;\nSET timestamp=1736759472;\nSELECT ")
                    .append(i < 400
                            ? "a"
                            : (char) ('a' + i % 26) + "_" + Integer.toString(i, 36).replaceAll("\\d", "z")
                                    + "q".repeat(i % 40))
                    .append(" FROM t WHERE id = ").append(i).append(";\n");
        }
        SlowQueryDigest digest = new SlowQueryDigest(new DigestPolicy(1_000, 512, 600, 200, 4_096, 2, 10));
        Digests.feed("slow.log", log.toString().getBytes(StandardCharsets.UTF_8),
                (parsed, line, lines) -> digest.accept(parsed));
        SlowQueries all = digest.summary(3);
        assertEquals(1_500, all.events());
        assertEquals(200, all.groups());
        assertTrue(all.others() > 500, "what has no group is told: " + all.others());
        SlowQueries.Query first = all.queries().getFirst();
        assertEquals("select a from t where id = ?", first.fingerprint());
        assertEquals(400, first.count());
        assertEquals(134 * 0.5 + 133 * 1.5 + 133 * 2.5, first.total(), 1e-6);
        assertEquals(1.5, first.p50(), 1.5 / 32);
        assertEquals(2.5, first.max());
        assertEquals(100, first.lockTotal());
        assertEquals(40_000, first.rowsExamined());
        assertEquals("acme", first.database());
        assertEquals("SELECT a FROM t WHERE id = 2", first.sample());
    }
}
