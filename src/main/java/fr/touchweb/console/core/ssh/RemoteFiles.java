package fr.touchweb.console.core.ssh;

import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Files of one machine. Paths are absolute, with {@code /}. A missing file or right is a {@link RemoteException} that says so. */
public interface RemoteFiles {
    /** Facts about a file, links followed. */
    FileStat stat(String path) throws RemoteException, InterruptedException;

    /**
     * What a symbolic link holds, as it was written: absolute, or from the link's folder on.
     *
     * @return null when the path is no link
     */
    @Nullable
    String readLink(String path) throws RemoteException, InterruptedException;

    /** Entries of a folder without {@code .} and {@code ..}, in no order. */
    List<FileEntry> list(String folder) throws RemoteException, InterruptedException;

    /** Opens a file for reading by offset; the handle keeps the same file readable after a rename. */
    OpenFile open(String path) throws RemoteException, InterruptedException;

    /**
     * Compares each open file with what its path names now; one round trip for all of them.
     *
     * @return {@link FileBracket#GONE} for a file that can be read no more, which happens only where files are read by name
     */
    List<FileBracket> brackets(List<OpenFile> files) throws RemoteException, InterruptedException;

    /** Reads a file from an offset to its end, with read-ahead. */
    InputStream read(String path, long offset) throws RemoteException, InterruptedException;

    /**
     * Writes a whole file: temporary file beside it, fsync where the server can, rename. Owner and mode of an existing
     * file are kept.
     *
     * @param expected the content that the caller last saw, null for a new file; when the file holds something else by
     *        now, nothing is written and the exception's kind is {@link RemoteException.Kind#CHANGED_MEANWHILE}
     */
    void writeAtomically(String path, byte[] content, byte @Nullable [] expected)
            throws RemoteException, InterruptedException;

    /** Removes a file; one that is not there is an error like any other. */
    void remove(String path) throws RemoteException, InterruptedException;
}
