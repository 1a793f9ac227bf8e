package fr.touchweb.console.desktop.binlog;

import fr.touchweb.console.core.binlog.model.Transaction;
import fr.touchweb.console.desktop.binlog.OperationTimes.Columns;
import fr.touchweb.console.desktop.binlog.OperationTimes.Ddl;
import fr.touchweb.console.desktop.shell.Words;
import fr.touchweb.console.desktop.widget.DrawnStrip;
import fr.touchweb.console.desktop.widget.Palette;
import fr.touchweb.console.desktop.widget.Palette.Token;
import fr.touchweb.console.desktop.widget.Theme;
import fr.touchweb.console.desktop.widget.TimeAxis;
import java.time.Instant;
import java.util.Arrays;
import java.util.function.BiConsumer;
import java.util.function.IntConsumer;
import java.util.function.LongConsumer;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseEvent;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;
import org.jspecify.annotations.Nullable;

/**
 * Changed rows over time, stacked by operation, with the DDL in a lane of its own above. A click goes to a time, a drag
 * narrows to a span. A column far above the others is cut and carries its figure, so that the others can still be seen.
 */
final class OperationsView extends DrawnStrip {
    private static final double HEIGHT = 92;
    private static final double LANE = 14;
    private static final double COLUMN = 6;
    private static final double TRIANGLE = 4;
    private static final double NEAR = 5;
    private static final int DRAG = 6;
    private static final double FIGURE = 6;
    private static final double FIGURE_HEIGHT = 13;
    private static final double USUAL = 0.9;
    private static final double ROOM_ABOVE_USUAL = 2.5;
    private static final Token[] TOKENS = {Token.SERIES_2XX, Token.SERIES_3XX, Token.SERIES_5XX, Token.SERIES_4XX};

    private final BinlogModel model;
    private final Words words;
    private final Theme theme;
    private final Tooltip tip = new Tooltip();
    private Columns columns = new Columns(0, 1, new long[0][]);
    private long counted = -1;
    private int fitting;
    private double pressedAt = -1;
    private double draggedTo = -1;

    /**
     * @param go takes a second that was clicked
     * @param narrow takes the first and the last second of a span
     * @param select takes the number of a transaction whose DDL was clicked
     */
    OperationsView(BinlogModel model, Words words, Theme theme, LongConsumer go, BiConsumer<Long, Long> narrow,
            IntConsumer select) {
        super(HEIGHT);
        this.model = model;
        this.words = words;
        this.theme = theme;
        setId("binlog-histogram");
        getStyleClass().add("bin-histogram");
        setAccessibleText(words.get("binlogs.histogram"));
        Tooltip.install(this, tip);
        setOnMousePressed(event -> pressedAt = at(event));
        setOnMouseDragged(event -> {
            draggedTo = at(event);
            draw();
        });
        setOnMouseReleased(event -> {
            double from = pressedAt;
            double to = at(event);
            pressedAt = -1;
            draggedTo = -1;
            if (columns.sums().length == 0 || from < 0) {
                return;
            }
            if (Math.abs(to - from) >= DRAG) {
                narrow.accept(second(Math.min(from, to)), second(Math.max(from, to)) + columns.width() - 1);
            } else {
                Ddl ddl = event.getY() - getInsets().getTop() < LANE + 2 ? ddl(to) : null;
                if (ddl != null) {
                    select.accept(ddl.number());
                } else {
                    go.accept(second(to));
                }
            }
            draw();
        });
        setOnMouseMoved(event -> tip.setText(explain(at(event), event)));
    }

    private double at(MouseEvent event) {
        return event.getX() - getInsets().getLeft();
    }

    private long second(double x) {
        int column = Math.clamp((int) (x / COLUMN), 0, columns.sums().length - 1);
        return columns.from() + column * columns.width();
    }

    private double x(long second) {
        return (second - columns.from()) / (double) columns.width() * COLUMN;
    }

    private @Nullable Ddl ddl(double x) {
        return model.reading().times().ddl().stream().filter(one -> Math.abs(x(one.second()) - x) <= NEAR)
                .findFirst().orElse(null);
    }

    private String explain(double x, MouseEvent event) {
        if (columns.sums().length == 0) {
            return words.get("binlogs.histogram");
        }
        Ddl ddl = event.getY() - getInsets().getTop() < LANE + 2 ? ddl(x) : null;
        if (ddl != null) {
            return words.formats().dateTime(Instant.ofEpochSecond(ddl.second())) + "\n" + Looks.inert(ddl.text());
        }
        int column = Math.clamp((int) (x / COLUMN), 0, columns.sums().length - 1);
        long[] sums = columns.sums()[column];
        return words.get("binlogs.histogram.tip",
                words.formats().dateTime(Instant.ofEpochSecond(columns.from() + column * columns.width())),
                words.formats().number(sums[OperationTimes.INSERT]),
                words.formats().number(sums[OperationTimes.UPDATE]),
                words.formats().number(sums[OperationTimes.DELETE]),
                words.formats().number(sums[OperationTimes.OTHER]));
    }

