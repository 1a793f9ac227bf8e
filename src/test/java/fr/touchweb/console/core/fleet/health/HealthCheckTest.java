package fr.touchweb.console.core.fleet.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.touchweb.console.core.fleet.Role;
import fr.touchweb.console.core.fleet.Server;
import fr.touchweb.console.core.fleet.facts.Contact;
import fr.touchweb.console.core.fleet.facts.Facts;
import fr.touchweb.console.core.fleet.facts.FactsParser;
import fr.touchweb.console.core.fleet.facts.FactsParserTest;
import fr.touchweb.console.core.fleet.facts.ProbeOutput;
import fr.touchweb.console.core.fleet.health.Health.State;
import fr.touchweb.console.core.policy.HealthPolicy;
import fr.touchweb.console.core.text.Language;
import fr.touchweb.console.core.text.Message;
import fr.touchweb.console.core.text.Texts;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class HealthCheckTest {
    private static final HealthPolicy POLICY = new HealthPolicy(85, 95, 85, 1.5, 5, 2, 5, 60, 1000, 15);
    private static final Server WEB = new Server("web", null, Role.PRODUCTION, "h", null, null, null, null, null, null,
            null, null, null, null);

    private static Facts facts(String... replacements) throws IOException {
        ProbeOutput output = FactsParserTest.production();
        String text = output.text().replace("9000000    900000      91%", "1000000   8900000      11%")
                .replace("IUse% Mounted on\nXX|dfi|L|/dev/md1", "x").replace("   94% /var/log", "   4% /var/log")
                .replace("[3/2] [UU_]", "[3/3] [UUU]").replace("sdc1[3](F)", "sdc1[3]");
        for (int i = 0; i < replacements.length; i += 2) {
            assertTrue(text.contains(replacements[i]), replacements[i]);
            text = text.replace(replacements[i], replacements[i + 1]);
        }
        return FactsParser.parse(new ProbeOutput(output.at(), false, output.clockOffset(), null, false, "XX", text));
    }

    private static Health check(Facts facts) {
        return HealthCheck.of(WEB, List.of(), Contact.remembered(facts), POLICY, facts.at().plusSeconds(60));
    }

    private static String words(Message message) {
        return new Texts(Language.FRENCH).get(message);
    }

    @Test
    void aServerThatPassesEveryCheckIsHealthy() throws IOException {
        Health health = check(facts("XX|ps|L|systemd\n", "XX|ps|L|systemd\nXX|ps|L|fail2ban-server\n"));
        assertEquals(State.HEALTHY, health.state(), () -> words(health.reason()));
    }

    @Test
    void disksInodesAndArraysWantAttention() throws IOException {
        Facts facts = FactsParser.parse(FactsParserTest.production());
        Health health = check(facts);
        assertEquals(State.ATTENTION, health.state());
        assertEquals("RAID md1 dégradé (2/3)", words(health.reason()));
        assertTrue(health.reasons().stream().map(HealthCheckTest::words).toList()
                .containsAll(java.util.List.of("/var/log à 91 %", "inodes de /var/log à 94 %")));
    }

    @Test
    void aProductionWhoseServiceIsStoppedIsDown() throws IOException {
        Health health = check(facts("XX|ps|L|mariadbd\n", ""));
        assertEquals(State.DOWN, health.state());
        assertEquals("MariaDB arrêté", words(health.reason()));
        Server preproduction = new Server("pp", null, Role.PREPRODUCTION, "h", null, null, null, null, null, null,
                null, null, null, null);
        Facts facts = facts("XX|ps|L|mariadbd\n", "");
        assertEquals(State.ATTENTION,
                HealthCheck.of(preproduction, List.of(), Contact.remembered(facts), POLICY, facts.at()).state());
    }

    @Test
    void oneFrontEndThatRunsIsEnough() throws IOException {
        Health health = check(facts("XX|ps|L|haproxy\n", "XX|ps|L|fail2ban-server\n"));
        assertEquals(State.HEALTHY, health.state(), () -> words(health.reason()));
    }

    @Test
    void aMissingMeasureIsUnknownAndNeverHealthy() throws IOException {
        Health health = check(facts("XX|ps|L|systemd\n", "XX|ps|L|systemd\nXX|ps|L|fail2ban-server\n",
                "XX|meminfo|B|cat /proc/meminfo", "XX|meminfo|U|absent|/proc/meminfo", "XX|meminfo|L|MemTotal:",
                "XX|meminfo|L|"));
        assertEquals(State.UNKNOWN, health.state());
        assertTrue(words(health.reason()).startsWith("mémoire\u00a0:"));
    }

    @Test
    void oldFactsSayNothingOfNow() throws IOException {
        Facts facts = facts();
        Instant later = facts.at().plus(Duration.ofMinutes(61));
        assertEquals(State.UNKNOWN, HealthCheck.of(WEB, List.of(), Contact.remembered(facts), POLICY, later).state());
        assertEquals(State.UNKNOWN, HealthCheck.of(WEB, List.of(), Contact.NONE, POLICY, later).state());
    }

    /** H22: five contacts in a row, counted. */
    @Test
    void downComesAfterAsManyFailuresAsThePolicySays() throws IOException {
        Contact contact = Contact.remembered(facts());
        Instant now = contact.facts().at();
        for (int i = 1; i <= 5; i++) {
            contact = contact.failed(now, Message.of("fleet.unknown.silent"), List.of());
            assertEquals(i < 5 ? State.UNKNOWN : State.DOWN,
                    HealthCheck.of(WEB, List.of(), contact, POLICY, now).state());
        }
        assertFalse(HealthCheck.of(WEB, List.of(), contact.succeeded(facts(), List.of()), POLICY, now)
                .state() == State.DOWN);
    }
}
