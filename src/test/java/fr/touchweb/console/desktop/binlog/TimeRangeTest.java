package fr.touchweb.console.desktop.binlog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeRangeTest {
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 25);

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            14:05..14:10                  | 2026-11-25T13:05:00Z | 2026-11-25T13:10:59Z
            14:05 – 14:10                 | 2026-11-25T13:05:00Z | 2026-11-25T13:10:59Z
            14h05 à 14h10                 | 2026-11-25T13:05:00Z | 2026-11-25T13:10:59Z
            14:05:31                      | 2026-11-25T13:05:31Z | 2026-11-25T13:05:31Z
            14:05                         | 2026-11-25T13:05:00Z | 2026-11-25T13:05:59Z
            24/11 23:50 → 00:10           | 2026-11-24T22:50:00Z | 2026-11-24T23:10:59Z
            24/11 23:50 - 25/11 00:10     | 2026-11-24T22:50:00Z | 2026-11-24T23:10:59Z
            23:50..00:10                  | 2026-11-25T22:50:00Z | 2026-11-25T23:10:59Z
            24/11                         | 2026-11-23T23:00:00Z | 2026-11-24T22:59:59Z
            2026-11-20..2026-11-21        | 2026-11-19T23:00:00Z | 2026-11-21T22:59:59Z
            2026-11-25T14:05:31..2026-11-25T14:05:31 | 2026-11-25T13:05:31Z | 2026-11-25T13:05:31Z
            01/03/2025 8:00 → 9:00        | 2025-03-01T07:00:00Z | 2025-03-01T08:00:59Z
            """)
    void readsWhatPeopleType(String text, String from, String to) {
        TimeRange range = TimeRange.parse(text, PARIS, TODAY).orElseThrow();
        assertEquals(from, range.from().toString());
        assertEquals(to, range.to().toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "noon", "25:00", "14:61", "32/11", "..", "14:05..", "2026-11-25..2026-11-24",
            "14:05 14:10"})
    void refusesWhatIsNoTime(String text) {
        assertTrue(TimeRange.parse(text, PARIS, TODAY).isEmpty());
    }

    @Test
    void aDayIsThatOfTheZone() {
        assertEquals("2026-11-25T00:00:00Z",
                TimeRange.parse("25/11", ZoneId.of("UTC"), TODAY).orElseThrow().from().toString());
    }
}
