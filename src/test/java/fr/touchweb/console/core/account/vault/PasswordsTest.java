package fr.touchweb.console.core.account.vault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PasswordsTest {
    @Test
    void madePasswordsHaveEveryClassAndNeverRepeat() {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 500; i++) {
            String made = new String(Passwords.generate(30));
            assertEquals(30, made.length());
            assertTrue(made.matches(".*[A-Z].*") && made.matches(".*[a-z].*") && made.matches(".*[0-9].*")
                    && made.matches(".*[-_.+=@:,].*"), made);
            assertTrue(made.chars().noneMatch(c -> "0O1lI'\"\\$`!&;| ".indexOf(c) >= 0), made);
            assertTrue(seen.add(made));
            assertTrue(Passwords.bits(made.toCharArray()) >= 80);
        }
        assertThrows(IllegalArgumentException.class, () -> Passwords.generate(11));
    }

    @Test
    void strengthCountsWhatAStrangerMustTry() {
        assertEquals(0, Passwords.bits(new char[0]));
        assertTrue(Passwords.bits("aaaaaaaaaaaaaaaaaaaaaaaa".toCharArray()) < 10);
        assertTrue(Passwords.bits("abcdefghijklmnopqrstuvwxyz".toCharArray()) < 10);
        assertTrue(Passwords.bits("0123456789".toCharArray()) < 10);
        // CNIL 2022-100: twelve characters of four classes are about 80 bits.
        int twelve = Passwords.bits("kX7.pQ2-rZ9+".toCharArray());
        assertTrue(twelve >= 75 && twelve <= 82, String.valueOf(twelve));
    }
}
