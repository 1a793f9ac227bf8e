package fr.touchweb.console.core.ssh;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.touchweb.console.core.journal.CommandJournal;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class LocalHostTest extends RemoteHostContract {
    private final CommandJournal journal = new CommandJournal(Clock.systemUTC());
    private final LocalHost host = new LocalHost("here", journal);

    @Override
    protected RemoteHost host() {
        return host;
    }

    @Override
    protected CommandJournal journal() {
        return journal;
    }

    @Test
    void theRingKeepsTheLastBytes() {
        LastBytes ring = new LastBytes(5000);
        byte[] all = new byte[23_457];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) i;
        }
        for (int at = 0, step = 1; at < all.length; at += step, step = step % 977 + 13) {
            ring.add(all, at, Math.min(step, all.length - at));
        }
        assertEquals(all.length, ring.total());
        assertTrue(ring.truncated());
        assertArrayEquals(Arrays.copyOfRange(all, all.length - 5000, all.length), ring.bytes());
        LastBytes small = new LastBytes(5000);
        small.add("abc".getBytes(StandardCharsets.UTF_8), 0, 3);
        assertEquals("abc", small.text());
        small.add(all, 0, all.length);
        assertArrayEquals(Arrays.copyOfRange(all, all.length - 5000, all.length), small.bytes());
    }
}
