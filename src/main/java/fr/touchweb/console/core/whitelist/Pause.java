package fr.touchweb.console.core.whitelist;

import java.time.Duration;

/** Passes time; a test does not. */
public interface Pause {
    void pass(Duration time) throws InterruptedException;
}
