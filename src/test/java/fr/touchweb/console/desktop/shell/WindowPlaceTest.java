package fr.touchweb.console.desktop.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import javafx.geometry.Rectangle2D;
import org.junit.jupiter.api.Test;

class WindowPlaceTest {
    private static final Rectangle2D LEFT = new Rectangle2D(0, 0, 1920, 1080);
    private static final Rectangle2D RIGHT = new Rectangle2D(1920, 0, 2560, 1440);

    private static WindowPlace at(double x, double y) {
        return new WindowPlace(x, y, 1200, 800, false);
    }

    @Test
    void aPlaceOnAScreenStays() {
        assertEquals(Optional.of(at(100, 80)), at(100, 80).on(List.of(LEFT)));
        assertEquals(Optional.of(at(2500, 300)), at(2500, 300).on(List.of(LEFT, RIGHT)));
    }

    @Test
    void aPlaceOnAScreenThatIsGoneIsForgotten() {
        assertEquals(Optional.empty(), at(2500, 300).on(List.of(LEFT)));
        assertEquals(Optional.empty(), at(100, 5000).on(List.of(LEFT)));
        assertEquals(Optional.empty(), at(-1190, 100).on(List.of(LEFT)));
        assertEquals(Optional.empty(), at(100, -500).on(List.of(LEFT)));
    }

    @Test
    void aWindowLargerThanTheScreenIsCut() {
        WindowPlace huge = new WindowPlace(10, 10, 4000, 3000, true);
        assertEquals(Optional.of(new WindowPlace(0, 0, 1920, 1080, true)), huge.on(List.of(LEFT)));
    }

    @Test
    void aWindowPartlyOutsideIsDrawnIn() {
        assertEquals(Optional.of(at(720, 280)), at(1700, 900).on(List.of(LEFT)));
    }
}
