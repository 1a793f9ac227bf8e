package fr.touchweb.console.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import fr.touchweb.console.lab.Lab;
import fr.touchweb.console.lab.LabOptions;
import fr.touchweb.console.lab.traffic.TrafficPlan;
import fr.touchweb.console.support.Verbs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole verb on the embedded fleet, whose visitor one shop has banned. */
class DiagnoseBanTest {
    private static final String SHOP = "https://pp.bora.test/robots.txt";

    @TempDir
    Path parent;

    @Test
    void whoIsBannedIsToldWhoLiftsItAndHow() throws Exception {
        try (Lab lab = Lab.start(new LabOptions(parent, Clock.systemUTC(),
                TrafficPlan.demonstration().withHistory(Duration.ZERO), true))) {
            Path policies = Files.createDirectories(lab.consoles().folders().settings().resolve("policy"));
            Files.writeString(policies.resolve("lab.json"),
                    "{\"version\":1,\"ban\":{\"microRetrySeconds\":1,\"secondRetrySeconds\":1}}");
            lab.banVisitor("bora-pp");
            Verbs.Said told = Verbs.run(lab.console(), "diagnose", "ban", SHOP, "--json");
            assertEquals(ExitCode.FINDING, told.code(), told.text());
            JsonNode found = new JsonMapper().readTree(told.out());
            assertEquals("banned", found.path("verdict").asText(), told.text());
            assertEquals("127.0.0.1", found.path("address").asText());
            assertTrue(found.path("addressFrom").asText().startsWith("from the SSH connection to "), told.out());
            JsonNode ban = found.path("bans").get(0);
            assertEquals("fail2ban", ban.path("source").asText());
            assertTrue(ban.path("liftable").asBoolean());
            assertEquals("fail2ban-client set boutique-admin unbanip 127.0.0.1", ban.path("command").asText());
            assertFalse(ban.path("since").isNull() || ban.path("until").isNull(), told.out());

            Verbs.Said secret = Verbs.run(lab.console(), "diagnose", "ban", SHOP, "--proxy",
                    "http://me:s3cr3t@proxy:3128");
            assertEquals(ExitCode.USAGE, secret.code());
            assertFalse(secret.text().contains("s3cr3t"), secret.text());

            Verbs.Said listed = Verbs.run(lab.console(), "whitelist", "list", "bora-pp", "--banned", "--json");
            assertTrue(listed.out().contains("\"address\":\"127.0.0.1\""), listed.text());
            Verbs.Said lifted = Verbs.run(lab.console(), "whitelist", "unban", "bora-pp", "127.0.0.1");
            assertEquals(ExitCode.OK, lifted.code(), lifted.text());
            assertTrue(lifted.err().contains("To ban again by hand on bora-pp: fail2ban-client set boutique-admin banip"
                    + " 127.0.0.1"), lifted.err());
            assertEquals(ExitCode.OK, Verbs.run(lab.console(), "diagnose", "ban", SHOP).code());
        }
    }
}
