package fr.touchweb.console.core.fleet.facts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.touchweb.console.core.text.Language;
import fr.touchweb.console.core.text.Message;
import fr.touchweb.console.core.text.Texts;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

public class FactsParserTest {
    private static final Instant AT = Instant.parse("2026-11-21T10:00:00Z");

    public static ProbeOutput production() throws IOException {
        return output(false, read("/fleet/probe/production.txt"));
    }

    private static String read(String path) throws IOException {
        try (InputStream in = FactsParserTest.class.getResourceAsStream(path)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static ProbeOutput output(Boolean jail, String text) {
        return new ProbeOutput(AT, jail, Duration.ofMillis(40), null, false, "XX", text);
    }

    @Test
    void aProductionServerIsReadWhole() throws IOException {
        Facts facts = FactsParser.parse(production());
        assertEquals(new Fact.Known<>(new Facts.System("debian", "11.11", "Debian"), AT, "cat /etc/os-release"),
                facts.system());
        assertEquals("Linux 5.10.0-32-amd64 x86_64", facts.kernel().known().orElseThrow());
        assertEquals(Duration.ofDays(100), facts.uptime().known().orElseThrow());
        assertEquals(new Facts.Load(0.42, 0.38, 0.30), facts.load().known().orElseThrow());
        assertEquals(8, facts.processors().known().orElseThrow());
        assertEquals(50, facts.memory().known().orElseThrow().availablePercent());
        assertEquals("none", facts.virtualisation().known().orElseThrow());
        assertEquals("Europe/Paris", facts.zone().known().orElseThrow());
        assertEquals(Duration.ofMillis(40), facts.clockOffset().known().orElseThrow());
        assertEquals(new Facts.Updates(12, 3), facts.updates().known().orElseThrow());
        assertTrue(facts.rebootRequired().known().orElseThrow());
        assertTrue(facts.pageSpeed().known().orElseThrow());
    }

    @Test
    void disksCarrySizesTypesAndInodesAndPseudoFileSystemsDoNotCount() throws IOException {
        Facts facts = FactsParser.parse(production());
        assertEquals(List.of("/", "/var/log", "/tmp", "/srv/with blank"),
                facts.mounts().known().orElseThrow().stream().map(Facts.Mount::point).toList());
        assertEquals(new Facts.Mount("/dev/md2", "/var/log", "ext4", 10_000_000L << 10, 9_000_000L << 10,
                900_000L << 10, 91, 94), facts.mount("/var/log").orElseThrow());
        assertEquals("xfs", facts.mount("/srv/with blank").orElseThrow().type());
        assertEquals("/dev/mapper/vg 1", facts.mount("/srv/with blank").orElseThrow().device());
        assertNull(facts.mount("/tmp").orElseThrow().inodesPercent());
        assertEquals("/var/log", facts.fullest().orElseThrow().point());
    }

    @Test
    void arraysTellWhatIsMissing() throws IOException {
        Facts.Raid raid = FactsParser.parse(production()).raid().known().orElseThrow();
        assertEquals(List.of(new Facts.RaidArray("md2", "raid1", "2/2", false, null),
                new Facts.RaidArray("md1", "raid5", "2/3", true, "recovery")), raid.arrays());
        assertTrue(raid.isDegraded());
    }

    @Test
    void softwareHasVersionOriginAndWhetherItRuns() throws IOException {
        Facts facts = FactsParser.parse(production());
        assertEquals(List.of(
                new Software(Product.PHP, "7.4.33", "7.4.33-1+deb11u5", Origin.DEBIAN, false),
                new Software(Product.PHP, "8.1.29", "8.1.29-1+0~20240606.61+debian11~1.gbp3a1b2c", Origin.SURY, true)),
                facts.of(Product.PHP).known().orElseThrow());
        assertEquals(List.of(new Software(Product.MARIADB, "10.5.26", "1:10.5.26-0+deb11u2", Origin.DEBIAN, true)),
                facts.of(Product.MARIADB).known().orElseThrow());
        assertEquals(Origin.BACKPORTS, facts.of(Product.HAPROXY).known().orElseThrow().get(0).origin());
        assertEquals(Origin.DEBIAN, facts.of(Product.FAIL2BAN).known().orElseThrow().get(0).origin());
        assertEquals(List.of(), facts.of(Product.NGINX).known().orElseThrow());
        assertEquals(List.of(), facts.of(Product.MYSQL).known().orElseThrow());
    }

    @Test
    void nothingAtAllIsUnknownEverywhere() {
        Facts facts = FactsParser.parse(output(null, "XX|end|E|0\n"));
        assertEquals("rien dans le relevé", reason(facts.system()));
        for (Fact<?> fact : List.of(facts.kernel(), facts.uptime(), facts.load(), facts.processors(), facts.memory(),
                facts.mounts(), facts.raid(), facts.virtualisation(), facts.pageSpeed(), facts.zone(),
                facts.updates(), facts.rebootRequired())) {
            assertFalse(fact.isKnown());
        }
        for (Product product : Product.values()) {
            assertFalse(facts.of(product).isKnown());
        }
    }

    @Test
    void aProbeThatWasCutSaysSo() throws IOException {
        String text = production().text();
        Facts facts = FactsParser.parse(output(false, text.substring(0, text.indexOf("XX|mdstat"))));
        assertTrue(facts.mounts().isKnown());
        assertEquals("le relevé s’est interrompu avant", reason(facts.raid()));
    }

    @Test
    void insideAJailTheServicesOutsideAreUnknown() throws IOException {
        Facts facts = FactsParser.parse(output(true, production().text()));
        assertFalse(facts.of(Product.PHP).isKnown());
        assertFalse(facts.pageSpeed().isKnown());
        assertFalse(facts.updates().isKnown());
        assertTrue(facts.load().isKnown());
    }

    @Test
    void reasonsAreThoseThatTheMachineGave() {
        Facts facts = FactsParser.parse(output(null, """
                XX|os|U|absent|/etc/os-release
                XX|mdstat|U|denied|/proc/mdstat
                XX|df|B|df -P -k
                XX|df|E|124
                XX|nproc|U|tool|nproc
                XX|updates|B|apt-get -s upgrade
                XX|updates|L|E: Could not open lock file
                XX|updates|L|count 0 0
                XX|updates|E|100
                XX|uptime|B|cat /proc/uptime
                XX|uptime|L|never
                XX|uptime|E|0
                XX|end|E|0
                """));
        assertEquals("/etc/os-release absent", reason(facts.system()));
        assertEquals("pas de droit de lecture sur /proc/mdstat", reason(facts.raid()));
        assertEquals("df -P -k n’a pas répondu à temps", reason(facts.mounts()));
        assertEquals("pas d’outil nproc pour ce compte", reason(facts.processors()));
        assertTrue(reason(facts.updates()).contains("Could not open lock file"));
        assertTrue(reason(facts.uptime()).contains("never"));
    }

    @Test
    void noUpdatesWithoutPackageListsIsNotNoUpdates() {
        String counted = "XX|updates|B|x\nXX|updates|L|count 0 0\nXX|updates|E|0\nXX|end|E|0\n";
        assertFalse(FactsParser.parse(output(false, counted)).updates().isKnown());
        assertTrue(FactsParser.parse(output(false, "XX|aptlists|L|x\n" + counted)).updates().isKnown());
    }

    @Test
    void processesOfOthersThatAreHiddenSayNothing() throws IOException {
        String text = production().text().replace("XX|ps|L|systemd\n", "");
        Facts facts = FactsParser.parse(output(false, text));
        assertNull(facts.of(Product.HAPROXY).known().orElseThrow().get(0).running());
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
            "haproxy;HAPROXY;HA-Proxy version 2.2.9-2+deb11u6 2023/12/12 - https://haproxy.org/;2.2.9;DEBIAN",
            "apache;APACHE;Server version: Apache/2.4.62 (Debian);2.4.62;UNKNOWN",
            "nginx;NGINX;nginx version: nginx/1.22.1;1.22.1;UNKNOWN",
            "phpfpm;PHP;PHP 8.2.20 (fpm-fcgi) (built: Jun 17 2024 13:33:14);8.2.20;UNKNOWN",
            "mariadb;MARIADB;mysqld  Ver 10.3.39-MariaDB-0+deb10u2 for debian-linux-gnu on x86_64 (Debian 10);10.3.39;DEBIAN",
            "mariadb;MARIADB;mariadbd from 10.11.6-MariaDB, client 15.2, Ver 10.6.12-MariaDB-1:10.6.12+maria~deb11 for x;10.6.12;MARIADB_ORG",
            "mariadb;MYSQL;/usr/sbin/mysqld  Ver 8.0.36 for Linux on x86_64 (MySQL Community Server - GPL);8.0.36;UNKNOWN",
            "fail2ban;FAIL2BAN;1.0.2;1.0.2;UNKNOWN", "fail2ban;FAIL2BAN;Fail2Ban v0.10.2;0.10.2;UNKNOWN"})
    void programsSayTheirVersions(String section, Product product, String line, String version, Origin origin) {
        Facts facts = FactsParser.parse(output(false,
                "XX|" + section + "|B|x\nXX|" + section + "|L|" + line + "\nXX|" + section + "|E|0\nXX|end|E|0\n"));
        assertEquals(List.of(new Software(product, version, null, origin, null)),
                facts.of(product).known().orElseThrow());
        if (section.equals("mariadb")) {
            assertFalse(facts.of(product == Product.MYSQL ? Product.MARIADB : Product.MYSQL).isKnown());
        }
    }

    @ParameterizedTest
    @CsvSource({"8.1.29-1+0~20240606.61+debian11~1.gbp3a1b2c,SURY", "1:10.6.12+maria~deb11,MARIADB_ORG",
            "1.24.0-1~bookworm,NGINX_ORG", "8.0.33-1debian11,MYSQL_COM", "2.6.12-1~bpo11+1,BACKPORTS",
            "1.22.1-9+deb12u1,DEBIAN", "2.4.62-1~deb12u2,DEBIAN", "8.2.28-1~deb12u1,DEBIAN", "1.22.1-9,UNKNOWN",
            "1.18.0-6.1+deb11u3+b1,DEBIAN"})
    void packageVersionsTellTheirOrigin(String version, Origin origin) {
        assertEquals(origin, Origin.of(version, null));
    }

    @Test
    void theArchiveTellsWhatTheVersionDoesNot() {
        assertEquals(Origin.DEBIAN, Origin.of("1.22.1-9", "500 http://deb.debian.org/debian bookworm/main"));
        assertEquals(Origin.DEBIAN, Origin.of("1.22.1-9", "500 https://mirror.example/debian bookworm/main"));
        assertEquals(Origin.SURY, Origin.of("8.3.1-1", "500 https://packages.sury.org/php bookworm/main"));
        assertEquals(Origin.UNKNOWN, Origin.of("8.3.1-1", "500 https://repo.example/php bookworm/main"));
    }

    /** Whatever comes back, it is read without a failure, and nothing of it becomes a known value by accident. */
    @Test
    void anyNoiseIsSurvived() throws IOException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        String text = production().text();
        for (int i = 0; i < 300; i++) {
            StringBuilder noisy = new StringBuilder(text);
            for (int j = 0; j < 40; j++) {
                int at = random.nextInt(noisy.length());
                switch (random.nextInt(3)) {
                    case 0 -> noisy.setCharAt(at, (char) random.nextInt(0x2100));
                    case 1 -> noisy.deleteCharAt(at);
                    default -> noisy.insert(at, "\u0000|\n%".charAt(random.nextInt(4)));
                }
            }
            try {
                assertInstanceOf(Facts.class, FactsParser.parse(output(random.nextBoolean(), noisy.toString())));
            } catch (RuntimeException e) {
                throw new AssertionError("seed " + seed + ", round " + i, e);
            }
        }
    }

    private static String reason(Fact<?> fact) {
        Message message = assertInstanceOf(Fact.Unknown.class, fact).reason();
        return new Texts(Language.FRENCH).get(message);
    }
}
