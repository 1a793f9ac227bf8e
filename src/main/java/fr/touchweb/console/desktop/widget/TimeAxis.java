package fr.touchweb.console.desktop.widget;

import fr.touchweb.console.desktop.widget.Palette.Token;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.text.Font;
import javafx.scene.text.Text;
import javafx.scene.text.TextAlignment;

/**
 * Times below a histogram, as many as have room: with seconds in a short span, with the day in a long one.
 *
 * @param from first second since 1970
 * @param seconds length of what is drawn
 * @param drawn its width in pixels
 */
public record TimeAxis(long from, long seconds, double drawn) {
    /** Height that the times take below the columns, in pixels. */
    public static final double HEIGHT = 18;
    private static final double APART = 115;
    private static final int MOST = 6;
    private static final double GAP = 12;
    private static final long DAY = 86_400;
    private static final long SECONDS_MATTER = 900;

    /**
     * A time and where it stands.
     *
     * @param left its first pixel
     */
    record Mark(String text, double left) {}

    /**
     * @param width of the canvas
     * @param top below which the times stand
     */
    public void draw(GraphicsContext g, Palette palette, ZoneId zone, double width, double top) {
        Font font = Font.font("Console Text", 11);
        g.setFill(palette.color(Token.MUTED));
        g.setFont(font);
        g.setTextBaseline(VPos.TOP);
        g.setTextAlign(TextAlignment.LEFT);
        Text probe = new Text();
        probe.setFont(font);
        for (Mark mark : marks(zone, width, text -> {
            probe.setText(text);
            return probe.getLayoutBounds().getWidth();
        })) {
            g.fillText(mark.text(), mark.left(), top + 4);
        }
    }

    /** The times that stand beside each other; the first one always does. */
    List<Mark> marks(ZoneId zone, double width, ToDoubleFunction<String> widthOf) {
        DateTimeFormatter pattern = DateTimeFormatter
                .ofPattern(seconds > DAY ? "dd/MM HH:mm" : seconds > SECONDS_MATTER ? "HH:mm" : "HH:mm:ss");
        int parts = (int) Math.clamp(drawn / APART, 1, MOST);
        List<Mark> marks = new ArrayList<>();
        double free = 0;
        for (int i = 0; i <= parts; i++) {
            String text = pattern.format(Instant.ofEpochSecond(from + seconds * i / parts).atZone(zone));
            double own = widthOf.applyAsDouble(text);
            double left = Math.max(0, Math.min(drawn * i / parts - own / 2, width - own));
            if (i == 0 || left >= free) {
                marks.add(new Mark(text, left));
                free = left + own + GAP;
            }
        }
        return marks;
    }
}
