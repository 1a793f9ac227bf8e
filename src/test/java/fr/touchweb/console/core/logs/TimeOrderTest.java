package fr.touchweb.console.core.logs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TimeOrderTest {
    @Test
    void rowsStandInTheOrderOfTheirTimesHoweverTheyCome() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 12; round++) {
            List<Long> times = new ArrayList<>();
            List<Long> added = new ArrayList<>();
            TimeOrder order = new TimeOrder(number -> times.get((int) number), number -> false);
            int late = random.nextInt(1, 60);
            boolean some = round % 2 == 1;
            long clock = 0;
            for (int i = 0; i < 20_000; i++) {
                clock += random.nextInt(3);
                times.add(random.nextInt(late) == 0 ? Math.max(0, clock - random.nextInt(9_000)) : clock);
                if (!some || random.nextInt(3) > 0) {
                    order.add(i);
                    added.add((long) i);
                }
                if (random.nextInt(500) == 0) {
                    order.settle();
                }
            }
            order.settle();
            added.sort(Comparator.comparingLong((Long n) -> times.get(n.intValue())).thenComparingLong(n -> n));
            assertEquals(added.size(), order.size());
            for (int place = 0; place < added.size(); place++) {
                assertEquals(added.get(place), order.get(place), "seed " + seed + ", place " + place);
            }
            for (int i = 0; i < 200; i++) {
                int place = random.nextInt(added.size());
                long number = added.get(place);
                assertEquals(place, order.placeOf(times.get((int) number), number), "seed " + seed);
            }
        }
    }
}
