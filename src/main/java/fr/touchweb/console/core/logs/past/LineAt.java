package fr.touchweb.console.core.logs.past;

import fr.touchweb.console.core.logs.bytes.GzipBytes;
import fr.touchweb.console.core.logs.bytes.Lines;
import fr.touchweb.console.core.logs.bytes.RandomBytes;
import fr.touchweb.console.core.logs.bytes.StreamBytes;
import fr.touchweb.console.core.logs.search.RemoteSearch;
import fr.touchweb.console.core.ssh.OpenFile;
import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.ssh.RemoteFiles;
import fr.touchweb.console.core.task.TaskControl;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The line that begins at a place in a log, in the file of now or in the newest rotated one that has a line there. Blocks.
 *
 * @param path of the file that it was found in
 * @param bytes the line, cut at a limit
 */
public record LineAt(String path, long offset, byte[] bytes) {

    /**
     * Looks for it.
     *
     * @param path of the log
     * @param most bytes of the line wanted
     * @return null when no file of the log has a line that begins there
     */
    public static @Nullable LineAt find(RemoteFiles files, String path, long offset, int most, TaskControl control)
            throws IOException, InterruptedException {
        List<String> paths = RemoteSearch.generations(files, path).reversed();
        for (String file : paths) {
            control.checkCancelled();
            byte[] line;
            try {
                line = file.endsWith(".gz") ? zipped(files, file, offset, most) : plain(files, file, offset, most);
            } catch (RemoteException e) {
                if (e.kind() != RemoteException.Kind.NO_SUCH_FILE) {
                    throw e;
                }
                continue;
            }
            if (line != null) {
                return new LineAt(file, offset, line);
            }
        }
        return null;
    }

    private static byte @Nullable [] plain(RemoteFiles files, String path, long offset, int most)
            throws RemoteException, InterruptedException {
        try (OpenFile file = files.open(path)) {
            byte[] bytes = new byte[most + 1];
            long from = Math.max(0, offset - 1);
            return line(bytes, file.read(from, bytes, 0, bytes.length), (int) (offset - from));
        }
    }

    private static byte @Nullable [] zipped(RemoteFiles files, String path, long offset, int most)
            throws IOException, InterruptedException {
        try (RandomBytes inflated = GzipBytes.inflated(new StreamBytes(files.read(path, 0)))) {
            if (inflated instanceof StreamBytes) {
                // It has the name of a compressed file and is none.
                return null;
            }
            byte[] bytes = new byte[most + 1];
            long from = Math.max(0, offset - 1);
            return line(bytes, inflated.read(from, bytes, 0, bytes.length), (int) (offset - from));
        }
    }

    /** @param start 1 when a byte before the line was read with it */
    private static byte @Nullable [] line(byte[] bytes, int read, int start) {
        if (read <= start || start == 1 && bytes[0] != '\n') {
            return null;
        }
        int feed = Lines.feed(bytes, start, read);
        return Arrays.copyOfRange(bytes, start, feed < 0 ? read : feed);
    }
}
