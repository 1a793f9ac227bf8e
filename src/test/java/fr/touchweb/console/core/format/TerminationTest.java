package fr.touchweb.console.core.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.touchweb.console.core.text.Language;
import fr.touchweb.console.core.text.Texts;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TerminationTest {
    private static final Texts ENGLISH = new Texts(Language.ENGLISH);
    private static final Texts FRENCH = new Texts(Language.FRENCH);

    @Test
    void saysWhatTheOnCallNeeds() {
        Termination slow = new Termination("sH--", 504);
        assertEquals("the server did not answer within 30.0 s", ENGLISH.get(slow.words(30.001)));
        assertEquals("le serveur n’a pas répondu en 30,0 s", FRENCH.get(slow.words(30.001)));
        assertEquals("the server did not answer within its time limit", ENGLISH.get(slow.words(Double.NaN)));
        assertEquals(Termination.Weight.FAULT, slow.weight());
        assertTrue(ENGLISH.get(slow.look().orElseThrow()).contains("PHP slow log"));
        assertEquals(Termination.Weight.NOISE, new Termination("cR--", 408).weight());
        assertTrue(ENGLISH.get(new Termination("cR", 408).words(10)).contains("no fault of the site"));
        assertEquals(Termination.Weight.ALARM, new Termination("RC", 503).weight());
        assertEquals(Termination.Weight.NORMAL, new Termination("LR", 301).weight());
        assertEquals("an administrator ended it, during the transfer",
                ENGLISH.get(new Termination("KD", 200).words(1)));
    }

    /** Every pair of flags that HAProxy's manual (8.5) allows has words, none the same as another's. */
    @Test
    void everyPairHasWordsOfItsOwn() {
        for (Texts texts : new Texts[]{ENGLISH, FRENCH}) {
            Map<String, String> known = new HashMap<>();
            for (char who : "CSPLRIDUKcs-".toCharArray()) {
                for (char where : "RQCHDLT-".toCharArray()) {
                    String flags = "" + who + where;
                    String words = texts.get(new Termination(flags, -1).words(2));
                    assertFalse(words.contains("{") || words.isBlank(), flags + ": " + words);
                    String before = known.put(words, flags);
                    assertEquals(null, before, words);
                }
            }
        }
        assertEquals("flag Z, flag 9", ENGLISH.get(new Termination("Z9", 1).words(1)));
    }

    @Test
    void timersInWords() {
        assertEquals("transfer 37 ms", timers("0/12/1/250/300"));
        assertEquals("the server sent no headers", timers("0/0/1/-1/+30001"));
        assertEquals("no connection to the server", timers("0/0/-1/-1/5000"));
        assertEquals("not passed on: no server, or refused", timers("0/-1/-1/-1/5000"));
        assertEquals("no full request came", timers("-1/-1/-1/-1/10000"));
        assertEquals("no connection to the server", timers("1/-1/5000"));
        assertTrue(Timers.of("0/0/x/1/2").isEmpty());
        assertTrue(Timers.of("1/2").isEmpty());
        for (String lost : new String[]{"0/0/3003/1/3010", "3001/0/0/1/3002", "0/0/9010/1/9100", "0/6000/6100"}) {
            assertTrue(Timers.of(lost).orElseThrow().lostPacket().isPresent(), lost);
        }
        for (String none : new String[]{"0/0/40/3000/3040", "0/3000/0/1/3001", "0/0/4500/1/4600", "-1/-1/-1/-1/3000"}) {
            assertTrue(Timers.of(none).orElseThrow().lostPacket().isEmpty(), none);
        }
    }

    private static String timers(String text) {
        return ENGLISH.get(Timers.of(text).orElseThrow().words());
    }
}
