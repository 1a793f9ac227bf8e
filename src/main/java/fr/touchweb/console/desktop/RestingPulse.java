package fr.touchweb.console.desktop;

import com.sun.glass.ui.Timer;
import com.sun.javafx.tk.Toolkit;
import java.lang.reflect.Field;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets the clock of JavaFX's frames stand while nobody wants a frame. JavaFX asks its timer for that a quarter of a second
 * after the last one (JDK-8189926), but those of GTK and of the Headless platform do not listen: sixty times a second they
 * wake the process for nothing, which alone costs more processor than twenty silent sources.
 */
public final class RestingPulse extends Timer {
    private static final Logger LOG = LoggerFactory.getLogger(RestingPulse.class);
    /** Those that do nothing when they are asked to pause. */
    static final Set<String> RESTLESS = Set.of("com.sun.glass.ui.gtk.GtkTimer",
            "com.sun.glass.ui.headless.HeadlessTimer");

    private final Timer clock;
    private final int period;
    private boolean stands;

    RestingPulse(Timer clock, int period) {
        super(() -> {});
        this.clock = clock;
        this.period = period;
    }

    /** Takes the place of the toolkit's own timer, whether that runs already or not; leaves alone what it does not know. */
    public static void install() {
        Toolkit toolkit = Toolkit.getToolkit();
        try {
            Field timer = toolkit.getClass().getDeclaredField("pulseTimer");
            Field interval = toolkit.getClass().getDeclaredField("PULSE_INTERVAL");
            timer.setAccessible(true);
            interval.setAccessible(true);
            // the lock under which the toolkit pauses it and lets it go on
            synchronized (toolkit) {
                Timer clock = (Timer) timer.get(toolkit);
                if (clock != null && RESTLESS.contains(clock.getClass().getName())) {
                    RestingPulse pulse = new RestingPulse(clock, interval.getInt(toolkit));
                    if (clock.isRunning()) {
                        pulse.start(pulse.period);
                    }
                    timer.set(toolkit, pulse);
                }
            }
        } catch (ReflectiveOperationException | RuntimeException e) {
            LOG.info("JavaFX has another clock of frames, which goes on as it is", e);
        }
    }

    @Override
    protected long _start(Runnable tick) {
        throw new UnsupportedOperationException("it has a period");
    }

    @Override
    protected long _start(Runnable tick, int millis) {
        clock.start(millis);
        return 1;
    }

    @Override
    protected void _stop(long timer) {
        clock.stop();
    }

    @Override
    protected void _pause(long timer) {
        stands = true;
        clock.stop();
    }

    /** On the thread of whoever wants a frame; both timers may be started from any. */
    @Override
    protected void _resume(long timer) {
        if (stands) {
            stands = false;
            clock.start(period);
        }
    }
}
