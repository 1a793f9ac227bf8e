package fr.touchweb.console.core.ssh.hostkey;

import java.util.List;

/** Patterns of ssh_config(5): {@code *} any run, {@code ?} one character, nothing else is special. */
public final class Glob {
    private Glob() {}

    /** Whether a pattern matches the whole text; linear in memory, no recursion, whatever the pattern. */
    public static boolean matches(String pattern, String text) {
        int p = 0;
        int t = 0;
        int star = -1;
        int mark = 0;
        while (t < text.length()) {
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                mark = t;
            } else if (p < pattern.length() && (pattern.charAt(p) == '?' || pattern.charAt(p) == text.charAt(t))) {
                p++;
                t++;
            } else if (star >= 0) {
                p = star + 1;
                t = ++mark;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }

    /** Whether any pattern matches and none that begins with {@code !} does. */
    public static boolean matchesList(List<String> patterns, String text) {
        boolean hit = false;
        for (String pattern : patterns) {
            boolean negated = pattern.startsWith("!");
            if (matches(negated ? pattern.substring(1) : pattern, text)) {
                if (negated) {
                    return false;
                }
                hit = true;
            }
        }
        return hit;
    }
}
