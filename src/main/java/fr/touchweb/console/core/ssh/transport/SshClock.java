package fr.touchweb.console.core.ssh.transport;

import java.time.Instant;

/** Both clocks of the machine: the one that only runs forward and stops while it sleeps, and the one on the wall. */
public interface SshClock {
    SshClock SYSTEM = new SshClock() {
        @Override
        public long nanos() {
            return System.nanoTime();
        }

        @Override
        public Instant wall() {
            return Instant.now();
        }
    };

    /** As {@link System#nanoTime}. */
    long nanos();

    Instant wall();
}
