package fr.touchweb.console.desktop.binlog;

import java.util.EnumMap;
import java.util.Map;

/** Where the columns of the transactions stand; on a narrow page those that matter less make room for the SQL. */
final class RowColumns {
    /** Columns from left to right. */
    enum Kind {
        TIME, COMMIT, OPERATION, TABLE, ROWS, BYTES, THREAD, SQL
    }

    /** Those that may go, the first to go first. */
    private static final Kind[] OPTIONAL = {Kind.THREAD, Kind.BYTES, Kind.COMMIT, Kind.ROWS};
    private static final double LEFT = 12;
    private static final double GAP = 12;
    private static final double LEAST_SQL = 130;
    /** The SQL says more than the size of it and the thread of it. */
    private static final double GOOD_SQL = 200;
    private static final double BADGE = 82;

    private final Map<Kind, double[]> places = new EnumMap<>(Kind.class);

    /**
     * Lays the columns out.
     *
     * @param width of the row
     * @param character width of a character of the machine's face
     * @param dated whether times have their day
     * @param threads whether any transaction has a thread
     */
    void lay(double width, double character, boolean dated, boolean threads) {
        places.clear();
        Map<Kind, Double> widths = new EnumMap<>(Kind.class);
        double clock = character * (dated ? 14.5 : 8.5);
        widths.put(Kind.TIME, clock + 14);
        widths.put(Kind.COMMIT, clock);
        widths.put(Kind.OPERATION, BADGE);
        widths.put(Kind.TABLE, character * (width < 620 ? 16 : 19));
        widths.put(Kind.ROWS, character * 7);
        widths.put(Kind.BYTES, character * 8);
        if (threads) {
            widths.put(Kind.THREAD, character * 8);
        }
        for (Kind kind : OPTIONAL) {
            double used = widths.values().stream().mapToDouble(w -> w + GAP).sum();
            double least = kind == Kind.THREAD || kind == Kind.BYTES ? GOOD_SQL : LEAST_SQL;
            if (width - LEFT - used < least) {
                widths.remove(kind);
            }
        }
        double x = LEFT;
        for (Kind kind : Kind.values()) {
            Double own = widths.get(kind);
            if (own != null) {
                places.put(kind, new double[]{x, own});
                x += own + GAP;
            }
        }
        places.put(Kind.SQL, new double[]{x, Math.max(0, width - x - 4)});
    }

    boolean has(Kind kind) {
        return places.containsKey(kind);
    }

    double x(Kind kind) {
        return place(kind)[0];
    }

    double width(Kind kind) {
        return place(kind)[1];
    }

    private double[] place(Kind kind) {
        double[] place = places.get(kind);
        if (place == null) {
            throw new IllegalArgumentException(kind + " is not shown");
        }
        return place;
    }
}
