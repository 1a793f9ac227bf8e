package fr.touchweb.console.core.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.touchweb.console.core.store.DocumentException;
import fr.touchweb.console.core.text.Language;
import fr.touchweb.console.core.text.Texts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PoliciesTest {
    @TempDir
    Path settings;

    @ParameterizedTest
    @ValueSource(strings = {"tw", "conobium", "lab"})
    void shippedProfilesAreWhole(String name) throws IOException {
        assertEquals(name, new Policies(settings).load(name).id());
    }

    @Test
    void touchWebHasTheFiguresOfItsGuide() throws IOException {
        Policy tw = new Policies(settings).load("tw");
        assertEquals(50, tw.redirect().frontEndBelowMillis());
        assertEquals(250, tw.redirect().applicationAboveMillis());
        assertEquals(12, tw.requests().perHost());
        assertEquals(1000, tw.requests().pauseMillis());
        assertEquals(5, tw.health().failedContacts());
        assertEquals(EndOfLifePolicy.Habit.EXTENDED, tw.endOfLife().habit("debian"));
        assertEquals(EndOfLifePolicy.Habit.SECURITY, tw.endOfLife().habit("php"));
        assertEquals("8.1", tw.php().minimum());
        assertEquals(10_000, tw.partitions().logMegabytes());
        assertTrue(tw.logPaths().of("production").stream().anyMatch(log -> log.path().equals("/var/log/php/*.slow")));
        assertFalse(tw.logPaths().of("bastion").stream().anyMatch(log -> log.service().equals("apache")));
        assertFalse(tw.addresses().reservedAllowed());
    }

    @Test
    void theLabAloneAllowsReservedAddresses() throws IOException {
        assertTrue(new Policies(settings).load("lab").addresses().reservedAllowed());
        assertFalse(new Policies(settings).load("conobium").addresses().reservedAllowed());
    }

    @Test
    void ownProfileChangesOnlyWhatItSays() throws IOException {
        own("mine", """
                { "version": 1, "base": "tw",
                  "health": { "diskAttentionPercent": 70 },
                  "endOfLife": { "habits": { "php": "EXTENDED" } } }
                """);
        Policy mine = new Policies(settings).load("mine");
        assertEquals("mine", mine.id());
        assertEquals(70, mine.health().diskAttentionPercent());
        assertEquals(95, mine.health().diskCriticalPercent());
        assertEquals(EndOfLifePolicy.Habit.EXTENDED, mine.endOfLife().habit("php"));
        assertEquals(EndOfLifePolicy.Habit.EXTENDED, mine.endOfLife().habit("debian"));
        assertEquals(Set.of("conobium", "mine", "tw"), new Policies(settings).names());
    }

    @Test
    void ownFileOfAShippedNameOverridesIt() throws IOException {
        own("tw", "{ \"redirect\": { \"applicationAboveMillis\": 400 } }");
        assertEquals(400, new Policies(settings).load("tw").redirect().applicationAboveMillis());
    }

    @Test
    void unknownKeyIsToldWithItsPlace() throws IOException {
        own("mine", "{ \"base\": \"tw\",\n  \"health\": {\n    \"diskAtention\": 70 } }");
        DocumentException e = refused("mine");
        assertEquals("health.diskAtention", e.path());
        assertEquals(3, e.line());
        assertTrue(new Texts(Language.FRENCH).get(e.text()).contains("diskAtention"));
    }

    @Test
    void wrongTypeIsToldWithItsPlace() throws IOException {
        own("mine", "{ \"base\": \"tw\",\n  \"health\": { \"diskAttentionPercent\": \"70\" } }");
        DocumentException e = refused("mine");
        assertEquals("health.diskAttentionPercent", e.path());
        assertEquals(2, e.line());
    }

    @Test
    void figuresThatContradictEachOtherAreRefusedAtTheLineOfTheOwnFile() throws IOException {
        own("mine", "{ \"base\": \"tw\",\n\n\n  \"health\": { \"diskAttentionPercent\": 99 } }");
        DocumentException e = refused("mine");
        assertEquals("health", e.path());
        assertEquals(4, e.line());
    }

    @Test
    void unknownProfilesAndBasesAreRefused() throws IOException {
        assertThrows(DocumentException.class, () -> new Policies(settings).load("nothing"));
        assertThrows(DocumentException.class, () -> new Policies(settings).load("../tw"));
        own("mine", "{ \"base\": \"other\" }");
        assertEquals("base", refused("mine").path());
        own("orphan", "{ \"version\": 1 }");
        assertThrows(DocumentException.class, () -> new Policies(settings).load("orphan"));
    }

    private DocumentException refused(String name) {
        return assertThrows(DocumentException.class, () -> new Policies(settings).load(name));
    }

    private void own(String name, String text) throws IOException {
        Files.createDirectories(settings.resolve("policy"));
        Files.writeString(settings.resolve("policy").resolve(name + ".json"), text);
    }

    @Test
    void thePartAboutFollowingIsThatOfTheWhole() throws IOException {
        for (String name : Policies.SHIPPED) {
            assertEquals(new Policies(settings).load(name).follow(), new Policies(settings).follow(name));
        }
        own("mine", """
                { "version": 1, "base": "tw", "follow": { "lineBytes": 8192 } }
                """);
        assertEquals(8192, new Policies(settings).follow("mine").lineBytes());
        assertThrows(DocumentException.class, () -> new Policies(settings).follow("nobody"));
    }
}
