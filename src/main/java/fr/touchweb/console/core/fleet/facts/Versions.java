package fr.touchweb.console.core.fleet.facts;

/** Dotted numbers, compared number by number; what is not a number counts as 0. */
public final class Versions {
    private Versions() {}

    /** Like {@link Comparable#compareTo}: {@code 8.9 < 8.10}, {@code 8.1 = 8.1.0}. */
    public static int compare(String a, String b) {
        String[] left = a.split("[.+~-]");
        String[] right = b.split("[.+~-]");
        for (int i = 0; i < Math.max(left.length, right.length); i++) {
            int order = Long.compare(part(left, i), part(right, i));
            if (order != 0) {
                return order;
            }
        }
        return 0;
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

    private static long part(String[] parts, int index) {
        if (index >= parts.length || parts[index].isEmpty() || parts[index].length() > 18
                || !parts[index].chars().allMatch(c -> c >= '0' && c <= '9')) {
            return 0;
        }
        return Long.parseLong(parts[index]);
    }
}
