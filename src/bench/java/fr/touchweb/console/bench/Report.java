package fr.touchweb.console.bench;

import java.util.Arrays;
import java.util.Locale;

/** Prints the rows of the table as they come. */
final class Report {
    private static final String ROW = "  %-46s %14s %14s %8s  %s%n";

    void heading(String name) {
        System.out.printf("%n%s%n", name);
        System.out.printf(ROW, "", "ours", "peer", "ratio", "goal");
    }

    /**
     * A figure beside that of a peer.
     *
     * @param higherIsBetter for speeds; for times the ratio is ours divided by the peer's too
     * @param goal smallest (largest) good ratio
     */
    void compared(String what, double ours, double peer, String unit, boolean higherIsBetter, double goal) {
        double ratio = ours / peer;
        boolean met = higherIsBetter ? ratio >= goal : ratio <= goal;
        System.out.printf(ROW, what, number(ours, unit), number(peer, unit), String.format(Locale.ROOT, "%.2f", ratio),
                (higherIsBetter ? ">= " : "<= ") + goal + (met ? "  met" : "  MISSED"));
    }

    /** A figure beside that of a peer, to know. */
    void ratio(String what, double ours, double peer, String unit) {
        System.out.printf(ROW, what, number(ours, unit), number(peer, unit),
                String.format(Locale.ROOT, "%.2f", ours / peer), "");
    }

    /** A figure with a limit. */
    void limited(String what, double value, String unit, double most) {
        System.out.printf(ROW, what, number(value, unit), "", "",
                "<= " + number(most, unit) + (value <= most ? "  met" : "  MISSED"));
    }

    /** A figure to know. */
    void told(String what, String value) {
        System.out.printf(ROW, what, value, "", "", "");
    }

    void skipped(String what, String why) {
        System.out.printf("  %-46s not measured: %s%n", what, why);
    }

    static double median(double... values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    private static String number(double value, String unit) {
        return String.format(Locale.ROOT, value < 10 ? "%.2f %s" : "%.0f %s", value, unit);
    }
}
