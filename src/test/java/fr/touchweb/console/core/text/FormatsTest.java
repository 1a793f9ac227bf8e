package fr.touchweb.console.core.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class FormatsTest {
    private final Formats french = new Formats(new Texts(Language.FRENCH), ZoneId.of("Europe/Paris"));
    private final Formats english = new Formats(new Texts(Language.ENGLISH), ZoneId.of("UTC"));

    /** Spaces that do not break differ between versions of the locale data; what counts is that there is one. */
    private static String plain(String text) {
        return text.replaceAll("[\\u00a0\\u202f]", " ");
    }

    @Test
    void sizesHaveThreeFiguresAtMost() {
        assertEquals("0 o", plain(french.size(0)));
        assertEquals("1 023 o", plain(french.size(1023)));
        assertEquals("1,0 Ko", plain(french.size(1024)));
        assertEquals("9,9 Mo", plain(french.size(10_400_000)));
        assertEquals("590 Mo", plain(french.size(590L << 20)));
        assertEquals("1.5 GB", plain(english.size(3L << 29)));
        assertEquals("8,192 PB", plain(english.size(Long.MAX_VALUE)));
    }

    @Test
    void durationsHaveTwoUnits() {
        assertEquals("340 ms", plain(french.duration(Duration.ofMillis(340))));
        assertEquals("2,1 s", plain(french.duration(Duration.ofMillis(2100))));
        assertEquals("59 s", plain(french.duration(Duration.ofSeconds(59))));
        assertEquals("3 min 20 s", plain(french.duration(Duration.ofSeconds(200))));
        assertEquals("2 h", plain(french.duration(Duration.ofHours(2))));
        assertEquals("4 j 2 h", plain(french.duration(Duration.ofHours(98))));
        assertEquals("4 d 2 h", plain(english.duration(Duration.ofHours(98))));
    }

    @Test
    void agesHaveOneUnitAndAreNeverNegative() {
        Instant now = Instant.parse("2026-11-21T13:22:03Z");
        assertEquals("il y a 12 s", plain(french.ago(now.minusSeconds(12), now)));
        assertEquals("19 d ago", plain(english.ago(now.minus(Duration.ofDays(19)), now)));
        assertEquals("0 s", plain(french.age(now.plusSeconds(5), now)));
    }

    @Test
    void timesStandInTheDisplayZone() {
        Instant moment = Instant.parse("2026-11-21T13:22:03.318Z");
        assertEquals("14:22:03", french.time(moment));
        assertEquals("14:22:03,318", french.timeMillis(moment));
        assertEquals("13:22:03.318", english.timeMillis(moment));
        assertEquals("21/11/2026 14:22:03", french.dateTime(moment));
        assertEquals("21/11/2026", french.date(LocalDate.of(2026, 11, 21)));
    }

    @Test
    void theZoneHasAName() {
        assertEquals("heure de Paris", french.zoneName());
        assertEquals("UTC", english.zoneName());
        assertEquals("UTC", new Formats(new Texts(Language.FRENCH), ZoneId.of("Z")).zoneName());
        assertEquals("UTC+02:00", new Formats(new Texts(Language.FRENCH), ZoneId.of("+02:00")).zoneName());
    }

    @Test
    void percentsFollowTheLanguage() {
        assertEquals("61 %", plain(french.percent(0.614)));
        assertEquals("61%", english.percent(0.614));
    }
}
