package fr.touchweb.console.desktop.logs;

import fr.touchweb.console.core.logs.Histogram;
import fr.touchweb.console.core.logs.TimeSpan;
import fr.touchweb.console.desktop.shell.Words;
import fr.touchweb.console.desktop.widget.DrawnStrip;
import fr.touchweb.console.desktop.widget.Palette;
import fr.touchweb.console.desktop.widget.Palette.Token;
import fr.touchweb.console.desktop.widget.Theme;
import fr.touchweb.console.desktop.widget.TimeAxis;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/**
 * All lines by time, stacked by how they ended. A click, or Enter on a column that the arrows reached, goes to that time; a
 * drag, or Shift with the arrows, narrows to a span. Where the screen shows what is older than the usual part, that is drawn
 * too.
 */
final class HistogramView extends DrawnStrip {
    private static final double HEIGHT = 84;
    private static final double COLUMN = 6;
    private static final double MARK = 4;
    /** A shorter way of the mouse is a click. */
    private static final double DRAG = 8;
    private static final long LONGEST_SECONDS = 3_600;
    private static final long NONE = Long.MIN_VALUE;
    private static final Token[] TOKENS = {Token.LINE, Token.SERIES_2XX, Token.SERIES_3XX, Token.SERIES_4XX,
            Token.SERIES_5XX};

    private final Histogram histogram;
    private final Words words;
    private final Theme theme;
    private final Supplier<@Nullable TimeSpan> span;
    private final Supplier<List<Instant>> marks;
    private final LongSupplier moment;
    private final Tooltip tip = new Tooltip();
    private final Region zone = new Region();
    private double pressedAt = -1;
    /** Column that the keyboard is on, and that at which it began to choose; -1 for none. */
    private int cursor = -1;
    private int anchor = -1;
    private Drawn drawn = new Drawn(-1, null, 0, NONE);
    private Histogram.Columns columns = new Histogram.Columns(0, 1, new int[0][]);

    /** What the drawing of now shows. */
    private record Drawn(long lines, @Nullable TimeSpan span, int marks, long moment) {}

    /**
     * @param go takes microseconds since 1970-01-01T00:00Z
     * @param zoom takes the span that was drawn with the mouse
     * @param span the part of the time that is looked at, null for the last hour
     * @param marks moments of alerts
     * @param moment of what is looked at, in microseconds since 1970-01-01T00:00Z; {@link Long#MIN_VALUE} for the end
     */
    HistogramView(Histogram histogram, Words words, Theme theme, LongConsumer go, Consumer<TimeSpan> zoom,
            Supplier<@Nullable TimeSpan> span, Supplier<List<Instant>> marks, LongSupplier moment) {
        super(HEIGHT);
        this.histogram = histogram;
        this.words = words;
        this.theme = theme;
        this.span = span;
        this.marks = marks;
        this.moment = moment;
        getStyleClass().add("log-histogram");
        setAccessibleText(words.get("logs.histogram"));
        setFocusTraversable(true);
        Tooltip.install(this, tip);
        zone.getStyleClass().add("log-zoom");
        zone.setVisible(false);
        zone.setManaged(false);
        zone.setMouseTransparent(true);
        getChildren().add(zone);
        setOnMouseMoved(event -> tip.setText(explain(column(event.getX()))));
        setOnMousePressed(event -> pressedAt = event.getX());
        setOnMouseDragged(event -> {
            zone.setVisible(true);
            double left = Math.max(getInsets().getLeft(), Math.min(pressedAt, event.getX()));
            double right = Math.min(getWidth() - getInsets().getRight(), Math.max(pressedAt, event.getX()));
            zone.resizeRelocate(left, getInsets().getTop(), Math.max(0, right - left),
                    getHeight() - TimeAxis.HEIGHT - 8);
        });
        setOnMouseReleased(event -> {
            zone.setVisible(false);
            int first = column(Math.min(pressedAt, event.getX()));
            int last = column(Math.max(pressedAt, event.getX()));
            if (Math.abs(event.getX() - pressedAt) >= DRAG) {
                narrow(first, last, zoom);
            } else if (first < columns.counts().length) {
                go.accept(second(first) * 1_000_000);
            }
        });
        addEventHandler(KeyEvent.KEY_PRESSED, event -> key(event, go, zoom));
        focusedProperty().addListener((property, before, focused) -> {
            cursor = -1;
            anchor = -1;
            draw();
        });
    }

    private int column(double x) {
        return (int) Math.max(0, Math.floor((x - getInsets().getLeft()) / COLUMN));
    }

    private long second(int column) {
        return columns.from() + column * columns.seconds();
    }

    private void narrow(int first, int last, Consumer<TimeSpan> zoom) {
        if (!columns.isEmpty()) {
            zoom.accept(new TimeSpan(Instant.ofEpochSecond(second(first)), Instant.ofEpochSecond(second(last + 1))));
        }
    }

