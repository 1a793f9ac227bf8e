package fr.touchweb.console.core.ssh;

/** A file that is open for reading. Offsets and sizes are in bytes. */
public interface OpenFile extends AutoCloseable {
    String path();

    /** Facts of the open file itself, whatever its name is by now. */
    FileStat stat() throws RemoteException, InterruptedException;

    /**
     * Reads from an offset, several requests in flight for a large length.
     *
     * @return bytes read, less than asked only at the end of the file, 0 at or past it
     */
    int read(long offset, byte[] buffer, int start, int length) throws RemoteException, InterruptedException;

    /** Gives the handle back; a failure to do so is not worth telling. */
    @Override
    void close();
}
