package fr.touchweb.console.desktop.widget;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.touchweb.console.support.FxTest;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import javafx.animation.AnimationTimer;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.VBox;
import org.junit.jupiter.api.Test;

/** Pictures of what turns and slides, frame by frame. */
class ReducedMotionTest extends FxTest {
    /** A bar of unknown length is out of sight for a part of its way. */
    private static final int PATIENCE = 600;
    private static final int STILL = 60;
    /** The first ones may be those of the style before. */
    private static final int FIRST = 20;

    @Test
    void workOfUnknownLengthMovesOnlyForWhoWantsIt() throws Exception {
        Theme theme = fx(() -> new Theme(List.of()));
        VBox box = fx(() -> new VBox());
        Scene scene = show(box, 300, 100);
        fxRun(() -> theme.dress(scene));
        List<Node> waiting = fx(() -> List.of(new ProgressBar(), new ProgressIndicator()));
        for (Node node : waiting) {
            fxRun(() -> box.getChildren().setAll(node));
            assertTrue(moves(scene, PATIENCE), "the system says nothing: " + node);
            fxRun(() -> theme.reducedMotionProperty().set(true));
            assertFalse(moves(scene, STILL), "reduced: " + node);
            fxRun(() -> theme.reducedMotionProperty().set(null));
        }
    }

    private static boolean moves(Scene scene, int frames) throws Exception {
        Set<Integer> pictures = new HashSet<>();
        CompletableFuture<Boolean> done = new CompletableFuture<>();
        fxRun(() -> new AnimationTimer() {
            private int frame;

            @Override
            public void handle(long now) {
                if (++frame > FIRST) {
                    pictures.add(picture(scene));
                }
                if (pictures.size() > 1 || frame == frames) {
                    stop();
                    done.complete(pictures.size() > 1);
                }
            }
        }.start());
        return done.get();
    }

    private static int picture(Scene scene) {
        WritableImage image = scene.snapshot(null);
        int width = (int) image.getWidth();
        int height = (int) image.getHeight();
        int[] pixels = new int[width * height];
        image.getPixelReader().getPixels(0, 0, width, height,
                PixelFormat.getIntArgbInstance(), pixels, 0, width);
        return Arrays.hashCode(pixels);
    }
}