    /** Draws what was read so far. */
    @Override
    protected void draw() {
        double width = canvas.getWidth();
        double bottom = canvas.getHeight() - TimeAxis.HEIGHT;
        GraphicsContext g = canvas.getGraphicsContext2D();
        g.clearRect(0, 0, width, canvas.getHeight());
        OperationTimes times = model.reading().times();
        if (times.isEmpty() || bottom <= LANE) {
            columns = new Columns(0, 1, new long[0][]);
            counted = -1;
            return;
        }
        int most = (int) (width / COLUMN);
        if (times.version() != counted || most != fitting) {
            counted = times.version();
            fitting = most;
            columns = times.columns(times.first(), times.last(), most);
        }
        Palette palette = theme.palette();
        selection(g, palette, bottom);
        bars(g, palette, bottom);
        lane(g, palette);
        int count = columns.sums().length;
        new TimeAxis(columns.from(), count * columns.width(), count * COLUMN).draw(g, palette, words.formats().zone(),
                width, bottom);
    }

    private void selection(GraphicsContext g, Palette palette, double bottom) {
        g.setFill(palette.color(Token.SELECTION));
        if (pressedAt >= 0 && draggedTo >= 0) {
            g.fillRect(Math.min(pressedAt, draggedTo), 0, Math.abs(draggedTo - pressedAt), bottom);
        }
        TransactionList.Row row = model.place().selectedProperty().get();
        Transaction one = row == null || row.number() >= model.list().size() ? null : model.list().get(row.number());
        if (one != null && one.time() != null) {
            double x = Math.floor(x(one.time().getEpochSecond()) / COLUMN) * COLUMN;
            g.fillRect(x - 1, 0, COLUMN + 1, bottom);
        }
    }

    private void bars(GraphicsContext g, Palette palette, double bottom) {
        long[] heights = Arrays.stream(columns.sums()).mapToLong(Columns::sum).filter(sum -> sum > 0).sorted()
                .toArray();
        if (heights.length == 0) {
            return;
        }
        double room = bottom - LANE - 4;
        double usual = heights[(int) Math.min(heights.length - 1, Math.floor(heights.length * USUAL))];
        double highest = Math.min(heights[heights.length - 1], usual * ROOM_ABOVE_USUAL);
        double scale = room / Math.max(1, highest);
        g.setFont(Font.font("Console Text", 10));
        for (int i = 0; i < columns.sums().length; i++) {
            long[] sums = columns.sums()[i];
            long sum = Columns.sum(sums);
            double cut = sum > highest ? highest / sum : 1;
            double y = bottom;
            for (int series = 0; series < OperationTimes.SERIES; series++) {
                double tall = sums[series] * scale * cut;
                if (tall > 0) {
                    g.setFill(palette.color(TOKENS[series]));
                    g.fillRect(i * COLUMN, y - Math.max(1, tall), COLUMN - 1, Math.max(1, tall));
                    y -= tall;
                }
            }
            if (cut < 1) {
                figure(g, palette, i, bottom - room, highest * (1 - FIGURE_HEIGHT / room));
            }
        }
    }

    /** A cut through a column that is far higher than shown, and its sum beside it where the neighbours leave room. */
    private void figure(GraphicsContext g, Palette palette, int column, double top, double lowest) {
        g.setStroke(palette.color(Token.BACKGROUND));
        g.setLineWidth(2);
        g.strokeLine(column * COLUMN - 1, top + 9, column * COLUMN + COLUMN, top + 6);
        String text = words.formats().number(Columns.sum(columns.sums()[column]));
        int wide = (int) Math.ceil((text.length() * FIGURE + 4) / COLUMN);
        boolean right = free(column + 1, column + wide, lowest);
        if (right || free(column - wide, column - 1, lowest)) {
            g.setFill(palette.color(Token.MUTED));
            g.setTextBaseline(VPos.TOP);
            g.setTextAlign(right ? TextAlignment.LEFT : TextAlignment.RIGHT);
            g.fillText(text, column * COLUMN + (right ? COLUMN + 2 : -3), top);
        }
    }

    /** Whether columns exist and all stay below a sum. */
    private boolean free(int from, int to, double below) {
        return from >= 0 && to < columns.sums().length
                && Arrays.stream(columns.sums(), from, to + 1).mapToLong(Columns::sum).allMatch(sum -> sum < below);
    }

    private void lane(GraphicsContext g, Palette palette) {
        g.setFill(palette.color(Token.WARNING));
        for (Ddl ddl : model.reading().times().ddl()) {
            double x = x(ddl.second()) + COLUMN / 2;
            g.fillPolygon(new double[]{x - TRIANGLE, x + TRIANGLE, x}, new double[]{9, 9, 3}, 3);
        }
    }
}
