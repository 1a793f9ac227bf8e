package fr.touchweb.console.core.fleet;

import fr.touchweb.console.core.ssh.FileEntry;
import fr.touchweb.console.core.ssh.FileStat;
import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.ssh.RemoteFiles;
import fr.touchweb.console.core.ssh.RemoteHost;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A document, or a folder of them, on another machine, so that a team shares it. SFTP has no way to compare and replace in
 * one step, so whoever writes holds a small file beside the document meanwhile, which only one can make.
 */
public final class RemoteFleetFiles implements FleetFiles {
    private static final Duration PAUSE = Duration.ofMillis(20);

    private final RemoteHost host;
    private final String path;
    private final String address;
    private final Duration patience;

    /**
     * @param path absolute, on the host
     * @param address as the person gave it
     * @param patience a document that one writer holds for longer is taken from them: they are gone
     */
    public RemoteFleetFiles(RemoteHost host, String path, String address, Duration patience) {
        this.patience = patience;
        this.host = host;
        this.path = path;
        this.address = address;
    }

    @Override
    public String address() {
        return address;
    }

    @Override
    public List<String> list() throws RemoteException, InterruptedException {
        RemoteFiles files = host.files();
        FileStat facts;
        try {
            facts = files.stat(path);
        } catch (RemoteException e) {
            if (e.kind() == RemoteException.Kind.NO_SUCH_FILE) {
                return List.of();
            }
            throw e;
        }
        if (facts.kind() != FileStat.Kind.FOLDER) {
            return List.of(path);
        }
        List<String> names = new ArrayList<>();
        for (FileEntry entry : files.list(path)) {
            if (FleetLocation.isDocument(entry.name()) && entry.stat().kind() != FileStat.Kind.FOLDER) {
                names.add(path.endsWith("/") ? path + entry.name() : path + "/" + entry.name());
            }
        }
        Collections.sort(names);
        return names;
    }

    @Override
    public @Nullable Stamp stamp(String document) throws RemoteException, InterruptedException {
        try {
            FileStat facts = host.files().stat(document);
            return new Stamp(facts.size(), facts.modified());
        } catch (RemoteException e) {
            if (e.kind() == RemoteException.Kind.NO_SUCH_FILE) {
                return null;
            }
            throw e;
        }
    }

    @Override
    public byte[] read(String document, FleetReader reader) throws IOException, InterruptedException {
        try (InputStream in = host.files().read(document, 0)) {
            byte[] bytes = in.readNBytes((int) Math.min(Integer.MAX_VALUE - 8, reader.limit() + 1));
            if (bytes.length > reader.limit()) {
                throw reader.tooLarge(document, bytes.length);
            }
            return bytes;
        }
    }

    @Override
    public void write(String document, byte[] content, byte @Nullable [] expected)
            throws IOException, InterruptedException {
        RemoteFiles files = host.files();
        String held = hold(files, document);
        try {
            if (expected != null) {
                String previous = document + ".previous";
                byte[] old = stamp(previous) == null ? null : readAll(files, previous);
                files.writeAtomically(previous, expected, old);
            }
            files.writeAtomically(document, content, expected);
        } catch (RemoteException e) {
            if (e.kind() == RemoteException.Kind.CHANGED_MEANWHILE) {
                ChangedElsewhereException changed = new ChangedElsewhereException(document);
                changed.initCause(e);
                throw changed;
            }
            throw e;
        } finally {
            release(files, held);
        }
    }

    /** Waits until nobody else writes the document, and keeps others from it. */
    private String hold(RemoteFiles files, String document) throws IOException, InterruptedException {
        String lock = document.substring(0, document.lastIndexOf('/') + 1) + "."
                + document.substring(document.lastIndexOf('/') + 1) + ".writing";
        byte[] mine = UUID.randomUUID().toString().getBytes(StandardCharsets.US_ASCII);
        byte[] theirs = new byte[0];
        long since = System.nanoTime();
        while (true) {
            try {
                files.writeAtomically(lock, mine, null);
                return lock;
            } catch (RemoteException e) {
                if (e.kind() != RemoteException.Kind.CHANGED_MEANWHILE && e.kind() != RemoteException.Kind.PROTOCOL) {
                    throw e;
                }
                byte[] now = heldBy(files, lock);
                if (now == null || !Arrays.equals(now, theirs)) {
                    theirs = now == null ? new byte[0] : now;
                    since = System.nanoTime();
                } else if (System.nanoTime() - since > patience.toNanos()) {
                    release(files, lock);
                } else if (e.kind() == RemoteException.Kind.PROTOCOL && now.length == 0) {
                    throw e;
                }
            }
            Thread.sleep(PAUSE);
        }
    }

    private static byte @Nullable [] heldBy(RemoteFiles files, String lock) throws IOException, InterruptedException {
        try {
            return readAll(files, lock);
        } catch (RemoteException e) {
            if (e.kind() == RemoteException.Kind.NO_SUCH_FILE) {
                return null;
            }
            throw e;
        }
    }

    private static void release(RemoteFiles files, String lock) throws IOException, InterruptedException {
        try {
            files.remove(lock);
        } catch (RemoteException e) {
            if (e.kind() != RemoteException.Kind.NO_SUCH_FILE) {
                throw e;
            }
        }
    }

    private static byte[] readAll(RemoteFiles files, String document) throws IOException, InterruptedException {
        try (InputStream in = files.read(document, 0)) {
            return in.readAllBytes();
        }
    }

    @Override
    public String first() {
        return FleetLocation.isDocument(path) ? path : path + (path.endsWith("/") ? "" : "/") + "fleet.json";
    }
}
