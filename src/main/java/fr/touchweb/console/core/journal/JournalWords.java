package fr.touchweb.console.core.journal;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Words that must all stand somewhere in an entry, whatever their case. A written line is looked at as bytes first, for a
 * part of each word that JSON writes as it is; only what passes is read: a journal of a million entries has an answer
 * within a second.
 */
public final class JournalWords {
    /** Everything passes. */
    public static final JournalWords ALL = new JournalWords("");

    private final List<String> words;
    private final List<Part> parts;

    /** @param text words between blanks */
    public JournalWords(String text) {
        words = Stream.of(text.toLowerCase(Locale.ROOT).strip().split("\\s+")).filter(word -> !word.isEmpty())
                .toList();
        parts = words.stream().map(JournalWords::part).flatMap(Optional::stream).toList();
    }

    public boolean isEmpty() {
        return words.isEmpty();
    }

    /** Whether an entry has all of them. */
    public boolean stand(ChangeEntry entry) {
        String text = (entry.person() + ' ' + entry.machine() + ' ' + entry.target() + ' ' + entry.action() + ' '
                + entry.detail() + ' ' + entry.result()).toLowerCase(Locale.ROOT);
        return words.stream().allMatch(text::contains);
    }

    /** Whether a written line can hold such an entry; true where only reading it tells. */
    boolean mayStand(byte[] bytes, int from, int to) {
        for (Part part : parts) {
            if (!part.standsIn(bytes, from, to)) {
                return false;
            }
        }
        return true;
    }

    /**
     * The longest run of ASCII that JSON does not escape. Not i and k: the capital of one and the Kelvin sign become them
     * in small letters and are no ASCII.
     */
    private static Optional<Part> part(String word) {
        return Stream.of(word.split("[^a-hjl-z0-9 !#-.:-@_/~-]+")).filter(run -> !run.isEmpty())
                .max((a, b) -> Integer.compare(a.length(), b.length()))
                .map(Part::of);
    }

    /**
     * A part of a word as it is looked for in bytes: Horspool's steps, in small letters.
     *
     * @param steps by how much to go on after a byte at the place of the last one
     */
    private record Part(byte[] bytes, int[] steps) {
        static Part of(String run) {
            byte[] bytes = run.getBytes(StandardCharsets.US_ASCII);
            int[] steps = new int[256];
            Arrays.fill(steps, bytes.length);
            for (int i = 0; i < bytes.length - 1; i++) {
                steps[bytes[i]] = bytes.length - 1 - i;
                steps[Character.toUpperCase((char) bytes[i])] = bytes.length - 1 - i;
            }
            return new Part(bytes, steps);
        }

        boolean standsIn(byte[] text, int from, int to) {
            int last = bytes.length - 1;
            for (int i = from; i + last < to; i += steps[text[i + last] & 0xff]) {
                int k = last;
                while (k >= 0 && small(text[i + k]) == bytes[k]) {
                    k--;
                }
                if (k < 0) {
                    return true;
                }
            }
            return false;
        }

        private static int small(byte b) {
            return b >= 'A' && b <= 'Z' ? b + 32 : b;
        }
    }
}
