package fr.touchweb.console.core.binlog.text;

import fr.touchweb.console.core.binlog.model.TableName;

/** Hears the lines of row images. */
interface RowLines {
    /** Rows of this statement follow. */
    void statement(long start);

    /** A line of images, with its {@code ###}; of a cut one, {@code tail} holds the last bytes. */
    void line(byte[] b, int from, int to, long length, byte[] tail);

    /** A line below a Table_map: columns and keys. */
    void metadata(TableName table, byte[] b, int from, int to);

    /** The statement has no more rows. */
    void flush();
}
