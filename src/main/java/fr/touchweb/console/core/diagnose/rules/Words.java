package fr.touchweb.console.core.diagnose.rules;

import java.util.ArrayList;
import java.util.List;

/** Splits a line of a configuration into words, with quotes and backslashes as HAProxy and Apache understand them. */
final class Words {
    private Words() {}

    /** @param hash whether {@code #} begins a comment between words */
    static List<String> of(String line, boolean hash) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean any = false;
        char quote = 0;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (quote != 0) {
                if (c == '\\' && i + 1 < line.length() && (line.charAt(i + 1) == quote || line.charAt(i + 1) == '\\')
                        && quote == '"') {
                    word.append(line.charAt(++i));
                } else if (c == quote) {
                    quote = 0;
                } else {
                    word.append(c);
                }
            } else if (c == '"' || c == '\'') {
                quote = c;
                any = true;
            } else if (c == '\\' && i + 1 < line.length() && hash && " #\\\"'".indexOf(line.charAt(i + 1)) >= 0) {
                word.append(line.charAt(++i));
                any = true;
            } else if (c == ' ' || c == '\t') {
                if (any) {
                    words.add(word.toString());
                    word.setLength(0);
                    any = false;
                }
            } else if (hash && c == '#' && !any) {
                break;
            } else {
                word.append(c);
                any = true;
            }
        }
        if (any) {
            words.add(word.toString());
        }
        return words;
    }
}
