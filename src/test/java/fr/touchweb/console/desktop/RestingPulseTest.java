package fr.touchweb.console.desktop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import com.sun.glass.ui.Timer;
import com.sun.javafx.tk.Toolkit;
import fr.touchweb.console.support.FxTest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RestingPulseTest extends FxTest {
    private static final int PERIOD = 16;

    /** A clock of the platform that notes what is asked of it. */
    private static final class Clock extends Timer {
        private final List<String> asked = new ArrayList<>();

        Clock() {
            super(() -> {});
        }

        @Override
        protected long _start(Runnable tick) {
            throw new AssertionError("it has a period");
        }

        @Override
        protected long _start(Runnable tick, int period) {
            asked.add("start " + period);
            return 1;
        }

        @Override
        protected void _stop(long timer) {
            asked.add("stop");
        }

        @Override
        protected void _pause(long timer) {
            throw new AssertionError("this one does not know how to pause");
        }

        @Override
        protected void _resume(long timer) {
            throw new AssertionError("this one does not know how to go on");
        }
    }

    @Test
    void theClockStandsWhileNoFrameIsWanted() {
        Clock clock = new Clock();
        RestingPulse pulse = new RestingPulse(clock, PERIOD);
        pulse.resume();
        assertEquals(List.of(), clock.asked, "before it was started there is nothing to go on with");
        pulse.start(PERIOD);
        pulse.resume();
        assertEquals(List.of("start 16"), clock.asked, "each wish for a frame asks it to go on");
        pulse.pause();
        pulse.resume();
        pulse.resume();
        assertEquals(List.of("start 16", "stop", "start 16"), clock.asked);
        pulse.pause();
        pulse.stop();
        pulse.resume();
        assertEquals(List.of("start 16", "stop", "start 16", "stop"), clock.asked, "the end is the end");
    }

    /** What is looked for by its name in the toolkit is there in the version that ships. */
    @Test
    void theToolkitHasWhatIsReplaced() throws Exception {
        assertNotNull(Toolkit.getToolkit().getClass().getDeclaredField("pulseTimer"));
        assertEquals(int.class, Toolkit.getToolkit().getClass().getDeclaredField("PULSE_INTERVAL").getType());
        for (String timer : RestingPulse.RESTLESS) {
            Class.forName(timer);
        }
    }
}
