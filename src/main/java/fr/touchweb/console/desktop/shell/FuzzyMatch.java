package fr.touchweb.console.desktop.shell;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How well a query fits a name. Each word of the query must be found: as a part of the name, as letters of the name in
 * order, or as a part of the detail. Accents and case do not count.
 *
 * @param score higher is better
 * @param hits positions in the name, ascending
 */
record FuzzyMatch(int score, List<Integer> hits) {
    private static final int WHOLE = 1000;
    private static final int START = 600;
    private static final int WORD_START = 500;
    private static final int INSIDE = 400;
    private static final int LETTERS = 100;
    private static final int IN_DETAIL = 50;

    static Optional<FuzzyMatch> of(String query, String name, String detail) {
        String plainName = plain(name);
        String plainDetail = plain(detail);
        int score = 0;
        List<Integer> hits = new ArrayList<>();
        for (String word : plain(query).strip().split("\\s+")) {
            if (word.isEmpty()) {
                continue;
            }
            int at = bestPart(word, plainName);
            if (at >= 0) {
                score += partScore(word, plainName, at);
                for (int i = 0; i < word.length(); i++) {
                    hits.add(at + i);
                }
                continue;
            }
            List<Integer> letters = letters(word, plainName);
            if (!letters.isEmpty()) {
                int spread = letters.getLast() - letters.getFirst() - letters.size() + 1;
                score += Math.max(LETTERS - 4 * spread, 10);
                hits.addAll(letters);
            } else if (plainDetail.contains(word)) {
                score += IN_DETAIL;
            } else {
                return Optional.empty();
            }
        }
        return Optional.of(new FuzzyMatch(score, hits.stream().distinct().sorted().toList()));
    }

    private static int bestPart(String word, String name) {
        int first = name.indexOf(word);
        for (int at = first; at > 0; at = name.indexOf(word, at + 1)) {
            if (!Character.isLetterOrDigit(name.charAt(at - 1))) {
                return at;
            }
        }
        return first;
    }

    private static int partScore(String word, String name, int at) {
        if (name.length() == word.length()) {
            return WHOLE;
        }
        int base = at == 0 ? START : Character.isLetterOrDigit(name.charAt(at - 1)) ? INSIDE : WORD_START;
        return base - Math.min(at, 50);
    }

    /** Positions of the letters in order, each preferably at the start of a word; empty when they are not all there. */
    private static List<Integer> letters(String word, String name) {
        List<Integer> positions = new ArrayList<>();
        int from = 0;
        for (int i = 0; i < word.length(); i++) {
            int at = name.indexOf(word.charAt(i), from);
            if (at < 0) {
                return List.of();
            }
            positions.add(at);
            from = at + 1;
        }
        return positions;
    }

    /** Lower case without accents, of the same length so that positions stay true. */
    private static String plain(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 0x80 && !Character.isSurrogate(c)) {
                c = Normalizer.normalize(String.valueOf(c), Normalizer.Form.NFD).charAt(0);
            }
            plain.append(Character.toLowerCase(c));
        }
        return plain.toString();
    }
}
