package fr.touchweb.console.core.ssh.hostkey;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Snapshots of known_hosts files, read again when one of the files has changed. Safe on any thread. */
public final class KnownHostsFiles {
    private record Stamp(Path file, long modified, long size, @Nullable Object identity) {}

    private record Kept(List<Stamp> stamps, KnownHosts hosts) {}

    private final Map<List<List<Path>>, Kept> kept = new ConcurrentHashMap<>();

    /**
     * What the files say now.
     *
     * @throws IOException when a file is there and cannot be read
     */
    public KnownHosts current(List<Path> files) throws IOException {
        return current(files, List.of());
    }

    /**
     * The same with files of revoked keys.
     *
     * @throws IOException also when one of those is not there
     */
    public KnownHosts current(List<Path> files, List<Path> revoked) throws IOException {
        List<List<Path>> key = List.of(List.copyOf(files), List.copyOf(revoked));
        List<Stamp> stamps = new ArrayList<>();
        for (Path file : Stream.concat(files.stream(), revoked.stream()).toList()) {
            stamps.add(stamp(file)); // before reading, so that a change meanwhile is seen the next time
        }
        Kept last = kept.get(key);
        if (last != null && last.stamps().equals(stamps)) {
            return last.hosts();
        }
        KnownHosts hosts = KnownHosts.read(files, revoked);
        kept.put(key, new Kept(stamps, hosts));
        return hosts;
    }

    private static Stamp stamp(Path file) throws IOException {
        try {
            BasicFileAttributes facts = Files.readAttributes(file, BasicFileAttributes.class);
            return new Stamp(file, facts.lastModifiedTime().to(java.util.concurrent.TimeUnit.NANOSECONDS),
                    facts.size(), facts.fileKey());
        } catch (NoSuchFileException e) {
            return new Stamp(file, -1, -1, null);
        }
    }
}
