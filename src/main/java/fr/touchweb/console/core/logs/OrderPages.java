package fr.touchweb.console.core.logs;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Room for numbers of rows in mapped files, so that what stands in no heap can be as long as the disk is large. Pages that
 * are given back are taken again. Safe on any thread.
 */
final class OrderPages {
    /** Numbers that fit into a page. */
    static final int ROWS = 1 << 12;

    private static final int BYTES = ROWS * Long.BYTES;

    private final Spool spool;
    private final Deque<Page> free = new ArrayDeque<>();

    OrderPages(Path folder, int fileBytes) {
        this.spool = new Spool(folder, "order", Math.max(1, fileBytes / BYTES) * BYTES);
    }

    /** A page; whoever has it reads and writes it. */
    record Page(MemorySegment bytes) {
        long get(int i) {
            return bytes.getAtIndex(ValueLayout.JAVA_LONG_UNALIGNED, i);
        }

        void put(int i, long number) {
            bytes.setAtIndex(ValueLayout.JAVA_LONG_UNALIGNED, i, number);
        }

        void put(long[] numbers, int from, int count) {
            MemorySegment.copy(numbers, from, bytes, ValueLayout.JAVA_LONG_UNALIGNED, 0, count);
        }

        void get(long[] numbers, int count) {
            MemorySegment.copy(bytes, ValueLayout.JAVA_LONG_UNALIGNED, 0, numbers, 0, count);
        }
    }

    private synchronized Page take() throws IOException {
        Page page = free.poll();
        return page == null ? new Page(spool.slice(spool.reserve(BYTES), BYTES)) : page;
    }

    private synchronized void giveBack(Page page) {
        free.push(page);
    }

    synchronized long bytes() {
        return spool.bytes();
    }

    synchronized void delete() throws IOException {
        spool.delete();
    }

    /** Pages of one order, which are given back with it. */
    static final class Share {
        private final OrderPages pages;
        private final Set<Page> taken = new LinkedHashSet<>();

        Share(OrderPages pages) {
            this.pages = pages;
        }

        /** @throws IOException when the disk is full */
        synchronized Page take() throws IOException {
            Page page = pages.take();
            taken.add(page);
            return page;
        }

        /** Nobody looks for anything in it any more. */
        synchronized void giveBack(Page page) {
            if (taken.remove(page)) {
                pages.giveBack(page);
            }
        }

        synchronized void giveBackAll() {
            taken.forEach(pages::giveBack);
            taken.clear();
        }
    }
}
