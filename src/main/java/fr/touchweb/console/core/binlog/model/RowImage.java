package fr.touchweb.console.core.binlog.model;

import java.util.List;

/** One side of a row change: the logged columns by ascending number. */
public record RowImage(List<Cell> cells) {
    public RowImage {
        cells = List.copyOf(cells);
    }

    /** The value of a column, {@link Value#NOT_LOGGED} when the image leaves it out. */
    public Value value(int column) {
        for (Cell cell : cells) {
            if (cell.column() == column) {
                return cell.value();
            }
        }
        return Value.NOT_LOGGED;
    }

    /** The highest column number that is logged, 0 for an empty image. */
    public int lastColumn() {
        return cells.isEmpty() ? 0 : cells.getLast().column();
    }
}
