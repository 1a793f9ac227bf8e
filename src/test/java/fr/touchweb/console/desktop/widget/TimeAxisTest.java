package fr.touchweb.console.desktop.widget;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimeAxisTest {
    private static final double CHARACTER = 6;

    private static List<TimeAxis.Mark> marks(long seconds, double drawn, double width) {
        return new TimeAxis(1_736_762_400, seconds, drawn).marks(ZoneOffset.UTC, width,
                text -> text.length() * CHARACTER);
    }

    @Test
    void timesStandBesideEachOtherHoweverLittleIsDrawn() {
        for (double drawn = 6; drawn <= 1_000; drawn += 6) {
            for (long seconds : List.of(5L, 600L, 7_200L, 200_000L)) {
                List<TimeAxis.Mark> marks = marks(seconds, drawn, 1_000);
                assertEquals(0, marks.getFirst().left());
                for (int i = 1; i < marks.size(); i++) {
                    TimeAxis.Mark before = marks.get(i - 1);
                    assertTrue(marks.get(i).left() > before.left() + before.text().length() * CHARACTER,
                            drawn + " " + seconds + " " + marks);
                }
                TimeAxis.Mark last = marks.getLast();
                assertTrue(last.left() + last.text().length() * CHARACTER <= 1_000, marks.toString());
            }
        }
        assertEquals(List.of("10:00:00"), marks(5, 30, 1_000).stream().map(TimeAxis.Mark::text).toList());
        assertEquals(7, marks(600, 1_000, 1_000).size());
    }
}