    private void key(KeyEvent event, LongConsumer go, Consumer<TimeSpan> zoom) {
        int end = columns.counts().length - 1;
        if (end < 0 || event.isShortcutDown() || event.isAltDown()) {
            return;
        }
        int at = cursor < 0 ? end : cursor;
        switch (event.getCode()) {
            case LEFT -> move(Math.max(0, at - 1), event.isShiftDown());
            case RIGHT -> move(Math.min(end, at + 1), event.isShiftDown());
            case HOME -> move(0, event.isShiftDown());
            case ENTER -> {
                if (anchor >= 0) {
                    narrow(Math.min(anchor, at), Math.max(anchor, at), zoom);
                } else {
                    go.accept(second(at) * 1_000_000);
                }
                anchor = -1;
                draw();
            }
            default -> {
                return;
            }
        }
        event.consume();
    }

    private void move(int column, boolean choosing) {
        anchor = !choosing ? -1 : anchor >= 0 ? anchor : Math.max(0, cursor < 0 ? column : cursor);
        cursor = column;
        setAccessibleText(explain(column));
        draw();
    }

    /** When a column is and what it counts. */
    private String explain(int column) {
        if (column >= columns.counts().length) {
            return words.get("logs.histogram");
        }
        int[] counts = columns.counts()[column];
        return words.get("logs.histogram.tip", words.formats().dateTime(Instant.ofEpochSecond(second(column))),
                words.formats().duration(Duration.ofSeconds(columns.seconds())), IntStream.of(counts).sum(),
                counts[Histogram.Series.SUCCESS.ordinal()], counts[Histogram.Series.REDIRECT.ordinal()],
                counts[Histogram.Series.WARNING.ordinal()], counts[Histogram.Series.ERROR.ordinal()],
                counts[Histogram.Series.OTHER.ordinal()]);
    }

    /** What is chosen by the keyboard, and the column of what is looked at. */
    private void grounds(GraphicsContext g, Palette palette, double height) {
        g.setFill(palette.color(Token.SELECTION));
        if (moment.getAsLong() != NONE) {
            long column = Math.floorDiv(Math.floorDiv(moment.getAsLong(), 1_000_000L) - columns.from(),
                    columns.seconds());
            if (column >= 0 && column < columns.counts().length) {
                g.fillRect(column * COLUMN - 2, 0, COLUMN + 3, height);
            }
        }
        if (cursor >= 0) {
            int from = anchor < 0 ? cursor : Math.min(anchor, cursor);
            int to = anchor < 0 ? cursor : Math.max(anchor, cursor);
            g.fillRect(from * COLUMN - 1, 0, (to - from + 1) * COLUMN + 1, height);
            g.setStroke(palette.color(Token.ACCENT));
            g.strokeRect(from * COLUMN - 0.5, 0.5, (to - from + 1) * COLUMN, height - 1);
        }
    }

    /** Seconds that are shown: an hour, more where what is looked at is older. */
    private long longest() {
        if (moment.getAsLong() == NONE) {
            return LONGEST_SECONDS;
        }
        return Math.max(LONGEST_SECONDS,
                histogram.end() - Math.floorDiv(moment.getAsLong(), 1_000_000L) + LONGEST_SECONDS / 10);
    }

    /** A triangle at the top for each alert. */
    private void alerts(GraphicsContext g, Palette palette) {
        g.setFill(palette.color(Token.DANGER));
        long end = columns.from() + columns.counts().length * columns.seconds();
        for (Instant moment : marks.get()) {
            long second = moment.getEpochSecond();
            if (second >= columns.from() && second < end) {
                double x = Math.clamp((second - columns.from()) / (double) columns.seconds() * COLUMN, MARK,
                        Math.max(MARK, canvas.getWidth() - MARK));
                g.fillPolygon(new double[]{x - MARK, x + MARK, x}, new double[]{0, 0, MARK * 1.5}, 3);
            }
        }
    }

    /** Draws what was counted so far, where that is more than what is seen. */
    void refresh() {
        if (!now().equals(drawn)) {
            draw();
        }
    }

    private Drawn now() {
        return new Drawn(histogram.lines(), span.get(), marks.get().size(), moment.getAsLong());
    }

    /** Draws what was counted so far. */
    @Override
    protected void draw() {
        drawn = now();
        double width = canvas.getWidth();
        double height = canvas.getHeight() - TimeAxis.HEIGHT;
        GraphicsContext g = canvas.getGraphicsContext2D();
        g.clearRect(0, 0, width, canvas.getHeight());
        TimeSpan part = span.get();
        columns = part == null
                ? histogram.columns((int) (width / COLUMN), longest())
                : histogram.columns((int) (width / COLUMN), part.from().getEpochSecond(),
                        part.to().getEpochSecond());
        if (columns.isEmpty() || height <= 0) {
            return;
        }
        Palette palette = theme.palette();
        grounds(g, palette, height);
        double scale = (height - 4) / Math.max(1, columns.highest());
        for (int i = 0; i < columns.counts().length; i++) {
            double y = height;
            int[] counts = columns.counts()[i];
            for (int series : new int[]{1, 2, 0, 3, 4}) {
                double tall = counts[series] * scale;
                if (tall > 0) {
                    g.setFill(palette.color(TOKENS[series]));
                    g.fillRect(i * COLUMN, y - tall, COLUMN - 1, tall);
                    y -= tall;
                }
            }
        }
        alerts(g, palette);
        int count = columns.counts().length;
        new TimeAxis(columns.from(), count * columns.seconds(), count * COLUMN).draw(g, palette, words.formats().zone(),
                width, height);
    }
}
