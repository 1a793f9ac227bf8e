package fr.touchweb.console.core.logs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TimeOrderTest {
    @TempDir
    private Path folder;
    private long gone;

    private OrderPages.Share pages() {
        return new OrderPages.Share(new OrderPages(folder.resolve(UUID.randomUUID().toString()), 1 << 18));
    }

    @Test
    void rowsStandInTheOrderOfTheirTimesHoweverTheyCome() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 12; round++) {
            List<Long> times = new ArrayList<>();
            List<Long> added = new ArrayList<>();
            TimeOrder order = new TimeOrder(number -> times.get((int) number), number -> false, pages());
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

    @Test
    void pagesOfWhatIsGoneAreTakenAgain() throws Exception {
        OrderPages pages = new OrderPages(folder.resolve("pages"), 1 << 18);
        TimeOrder order = new TimeOrder(number -> number ^ 1, number -> number < gone, new OrderPages.Share(pages));
        for (long number = 0; number < 200_000; number++) {
            order.add(number);
            if (number % 1_000 == 0) {
                order.settle();
            }
            if (number % 20_000 == 19_999) {
                gone = number + 1 - 10_000;
                order.remove(gone);
            }
        }
        order.settle();
        assertEquals(200_000 - gone, order.size());
        for (int place = 0; place < order.size(); place++) {
            assertEquals(gone + place ^ 1, order.get(place));
        }
        assertTrue(pages.bytes() < 200_000 * Long.BYTES / 2, pages.bytes() + " bytes");
    }
}
