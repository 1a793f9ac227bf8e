package fr.touchweb.console.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.touchweb.console.core.ssh.hostkey.HostKeyQuestion;
import fr.touchweb.console.core.ssh.hostkey.HostKeyVerdict;
import fr.touchweb.console.core.ssh.hostkey.HostPatterns;
import fr.touchweb.console.core.ssh.hostkey.KnownHost;
import fr.touchweb.console.core.ssh.key.KeyBlob;
import fr.touchweb.console.core.ssh.key.WireException;
import fr.touchweb.console.core.ssh.key.WireWriter;
import fr.touchweb.console.core.text.Language;
import fr.touchweb.console.core.text.Texts;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TerminalHostKeysTest {
    private final Deque<String> typed = new ArrayDeque<>();
    private final List<String> said = new ArrayList<>();
    private final KeyBlob key = key(1);
    private final HostKeyQuestion first = new HostKeyQuestion("web1", "web1.test", 2222,
            new HostKeyVerdict.Unknown(key));

    private static KeyBlob key(int seed) {
        byte[] bytes = new byte[32];
        bytes[0] = (byte) seed;
        try {
            return KeyBlob.of(new WireWriter().putText("ssh-ed25519").putString(bytes).toBytes());
        } catch (WireException e) {
            throw new IllegalStateException(e);
        }
    }

    private boolean answers(HostKeyQuestion question, String... lines) {
        typed.clear();
        typed.addAll(Arrays.asList(lines));
        return new TerminalHostKeys(new TerminalHostKeys.Lines() {
            @Override
            public void say(String text) {
                said.add(text);
            }

            @Override
            public @Nullable String ask(String prompt) {
                return typed.poll();
            }
        }, new Texts(Language.ENGLISH)).accepts(question);
    }

    @Test
    void onlyTheFingerprintItselfIsTrust() {
        assertTrue(answers(first, key.fingerprint()));
        assertTrue(answers(first, "256 " + key.fingerprint() + " root@web1 (ED25519)"));
        assertTrue(answers(first, "yes", key.fingerprint()));
        assertTrue(said.toString().contains(key.fingerprint()), said::toString);
        assertTrue(said.toString().contains("web1.test:2222"), said::toString);
        assertTrue(said.toString().contains("ssh-keygen -lf"), said::toString);
    }

    @Test
    void everythingElseStops() {
        for (String[] lines : new String[][]{{}, {""}, {"no"}, {"NON"}, {"n"}, {"yes", "oui", "y"},
                {key(2).fingerprint(), key.fingerprint()}}) {
            assertFalse(answers(first, lines), Arrays.toString(lines));
        }
    }

    @Test
    void aChangedKeyIsToldWithItsLineAndNothingIsAsked() {
        KnownHost known = new KnownHost(Path.of("/home/me/.ssh/known_hosts"), 3, KnownHost.Marker.HOST,
                HostPatterns.parse("web1.test"), key(2));
        assertFalse(answers(new HostKeyQuestion("web1", "web1.test", 22,
                new HostKeyVerdict.Changed(key, List.of(known))), key.fingerprint()));
        assertEquals(1, typed.size(), "nothing was read");
        assertTrue(said.toString().contains("/home/me/.ssh/known_hosts:3"), said::toString);
        assertTrue(said.toString().contains(key(2).fingerprint()), said::toString);
    }

    @Test
    void nobodyIsAskedWithoutATerminal() {
        assertFalse(new TerminalHostKeys((TerminalHostKeys.Lines) null, new Texts(Language.ENGLISH)).accepts(first));
    }
}
