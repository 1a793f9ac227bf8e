package fr.touchweb.console.core.ban;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Cuts what {@code nginx -T} prints into statements: words up to a semicolon or a brace, over as many lines as they take, with
 * quotes and comments as nginx reads them.
 */
final class NginxStatements {
    private static final Pattern FILE = Pattern.compile("# configuration file (/.*):");

    private final List<Statement> found = new ArrayList<>();
    private List<String> words = new ArrayList<>();
    private final StringBuilder word = new StringBuilder();
    private char quote;
    private boolean quoted;
    private int begun;

    /**
     * One of them.
     *
     * @param file that it stands in
     * @param line of its first word, from 1
     * @param words of it; none where a block ends
     * @param end {@code ;}, {@code &#123;} or {@code &#125;}
     */
    record Statement(String file, int line, List<String> words, char end) {
        /** First word, empty where there is none. */
        String name() {
            return words.isEmpty() ? "" : words.getFirst();
        }
    }

    private NginxStatements() {}

    static List<Statement> of(String text) {
        NginxStatements reader = new NginxStatements();
        String file = "";
        int number = 0;
        for (String line : text.lines().toList()) {
            Matcher named = FILE.matcher(line);
            number++;
            if (named.matches()) {
                file = named.group(1);
                number = 0;
            } else {
                reader.line(file, number, line);
            }
        }
        return reader.found;
    }

    private void line(String file, int number, String line) {
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '\\' && i + 1 < line.length()) {
                add(number, line.charAt(++i));
            } else if (quote != 0) {
                if (c == quote) {
                    quote = 0;
                } else {
                    add(number, c);
                }
            } else if ((c == '"' || c == '\'') && word.isEmpty()) {
                quote = c;
                quoted = true;
            } else if (c == '#' && word.isEmpty() && !quoted) {
                break;
            } else if (c == ';' || c == '{' && !word.toString().endsWith("$") || c == '}' && word.indexOf("{") < 0) {
                endWord(number);
                found.add(new Statement(file, words.isEmpty() ? number : begun, List.copyOf(words), c));
                words = new ArrayList<>();
            } else if (Character.isWhitespace(c)) {
                endWord(number);
            } else {
                add(number, c);
            }
        }
        if (quote == 0) {
            endWord(number);
        } else {
            word.append('\n');
        }
    }

    private void add(int number, char c) {
        if (words.isEmpty() && word.isEmpty()) {
            begun = number;
        }
        word.append(c);
    }

    private void endWord(int number) {
        if (!word.isEmpty() || quoted) {
            if (words.isEmpty() && word.isEmpty()) {
                begun = number;
            }
            words.add(word.toString());
        }
        word.setLength(0);
        quoted = false;
    }
}
