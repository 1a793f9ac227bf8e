package fr.touchweb.console.core.logs.follow;

/** Something that is followed on a thread of its own until it is closed. Safe on any thread. */
public sealed interface Follower extends Runnable, AutoCloseable permits HostFollower, JournalFollower {
    /** Whether nobody looks, so that a slower rhythm will do. */
    void hidden(boolean value);

    /** Somebody looks now: what rests is looked at at once, and often for a while. */
    void attended();

    /** Tries again now what waits for its next try. */
    void retry();

    /** Ends {@link #run} after the read that is under way; never interrupts it. */
    @Override
    void close();
}
