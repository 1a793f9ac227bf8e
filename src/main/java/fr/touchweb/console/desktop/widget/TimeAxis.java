package fr.touchweb.console.desktop.widget;

import fr.touchweb.console.desktop.widget.Palette.Token;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.text.Font;
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
    private static final double HALF = 30;
    private static final long DAY = 86_400;
    private static final long SECONDS_MATTER = 900;

    /**
     * @param width of the canvas
     * @param top below which the times stand
     */
    public void draw(GraphicsContext g, Palette palette, ZoneId zone, double width, double top) {
        g.setFill(palette.color(Token.MUTED));
        g.setFont(Font.font("Console Text", 11));
        g.setTextBaseline(VPos.TOP);
        DateTimeFormatter pattern = DateTimeFormatter
                .ofPattern(seconds > DAY ? "dd/MM HH:mm" : seconds > SECONDS_MATTER ? "HH:mm" : "HH:mm:ss");
        int marks = (int) Math.clamp(drawn / APART, 1, MOST);
        for (int i = 0; i <= marks; i++) {
            double x = drawn * i / marks;
            g.setTextAlign(i == 0 ? TextAlignment.LEFT : x + HALF > width ? TextAlignment.RIGHT : TextAlignment.CENTER);
            g.fillText(pattern.format(Instant.ofEpochSecond(from + seconds * i / marks).atZone(zone)),
                    Math.min(x, width), top + 4);
        }
    }
}
