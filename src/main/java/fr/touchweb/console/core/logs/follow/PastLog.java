package fr.touchweb.console.core.logs.follow;

/** A file, now under another name, that is to be read to its end. */
sealed interface PastLog extends AutoCloseable permits OpenLog, ZippedLog {
    /** Where reading of it stands. */
    Position position();

    @Override
    void close();
}
