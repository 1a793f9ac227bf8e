package fr.touchweb.console.core.journal;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/** Finds entries without checking the chain, which is another question. */
final class JournalScan {
    private static final int BLOCK = 1 << 20;

    private JournalScan() {}

    /** Work on one entry. */
    @FunctionalInterface
    interface Each {
        void take(ChangeEntry entry) throws IOException;
    }

    /** Every change with these words, oldest first. */
    static void each(Path file, JournalWords words, Each each) throws IOException {
        if (!Files.exists(file)) {
            return;
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] buffer = new byte[BLOCK];
            int filled = 0;
            while (true) {
                int read = in.read(buffer, filled, buffer.length - filled);
                int end = filled + Math.max(0, read);
                int line = 0;
                for (int i = filled; i < end; i++) {
                    if (buffer[i] == '\n') {
                        line(buffer, line, i, words, each);
                        line = i + 1;
                    }
                }
                if (read < 0) {
                    line(buffer, line, end, words, each);
                    return;
                }
                filled = end - line;
                System.arraycopy(buffer, line, buffer, 0, filled);
                if (filled == buffer.length) {
                    buffer = Arrays.copyOf(buffer, buffer.length * 2);
                }
            }
        }
    }

    private static void line(byte[] buffer, int from, int to, JournalWords words, Each each) throws IOException {
        if (to > from && words.mayStand(buffer, from, to)) {
            ChangeLine line = ChangeLine.read(Arrays.copyOfRange(buffer, from, to));
            if (line != null && line.kind().equals(ChangeLine.CHANGE) && words.stand(line.entry())) {
                each.take(line.entry());
            }
        }
    }

    /** The oldest change, empty when there is none. */
    static List<ChangeEntry> first(Path file) throws IOException {
        if (!Files.exists(file)) {
            return List.of();
        }
        try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                ChangeLine read = ChangeLine.read(line.getBytes(StandardCharsets.ISO_8859_1));
                if (read != null && read.kind().equals(ChangeLine.CHANGE)) {
                    return List.of(read.entry());
                }
            }
            return List.of();
        }
    }

    /** The newest changes with these words, oldest first. */
    static List<ChangeEntry> newest(Path file, JournalWords words, int limit) throws IOException {
        if (words.isEmpty() && Files.exists(file)) {
            return last(file, limit);
        }
        Deque<ChangeEntry> kept = new ArrayDeque<>();
        each(file, words, entry -> {
            kept.addLast(entry);
            if (kept.size() > limit) {
                kept.removeFirst();
            }
        });
        return List.copyOf(kept);
    }

    /** Reads from the end only as much as it takes. */
    private static List<ChangeEntry> last(Path file, int limit) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            Deque<ChangeEntry> kept = new ArrayDeque<>();
            byte[] carried = new byte[0];
            for (long before = channel.size(); before > 0 && kept.size() < limit;) {
                int length = (int) Math.min(before, BLOCK);
                before -= length;
                ByteBuffer block = ByteBuffer.allocate(length + carried.length);
                block.limit(length);
                while (block.hasRemaining()) {
                    if (channel.read(block, before + block.position()) < 0) {
                        throw new IOException("the journal became shorter while it was read: " + file);
                    }
                }
                block.limit(block.capacity());
                block.put(carried);
                byte[] bytes = block.array();
                int to = bytes.length;
                for (int i = bytes.length - 1; i >= 0; i--) {
                    if (bytes[i] == '\n') {
                        take(bytes, i + 1, to, kept, limit);
                        to = i;
                    }
                }
                carried = Arrays.copyOf(bytes, to);
                if (before == 0) {
                    take(bytes, 0, to, kept, limit);
                }
            }
            return List.copyOf(kept);
        }
    }

    private static void take(byte[] bytes, int from, int to, Deque<ChangeEntry> kept, int limit) throws IOException {
        if (kept.size() < limit) {
            line(bytes, from, to, JournalWords.ALL, kept::addFirst);
        }
    }
}
