package fr.touchweb.console.core.fleet.facts;

/** Dotted numbers, compared number by number; what is not a number counts as 0. */
public final class Versions {
    private Versions() {}

    /** Like {@link Comparable#compareTo}: {@code 8.9 < 8.10}, {@code 8.1 = 8.1.0}. */
    public static int compare(String a, String b) {
        int left = 0;
        int right = 0;
        while (left < a.length() || right < b.length()) {
            int leftEnd = end(a, left);
            int rightEnd = end(b, right);
            int order = Long.compare(part(a, left, leftEnd), part(b, right, rightEnd));
            if (order != 0) {
                return order;
            }
            left = leftEnd + 1;
            right = rightEnd + 1;
        }
        return 0;
    }

    private static int end(String text, int start) {
        int end = start;
        while (end < text.length() && ".+~-".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        return end;
    }

    /** The first numbers of a version: {@code 8.1} of {@code 8.1.29}. */
    public static String truncate(String version, int parts) {
        String[] all = version.split("\\.");
        return all.length <= parts ? version : String.join(".", java.util.Arrays.copyOf(all, parts));
    }

    /** How many numbers a version has. */
    public static int length(String version) {
        return version.split("\\.").length;
    }

    private static long part(String text, int start, int end) {
        if (start >= end || end - start > 18) {
            return 0;
        }
        long number = 0;
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return 0;
            }
            number = number * 10 + c - '0';
        }
        return number;
    }
}
