package fr.touchweb.console.core.account.vault;

import java.security.SecureRandom;
import java.util.List;

/** Makes passwords, and says how strong one is. */
public final class Passwords {
    /** Without look-alikes, since passwords are read aloud on the phone; signs that no shell and no URL takes for its own. */
    private static final List<String> CLASSES = List.of("ABCDEFGHJKLMNPQRSTUVWXYZ", "abcdefghijkmnpqrstuvwxyz",
            "23456789", "-_.+=@:,");
    private static final String ALL = String.join("", CLASSES);
    private static final SecureRandom RANDOM = new SecureRandom();

    private Passwords() {}

    /**
     * A random password with at least one character of each class (capital, small, digit, sign); the caller wipes it.
     *
     * @param length at least 12; the house gives 30 (H07)
     */
    public static char[] generate(int length) {
        if (length < 12) {
            throw new IllegalArgumentException("a password has 12 characters or more");
        }
        char[] made = new char[length];
        do {
            for (int i = 0; i < length; i++) {
                made[i] = ALL.charAt(RANDOM.nextInt(ALL.length()));
            }
        } while (!CLASSES.stream().allMatch(each -> has(made, each)));
        return made;
    }

    private static boolean has(char[] password, String letters) {
        for (char c : password) {
            if (letters.indexOf(c) >= 0) {
                return true;
            }
        }
        return false;
    }

    /**
     * Bits of a password if its characters were drawn at random from the classes that it uses (CNIL 2022-100): an upper
     * bound, from which repeated and consecutive characters are taken out first. What a dictionary knows is weaker than
     * this says.
     */
    public static int bits(char[] password) {
        int alphabet = 0;
        boolean small = false;
        boolean capital = false;
        boolean digit = false;
        boolean other = false;
        int counted = 0;
        for (int i = 0; i < password.length; i++) {
            char c = password[i];
            small |= c >= 'a' && c <= 'z';
            capital |= c >= 'A' && c <= 'Z';
            digit |= c >= '0' && c <= '9';
            other |= !(c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9');
            if (i == 0 || Math.abs(c - password[i - 1]) > 1) {
                counted++;
            }
        }
        alphabet += (small ? 26 : 0) + (capital ? 26 : 0) + (digit ? 10 : 0) + (other ? 33 : 0);
        return alphabet == 0 ? 0 : (int) (counted * Math.log(alphabet) / Math.log(2));
    }
}
