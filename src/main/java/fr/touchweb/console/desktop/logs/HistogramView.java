package fr.touchweb.console.desktop.logs;

import fr.touchweb.console.core.logs.Histogram;
import fr.touchweb.console.core.logs.TimeSpan;
import fr.touchweb.console.desktop.shell.Words;
import fr.touchweb.console.desktop.widget.DrawnStrip;
import fr.touchweb.console.desktop.widget.Palette;
import fr.touchweb.console.desktop.widget.Palette.Token;
import fr.touchweb.console.desktop.widget.Theme;
import fr.touchweb.console.desktop.widget.TimeAxis;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/** All lines by time, stacked by how they ended; a click goes to that time. */
final class HistogramView extends DrawnStrip {
    private static final double HEIGHT = 84;
    private static final double COLUMN = 6;
    private static final double MARK = 4;
    /** A shorter way of the mouse is a click. */
    private static final double DRAG = 8;
    private static final long LONGEST_SECONDS = 3_600;
    private static final Token[] TOKENS = {Token.LINE, Token.SERIES_2XX, Token.SERIES_3XX, Token.SERIES_4XX,
            Token.SERIES_5XX};

    private final Histogram histogram;
    private final Words words;
    private final Theme theme;
    private final Supplier<@Nullable TimeSpan> span;
    private final Supplier<List<Instant>> marks;
    private final Region zone = new Region();
    private double pressedAt = -1;
    private Drawn drawn = new Drawn(-1, null, 0);
    private Histogram.Columns columns = new Histogram.Columns(0, 1, new int[0][]);

    /** What the drawing of now shows. */
    private record Drawn(long lines, @Nullable TimeSpan span, int marks) {}

    /**
     * @param go takes microseconds since 1970-01-01T00:00Z
     * @param zoom takes the span that was drawn with the mouse
     * @param span the part of the time that is looked at, null for the last hour
     * @param marks moments of alerts
     */
    HistogramView(Histogram histogram, Words words, Theme theme, LongConsumer go, Consumer<TimeSpan> zoom,
            Supplier<@Nullable TimeSpan> span, Supplier<List<Instant>> marks) {
        super(HEIGHT);
        this.histogram = histogram;
        this.words = words;
        this.theme = theme;
        this.span = span;
        this.marks = marks;
        getStyleClass().add("log-histogram");
        setAccessibleText(words.get("logs.histogram"));
        zone.getStyleClass().add("log-zoom");
        zone.setVisible(false);
        zone.setManaged(false);
        zone.setMouseTransparent(true);
        getChildren().add(zone);
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
            long first = second(Math.min(pressedAt, event.getX()));
            long last = second(Math.max(pressedAt, event.getX()));
            boolean drawn = Math.abs(event.getX() - pressedAt) >= DRAG;
            if (drawn && columns.counts().length > 0) {
                zoom.accept(
                        new TimeSpan(Instant.ofEpochSecond(first), Instant.ofEpochSecond(last + columns.seconds())));
            } else if (first < columns.from() + columns.counts().length * columns.seconds()) {
                go.accept(first * 1_000_000);
            }
        });
    }

    /** Start of the column at a place. */
    private long second(double x) {
        long column = (long) Math.floor((x - getInsets().getLeft()) / COLUMN);
        return columns.from() + Math.max(0, column) * columns.seconds();
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
        return new Drawn(histogram.lines(), span.get(), marks.get().size());
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
                ? histogram.columns((int) (width / COLUMN), LONGEST_SECONDS)
                : histogram.columns((int) (width / COLUMN), part.from().getEpochSecond(),
                        part.to().getEpochSecond());
        if (columns.isEmpty() || height <= 0) {
            return;
        }
        Palette palette = theme.palette();
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
