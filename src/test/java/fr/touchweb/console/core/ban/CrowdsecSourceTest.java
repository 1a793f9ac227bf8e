package fr.touchweb.console.core.ban;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.touchweb.console.core.address.Cidr;
import fr.touchweb.console.core.journal.CommandJournal;
import fr.touchweb.console.core.ssh.LocalHost;
import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.ssh.RemoteHost;
import fr.touchweb.console.support.TestCrowdsec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A real CrowdSec and its real {@code cscli}. */
class CrowdsecSourceTest {
    private static final Cidr CLIENT = Cidr.of("203.0.113.9");

    @TempDir
    Path folder;

    private final RemoteHost host = new LocalHost("web", new CommandJournal(Clock.systemUTC()));

    @Test
    void decisionsAreReadLiftedAndPutBack() throws Exception {
        TestCrowdsec crowdsec = TestCrowdsec.start(folder);
        try (crowdsec) {
            CrowdsecSource source = new CrowdsecSource(crowdsec.client(), Clock.systemUTC());
            assertEquals(List.of(), source.banned(host), "it prints null for none");
            crowdsec.run("decisions", "add", "--ip", "203.0.113.9", "-d", "4h", "--reason", "crowdsecurity/ssh-bf");
            crowdsec.run("decisions", "add", "--range", "198.51.100.0/24", "-d", "1h");
            crowdsec.run("decisions", "add", "--ip", "203.0.113.10", "--type", "captcha");
            assertEquals(List.of("198.51.100.0/24", "203.0.113.9"),
                    source.banned(host).stream().map(ban -> ban.address().toString()).sorted().toList(),
                    "a captcha is no ban");
            Ban ban = source.bans(host, CLIENT).getFirst();
            assertEquals("crowdsecurity/ssh-bf", ban.reason());
            assertTrue(Duration.between(told(ban.since()), Instant.now()).abs().toMinutes() < 1);
            assertTrue(Duration.between(Instant.now(), told(ban.until())).toMinutes() > 230);
            assertEquals(Cidr.of("198.51.100.0/24"), source.bans(host, Cidr.of("198.51.100.77")).getFirst().address(),
                    "the range around an address");
            assertEquals("decisions delete --ip 203.0.113.9", words(source.lifting(host, ban).argv()));

            Lift lift = source.lift(host, ban);
            assertTrue(lift.done());
            assertEquals(List.of(), source.bans(host, CLIENT));
            assertEquals(false, source.lift(host, ban).done(), "lifted already");
            source.again(host, ban, lift);
            Ban back = source.bans(host, CLIENT).getFirst();
            assertEquals("crowdsecurity/ssh-bf", back.reason());
            assertTrue(Duration.between(told(back.until()), ban.until()).abs().toSeconds() < 30, "its end is the same");
            assertTrue(source.lift(host, source.bans(host, Cidr.of("198.51.100.77")).getFirst()).done());
            assertEquals(List.of(CLIENT), source.banned(host).stream().map(Ban::address).toList());
        }
        CrowdsecSource down = new CrowdsecSource(crowdsec.client(), Clock.systemUTC());
        assertThrows(RemoteException.class, () -> down.banned(host), "a daemon that is down is not: nobody is banned");
    }

    /** The older whitelists, of the real program's folder; its version before 1.6.8 keeps no allow-lists. */
    @Test
    void whomAParserLeavesAloneIsTold() throws Exception {
        Path parsers = Files.createDirectories(folder.resolve("parsers/s02-enrich"));
        Files.writeString(parsers.resolve("mine.yaml"), """
                name: house/whitelists
                description: "203.0.113.9 is no entry"
                whitelist:
                  reason: "called from 203.0.113.9"
                  ip:
                    - "203.0.113.9"
                    # - "203.0.113.10"
                  cidr: [ "198.51.100.0/24", '2001:db8::/48' ]
                """);
        Files.writeString(parsers.resolve("other.yaml"), "filter: 1\nstatics:\n  - value: 203.0.113.9\n");
        try (TestCrowdsec crowdsec = TestCrowdsec.start(folder)) {
            CrowdsecMentions source = new CrowdsecMentions(crowdsec.client(), Clock.systemUTC());
            assertEquals(List.of(new Mention("crowdsec", parsers + "/mine.yaml:6", Mention.Kind.ALLOWED, CLIENT,
                    "- \"203.0.113.9\"", null)), source.of(host, CLIENT));
            assertEquals("198.51.100.0/24",
                    source.of(host, Cidr.of("198.51.100.7")).getFirst().range().toString());
            assertEquals(List.of(), source.of(host, Cidr.of("203.0.113.10")));
        }
    }

    /** Debian has no version with allow-lists: a program that answers as its documentation says. */
    @Test
    void whomAnAllowListLeavesAloneIsTold() throws Exception {
        Path cscli = Files.writeString(folder.resolve("cscli"),
                """
                        #!/bin/sh
                        case "$*" in
                        'config show --key Config.ConfigPaths.ConfigDir') echo '%s' ;;
                        'allowlists list -o json') echo '[{"name":"office","description":"d","items":null}]' ;;
                        'allowlists inspect office -o json') cat <<'END'
                        {"name":"office","items":[
                         {"value":"203.0.113.0/28","description":"agency","created_at":"2026-11-01T00:00:00.000Z","expiration":"0001-01-01T00:00:00.000Z"},
                         {"value":"203.0.113.9","description":"once","created_at":"2026-11-01T00:00:00.000Z","expiration":"2026-11-02T00:00:00.000Z"},
                         {"value":"203.0.113.9","created_at":"2026-11-01T00:00:00.000Z","expiration":"2099-01-01T00:00:00.000Z"}]}
                        END
                        ;;
                        *) echo "level=fatal msg=\\"no $*\\"" >&2; exit 1 ;;
                        esac
                        """
                        .formatted(folder));
        Files.setPosixFilePermissions(cscli, PosixFilePermissions.fromString("rwx------"));
        CrowdsecMentions source = new CrowdsecMentions(List.of(cscli.toString()), Clock.systemUTC());
        assertEquals(List.of(
                new Mention("crowdsec", "office", Mention.Kind.ALLOWED, Cidr.of("203.0.113.0/28"), "agency", null),
                new Mention("crowdsec", "office", Mention.Kind.ALLOWED, CLIENT, null,
                        Instant.parse("2099-01-01T00:00:00Z"))),
                source.of(host, CLIENT));
    }

    private static Instant told(Instant at) {
        assertNotNull(at);
        return at;
    }

    private static String words(List<String> argv) {
        return String.join(" ", argv.subList(argv.indexOf("decisions"), argv.size()));
    }

    @ParameterizedTest
    @CsvSource({"3h59m56.9s, 14396", "59m57s, 3597", "12s, 12", "-2m3s, -123", "1h0m0s, 3600"})
    void durationsOfGo(String text, long seconds) {
        assertEquals(Duration.ofSeconds(seconds), CrowdsecSource.duration(text));
    }
}
