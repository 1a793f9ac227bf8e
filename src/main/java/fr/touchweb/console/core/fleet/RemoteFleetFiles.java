package fr.touchweb.console.core.fleet;

import fr.touchweb.console.core.ssh.FileEntry;
import fr.touchweb.console.core.ssh.FileStat;
import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.ssh.RemoteFiles;
import fr.touchweb.console.core.ssh.RemoteHost;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A document, or a folder of them, on another machine, so that a team shares it. */
public final class RemoteFleetFiles implements FleetFiles {
    private final RemoteHost host;
    private final String path;
    private final String address;

    /**
     * @param path absolute, on the host
     * @param address as the person gave it
     */
    public RemoteFleetFiles(RemoteHost host, String path, String address) {
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
