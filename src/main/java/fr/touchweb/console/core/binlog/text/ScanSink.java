package fr.touchweb.console.core.binlog.text;

/** Hears what the scanner finds, in the order of the text. Arrays that it is given are reused after the call. */
interface ScanSink {
    /** An event begins. */
    void header(RawEvent event);

    /** An event has ended: its end and its text are known. */
    void ended(RawEvent event);

    /** A line of a body that is neither text of a statement nor a row. */
    default void bodyLine(RawEvent event, byte[] b, int from, int to) {}

    /** A line of row images, with its {@code ###}; {@code length} tells whether it was cut, {@code tail} its last bytes then. */
    default void rowLine(byte[] b, int from, int to, long length, byte[] tail) {}

    /** How many rows the statement before has (MariaDB). */
    default void rowCount(long rows) {}

    /** A line before the first event: the preamble of the tool. */
    default void preamble(byte[] b, int from, int to) {}

    /** Positions jump although nothing was filtered: events are missing from the text. */
    default void jump(long from, long to) {}

    /** The end that a tool prints when it comes to an end. */
    default void trailer() {}
}
