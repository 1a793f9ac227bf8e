package fr.touchweb.console.core.ssh.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;

import fr.touchweb.console.support.Await;
import java.time.Duration;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.junit.jupiter.api.Test;

class SntrupKeysTest {
    @Test
    void keysAreMadeAheadAndEachIsGivenOnce() throws Exception {
        SntrupKeys keys = new SntrupKeys(Duration.ofMillis(1));
        assertNotSame(keys.take(), keys.take());
        assertEquals(0, keys.ready(), "nobody expects connections yet");
        keys.keepReady(3);
        Await.until("three are ready", () -> keys.ready() == 3);
        Set<AsymmetricCipherKeyPair> given = Collections.newSetFromMap(new IdentityHashMap<>());
        for (int i = 0; i < 8; i++) {
            given.add(keys.take());
        }
        assertEquals(8, given.size());
        Await.until("those that were taken are made up for", () -> keys.ready() == 3);
    }
}
