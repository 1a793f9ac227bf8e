package fr.touchweb.console.core.fleet.eol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.touchweb.console.core.fleet.facts.Facts;
import fr.touchweb.console.core.fleet.facts.Origin;
import fr.touchweb.console.core.fleet.facts.Product;
import fr.touchweb.console.core.fleet.facts.Software;
import fr.touchweb.console.core.policy.PenaltyPolicy;
import fr.touchweb.console.core.policy.Policies;
import fr.touchweb.console.core.policy.Policy;
import fr.touchweb.console.core.store.DocumentException;
import fr.touchweb.console.core.text.Language;
import fr.touchweb.console.core.text.Texts;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EndOfLifeTest {
    private static final Facts.System DEBIAN_11 = new Facts.System("debian", "11.11", "Debian");
    private static final Facts.System DEBIAN_12 = new Facts.System("debian", "12.5", "Debian");

    @TempDir
    Path settings;

    private EndOfLife on(String date, String profile) throws IOException {
        Policy policy = new Policies(settings).load(profile);
        return new EndOfLife(EndOfLifeCalendar.load(settings), policy.endOfLife(), policy.penalty(),
                Clock.fixed(Instant.parse(date + "T12:00:00Z"), ZoneOffset.UTC));
    }

    private EndOfLife today() throws IOException {
        return on("2026-11-21", "tw");
    }

    /** Against the reference, part 3: dates as of 2026-11-21. */
    @ParameterizedTest
    @CsvSource({"debian,13.2,2028-08-09,2030-06-30,2030-06-30,GOOD,LTS 2030",
            "debian,12.5,2026-07-11,2028-06-30,2028-06-30,GOOD,LTS 2028",
            "debian,11.11,2024-08-14,2026-08-31,2026-08-31,DANGER,fin LTS",
            "debian,10.13,2022-09-10,2024-06-30,2024-06-30,DANGER,fin LTS",
            "php,8.2.20,2026-12-31,,2026-12-31,DANGER,40 j", "php,8.3.1,2027-12-31,,2027-12-31,GOOD,2027",
            "php,8.1.29,2025-12-31,,2025-12-31,DANGER,fin", "mysql,8.0.36,2025-04-30,2026-04-30,2025-04-30,DANGER,fin",
            "mariadb,10.11.6,2028-02-16,2028-02-16,2028-02-16,GOOD,2028",
            "mariadb,10.6.12,2026-07-06,2029-08-23,2026-07-06,DANGER,fin",
            "haproxy,2.8.3,2028-04-01,,2028-04-01,GOOD,2028", "nginx,1.22.1,2023-04-11,,2023-04-11,DANGER,fin"})
    void datesAreThoseOfTheReference(String product, String version, LocalDate security, LocalDate extended,
            LocalDate house, Tone tone, String badge) throws IOException {
        Support support = today().of(product, version);
        assertEquals(security, date(support.security()));
        assertEquals(extended, date(support.extended()));
        assertEquals(house, date(support.house()));
        assertEquals(tone, support.tone());
        assertEquals(badge, new Texts(Language.FRENCH).get(support.badge()));
    }

    private static LocalDate date(End end) {
        return end instanceof End.On(LocalDate date) ? date : null;
    }

    @ParameterizedTest
    @CsvSource({"2026-12-31,GOOD", "2027-06-29,GOOD", "2027-06-30,WARNING", "2028-03-29,WARNING",
            "2028-03-31,DANGER", "2028-07-01,DANGER"})
    void colourFollowsTheMonthsLeft(String date, Tone tone) throws IOException {
        assertEquals(tone, on(date, "tw").of(DEBIAN_12).tone());
    }

    @Test
    void theHabitIsPolicy() throws IOException {
        assertEquals(Tone.GOOD, today().of(DEBIAN_12).tone());
        assertEquals(Tone.DANGER, on("2026-11-21", "conobium").of(DEBIAN_12).tone());
    }

    @Test
    void originDecidesTheCalendar() throws IOException {
        Software debian = new Software(Product.PHP, "8.2.28", "8.2.28-1~deb12u1", Origin.DEBIAN, true);
        Software sury = new Software(Product.PHP, "8.2.28", "8.2.28+0~2024", Origin.SURY, true);
        assertEquals("debian", today().of(debian, DEBIAN_12).calendar());
        assertEquals(Tone.GOOD, today().of(debian, DEBIAN_12).tone());
        assertEquals("php", today().of(sury, DEBIAN_12).calendar());
        assertEquals(Tone.DANGER, today().of(sury, DEBIAN_12).tone());
    }

    @Test
    void whatIsNotKnownIsGrey() throws IOException {
        Software open = new Software(Product.PHP, "8.2.28", null, Origin.UNKNOWN, null);
        assertEquals(Tone.UNKNOWN, today().of(open, DEBIAN_12).tone());
        assertEquals(Tone.DANGER, today().of(open, DEBIAN_11).tone());
        assertEquals(Tone.UNKNOWN, today().of(new Software(Product.PHP, "8.2.28", null, Origin.DEBIAN, null),
                null).tone());
        assertEquals(Tone.UNKNOWN, today().of("debian", "14").tone());
        assertEquals(Tone.UNKNOWN, today().of("plan9", "4").tone());
        assertNotNull(today().of("plan9", "4").reason());
    }

    @Test
    void prestaShopFollowsRulesThatAreMarkedAsSuch() throws IOException {
        assertEquals(Tone.DANGER, today().of("prestashop", "1.7.8.11").tone());
        assertEquals(Tone.GOOD, today().of("prestashop", "8.2.7").tone());
        assertTrue(today().of("prestashop", "8.2.7").indicative());
    }

    @Test
    void ownDatesWinAndAreChecked() throws IOException {
        Path own = settings.resolve("eol-overrides.json");
        Files.writeString(own, """
                {"version":1,"products":{"php":{"releases":[{"releaseCycle":"8.1","eol":"2030-01-01"}]}}}""");
        assertEquals(Tone.GOOD, today().of("php", "8.1.29").tone());
        assertEquals(Tone.DANGER, today().of("php", "8.0.29").tone());
        Files.writeString(own, """
                {"version":1,"products":{"php":{"releases":[
                {"releaseCycle":"8.1","eol":"soon"}]}}}""");
        DocumentException e = assertThrows(DocumentException.class, this::today);
        assertEquals("products.php.releases[0].eol", e.path());
        assertEquals(2, e.line());
    }

    @Test
    void dataOlderThanThePolicySaysIsTold() throws IOException {
        assertFalse(on("2026-11-20", "tw").isOld());
        assertTrue(on("2026-11-21", "tw").isOld());
    }

    /** L46: doubles every six months; the first step falls on the start date unless the policy says otherwise. */
    @ParameterizedTest
    @CsvSource({"2023-12-31,true,", "2024-01-01,true,2", "2024-06-30,true,2", "2024-07-01,true,4",
            "2026-11-21,true,64", "2024-01-01,false,", "2024-07-01,false,2", "2025-01-01,false,4"})
    void theAnnouncedPenaltyDoubles(LocalDate day, boolean atStart, BigDecimal multiplier) {
        PenaltyPolicy policy = new PenaltyPolicy(true, 2, 6, atStart, 6, Map.of("10", "2024-01-01"));
        assertEquals(multiplier, Penalty.of(policy, "10", new End.On(LocalDate.of(2024, 6, 30)), day)
                .map(Penalty::multiplier).orElse(null));
    }

    @Test
    void monthEndsDoNotDrift() {
        PenaltyPolicy policy = new PenaltyPolicy(true, 2, 6, true, 0, Map.of());
        End end = new End.On(LocalDate.of(2024, 8, 31));
        assertEquals(LocalDate.of(2025, 2, 28),
                Penalty.of(policy, "x", end, LocalDate.of(2024, 9, 1)).orElseThrow().next());
        assertEquals(LocalDate.of(2025, 8, 31),
                Penalty.of(policy, "x", end, LocalDate.of(2025, 3, 1)).orElseThrow().next());
    }

    @Test
    void aPenaltyByHabitIsMarkedAsNotAnnounced() throws IOException {
        Penalty penalty = today().penalty(DEBIAN_11).orElseThrow();
        assertEquals(BigDecimal.valueOf(4), penalty.multiplier());
        assertFalse(penalty.announced());
        assertEquals(BigDecimal.valueOf(1680), penalty.price(BigDecimal.valueOf(420)));
        assertTrue(today().penalty(DEBIAN_12).isEmpty());
        assertTrue(on("2026-11-21", "conobium").penalty(DEBIAN_11).isEmpty());
    }
}
