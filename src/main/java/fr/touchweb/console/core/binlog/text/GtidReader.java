package fr.touchweb.console.core.binlog.text;

import fr.touchweb.console.core.binlog.text.TransactionBuilder.Alter;

/**
 * Reads GTID events, MariaDB's and MySQL's: they begin a transaction. MariaDB tells the GTID in the head line, MySQL in the
 * text below it.
 */
final class GtidReader {
    private GtidReader() {}

    /**
     * The transaction that an event begins.
     *
     * @param zone learns from the time of the commit, where the log has it
     */
    static TransactionBuilder transaction(RawEvent event, Zone zone) {
        TransactionBuilder next = new TransactionBuilder(event.start, event.serverId, event.localSecond);
        String label = event.label;
        if (label.startsWith("GTID ") && Character.isDigit(label.charAt(5))) {
            int end = label.indexOf(' ', 5);
            next.gtid = label.substring(5, end < 0 ? label.length() : end);
            next.alter = label.contains(" START ALTER")
                    ? Alter.START
                    : label.contains(" COMMIT ALTER")
                            ? Alter.COMMIT
                            : label.contains(" ROLLBACK ALTER") ? Alter.ROLLBACK : Alter.NONE;
            next.thread = event.number(" thread_id=");
        } else {
            Long micros = event.number("immediate_commit_timestamp=");
            if (micros != null) {
                next.commitMicros = micros;
                zone.learn(event.localSecond, micros / 1_000_000);
            }
        }
        return next;
    }

    /** Reads a line of the event into the transaction that it began. */
    static void line(TransactionBuilder current, byte[] b, int from, int to) {
        if (Ascii.is(b, from, to, "START TRANSACTION") || Ascii.at(b, from, to, "XA START ")) {
            current.begun = true;
        } else if (Ascii.at(b, from, to, "SET @@SESSION.GTID_NEXT= '")) {
            int start = from + "SET @@SESSION.GTID_NEXT= '".length();
            int end = Ascii.find(b, start, to, (byte) '\'');
            String next = Ascii.text(b, start, end < 0 ? to : end);
            current.gtid = next.equals("ANONYMOUS") || next.equals("AUTOMATIC") ? current.gtid : next;
        }
    }
}
