package fr.touchweb.console.core.logs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeWordsTest {
    /** A Wednesday. */
    private static final ZonedDateTime NOW = ZonedDateTime.of(2025, 1, 15, 16, 0, 0, 0, ZoneId.of("Europe/Paris"));

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {"hier 14h30 | 2025-01-14T13:30:00Z",
            "hier à 14:30 | 2025-01-14T13:30:00Z", "yesterday at 2:30pm | 2025-01-14T13:30:00Z",
            "yesterday 2 pm | 2025-01-14T13:00:00Z", "avant-hier midi | 2025-01-13T11:00:00Z",
            "aujourd’hui 9h | 2025-01-15T08:00:00Z", "today noon | 2025-01-15T11:00:00Z",
            "il y a 2 heures | 2025-01-15T13:00:00Z", "2 hours ago | 2025-01-15T13:00:00Z",
            "il y a 10 min | 2025-01-15T14:50:00Z", "-15m | 2025-01-15T14:45:00Z",
            "il y a 3 jours | 2025-01-12T15:00:00Z", "14h30 | 2025-01-15T13:30:00Z", "17:00 | 2025-01-14T16:00:00Z",
            "14:30:05 | 2025-01-15T13:30:05Z", "9h | 2025-01-15T08:00:00Z", "minuit | 2025-01-14T23:00:00Z",
            "lundi 9h | 2025-01-13T08:00:00Z", "last friday 18:00 | 2025-01-10T17:00:00Z",
            "mercredi 17h | 2025-01-08T16:00:00Z", "mercredi 15h | 2025-01-15T14:00:00Z",
            "13/01 10:11 | 2025-01-13T09:11:00Z", "13/01/2024 10:11 | 2024-01-13T09:11:00Z",
            "2025-01-13 10:11:12 | 2025-01-13T09:11:12Z", "2025-01-13T10:11:12 | 2025-01-13T09:11:12Z",
            "2025-01-13T10:11:12Z | 2025-01-13T10:11:12Z", "13 janvier 14h | 2025-01-13T13:00:00Z",
            "24 déc 20h | 2024-12-24T19:00:00Z", "Dec 24 8:05 pm | 2024-12-24T19:05:00Z",
            "1er août 2024 8h | 2024-08-01T06:00:00Z", "13 janvier | 2025-01-12T23:00:00Z"})
    void aMomentAsAPersonSaysIt(String said, String meant) {
        assertEquals(Optional.of(Instant.parse(meant)), TimeWords.read(said, NOW));
    }

    @Test
    void whatIsNoMoment() {
        for (String said : new String[]{"", "hier 25h", "31/02 10:00", "14", "demain 9h", "13pm", "2 parsecs ago",
                "GET /"}) {
            assertEquals(Optional.empty(), TimeWords.read(said, NOW), said);
        }
    }
}
