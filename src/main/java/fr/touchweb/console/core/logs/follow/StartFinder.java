package fr.touchweb.console.core.logs.follow;

import fr.touchweb.console.core.ssh.OpenFile;
import fr.touchweb.console.core.ssh.RemoteException;
import java.util.List;

/** Finds the place at which reading of a file begins. */
@FunctionalInterface
interface StartFinder {
    /**
     * A place to begin at.
     *
     * @param past rotated files to read first, oldest first
     * @param generation of the file under the path
     * @param offset in that file, at which a line begins
     */
    record Place(List<PastLog> past, int generation, long offset) {}

    Place find(OpenFile file, SourceKey source, Start start, int lineBytes)
            throws RemoteException, InterruptedException;

    /** The first line that begins at or after an offset; the end of the last complete line when there is none. */
    static long lineAt(OpenFile file, long offset, long size) throws RemoteException, InterruptedException {
        if (offset <= 0) {
            return 0;
        }
        byte[] buffer = new byte[1 << 16];
        for (long at = offset - 1; at < size; at += buffer.length) {
            int read = file.read(at, buffer, 0, (int) Math.min(buffer.length, size - at));
            for (int i = 0; i < read; i++) {
                if (buffer[i] == '\n') {
                    return at + i + 1;
                }
            }
            if (read <= 0) {
                break;
            }
        }
        return lastLineEnd(file, offset, buffer);
    }

    private static long lastLineEnd(OpenFile file, long before, byte[] buffer)
            throws RemoteException, InterruptedException {
        for (long end = before; end > 0; end = Math.max(0, end - buffer.length)) {
            long from = Math.max(0, end - buffer.length);
            int read = file.read(from, buffer, 0, (int) (end - from));
            for (int i = read - 1; i >= 0; i--) {
                if (buffer[i] == '\n') {
                    return from + i + 1;
                }
            }
        }
        return 0;
    }
}
