package fr.touchweb.console.desktop.widget;

import java.time.Duration;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.scene.control.Button;
import javafx.scene.layout.Region;

/** A button for a short time: it shows the seconds that are left, and goes when they are over. */
public final class ClosingButton extends Button {
    private static final javafx.util.Duration TURN = javafx.util.Duration.millis(200);

    private final Supplier<Duration> left;
    private final LongFunction<String> words;
    private final Timeline clock = new Timeline(new KeyFrame(TURN, event -> turn()));

    /**
     * @param left what is left of its time
     * @param words its text for so many seconds
     */
    public ClosingButton(String id, Supplier<Duration> left, LongFunction<String> words, Runnable action) {
        this.left = left;
        this.words = words;
        setId(id);
        setMinWidth(Region.USE_PREF_SIZE);
        setOnAction(event -> action.run());
        clock.setCycleCount(Animation.INDEFINITE);
        // Out of sight it costs nothing.
        sceneProperty().addListener((p, before, now) -> {
            if (now == null) {
                clock.stop();
            } else {
                clock.play();
            }
        });
        turn();
    }

    private void turn() {
        Duration time = left.get();
        boolean open = time.isPositive();
        setVisible(open);
        setManaged(open);
        if (open) {
            setText(words.apply(time.plusMillis(999).toSeconds()));
        } else {
            clock.stop();
        }
    }
}
