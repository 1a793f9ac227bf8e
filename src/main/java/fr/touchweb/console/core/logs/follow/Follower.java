package fr.touchweb.console.core.logs.follow;

import java.time.Duration;

/** Something that is followed on a thread of its own until it is closed. Safe on any thread. */
public sealed interface Follower extends Runnable, AutoCloseable permits HostFollower, JournalFollower {
    /** Name of the machine. */
    String server();

    /** Whether nobody looks, so that a slower rhythm will do. */
    void hidden(boolean value);

    /** Somebody looks now: what rests is looked at at once, and often for a while. */
    void attended();

    /** For how long the machine has not answered what it was asked; zero when nothing was asked. Safe on any thread. */
    default Duration silentFor() {
        return Duration.ZERO;
    }

    /** Tries again now what waits for its next try. */
    void retry();

    /** Ends {@link #run} after the read that is under way; never interrupts it. */
    @Override
    void close();
}
