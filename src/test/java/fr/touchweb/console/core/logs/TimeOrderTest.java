package fr.touchweb.console.core.logs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
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

    /** Rows as an earlier run left them, each with its time. */
    private static KeptRows kept(List<Long> times, long begin) {
        MemorySegment rows = Arena.ofAuto().allocate(Math.max(1, times.size() * KeptSummary.ROW));
        boolean sorted = true;
        for (int i = 0; i < times.size(); i++) {
            rows.set(ValueLayout.JAVA_LONG_UNALIGNED, (long) i * KeptSummary.ROW + KeptSummary.TIME, times.get(i));
            sorted &= i == 0 || times.get(i) >= times.get(i - 1);
        }
        KeptRows kept = new KeptRows(new KeptSummary(0, 0, 0, 0, 0, rows, times.size(), -1, -1, 0, 0, 0, sorted,
                List.of(), List.of(), List.of(), new Histogram(), new KeptHoles(0, List.of(), List.of())),
                new Spool(Path.of("none"), "none", 1 << 10), () -> {});
        kept.begin(begin);
        return kept;
    }

    @Test
    void rowsOfEarlierRunsStandInTheOrderOfTheirTimesAmongThoseThatAreHere() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 12; round++) {
            List<Long> times = new ArrayList<>();
            TimeOrder order = new TimeOrder(number -> times.get((int) number), number -> false, pages());
            for (int join = 0; join < 3; join++) {
                for (int i = random.nextInt(3_000); i > 0; i--) {
                    times.add((long) random.nextInt(20_000));
                    order.add(times.size() - 1);
                }
                List<OrderRun> runs = new ArrayList<>();
                for (int source = random.nextInt(8); source > 0; source--) {
                    List<Long> own = new ArrayList<>();
                    int late = random.nextInt(1, 40);
                    // What was read of the past later on begins anew some way back.
                    for (int parts = random.nextInt(1, 7); parts > 0; parts--) {
                        long clock = random.nextInt(10_000);
                        for (int i = random.nextInt(1_500); i > 0; i--) {
                            clock += random.nextInt(5);
                            own.add(random.nextInt(late) == 0 ? random.nextInt(20_000) : clock);
                        }
                    }
                    runs.addAll(kept(own, times.size()).runs());
                    times.addAll(own);
                }
                order.join(runs, () -> {});
            }
            List<Long> expected = new ArrayList<>();
            for (long number = 0; number < times.size(); number++) {
                expected.add(number);
            }
            expected.sort(Comparator.comparingLong((Long n) -> times.get(n.intValue())).thenComparingLong(n -> n));
            assertEquals(expected.size(), order.size(), "seed " + seed);
            for (int place = 0; place < expected.size(); place++) {
                assertEquals(expected.get(place), order.get(place), "seed " + seed + ", place " + place);
            }
            times.add(30_000L);
            order.add(times.size() - 1);
            assertEquals(times.size() - 1, order.get(times.size() - 1), "seed " + seed);
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
