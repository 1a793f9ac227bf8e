package fr.touchweb.console.desktop.tour;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fr.touchweb.console.desktop.shell.ShellBench;
import fr.touchweb.console.support.FxTest;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.scene.image.Image;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TourTest extends FxTest {
    @TempDir
    Path folder;

    /** What was written is read back by JavaFX's own PNG reader, pixel by pixel. */
    @Test
    void picturesAreReadBackAsTheyWere() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int[] size : new int[][]{{1, 1}, {7, 3}, {64, 65}}) {
            int[] pixels = random.ints(size[0] * size[1]).map(p -> p | 0xFF000000).toArray();
            WritableImage image = new WritableImage(size[0], size[1]);
            image.getPixelWriter().setPixels(0, 0, size[0], size[1], PixelFormat.getIntArgbInstance(), pixels, 0,
                    size[0]);
            Image read = new Image(new ByteArrayInputStream(Png.of(image)));
            assertEquals(size[0], (int) read.getWidth(), "seed " + seed);
            for (int i = 0; i < pixels.length; i++) {
                assertEquals(pixels[i], read.getPixelReader().getArgb(i % size[0], i / size[0]), "seed " + seed);
            }
        }
    }

    @Test
    void onePageIsDrawnAloneAndAPageThatIsNotThereIsMissed() throws Exception {
        ShellBench bench = fx(() -> new ShellBench(folder, true, List.of()));
        TourResult one = Tour.of(bench.shell, "second", Duration.ofMillis(100)).walk(folder.resolve("one"), false);
        fxRun(bench::close);
        assertEquals(Set.of("second"),
                one.pictures().stream().map(TourResult.Picture::page).collect(Collectors.toSet()));
        ShellBench other = fx(() -> new ShellBench(folder, true, List.of()));
        TourResult none = Tour.of(other.shell, "nothing").walk(folder.resolve("none"), false);
        fxRun(other::close);
        assertEquals(List.of("nothing"), none.missed());
        assertEquals(List.of(), none.pictures());
    }

    @Test
    void everyStateIsDrawnInBothThemesAndNamed() throws Exception {
        ShellBench bench = fx(() -> new ShellBench(folder, true, List.of()));
        TourResult result = new Tour(bench.shell, List.of(), Duration.ofMillis(100)).walk(folder.resolve("made/tour"),
                false);
        fxRun(bench::close);

        assertEquals(List.of("first/never", "second/never"), result.missed());
        assertTrue(bench.events.containsAll(List.of("prepare first", "leave first", "prepare second")));
        JsonNode json = new ObjectMapper().readTree(folder.resolve("made/tour/tour.json").toFile());
        assertEquals(result.pictures().size(), json.path("pictures").size());
        for (JsonNode picture : json.path("pictures")) {
            assertEquals("fr", picture.path("language").asText());
            Image image = new Image(Files.newInputStream(folder.resolve("made/tour/" + picture.path("file").asText())));
            assertEquals(picture.path("size").asText(), (int) image.getWidth() + "x" + (int) image.getHeight());
            boolean dark = image.getPixelReader().getColor(4, 300).getBrightness() < 0.5;
            if (!picture.path("page").asText().equals("shell")) {
                assertEquals(picture.path("theme").asText().equals("dark"), dark, picture.toString());
            }
        }
        assertTrue(result.pictures().stream().anyMatch(p -> p.page().equals("shell") && p.state().equals("palette")));
    }
}
