package fr.touchweb.console.core.ssh;

import fr.touchweb.console.core.journal.CommandEntry;
import fr.touchweb.console.core.journal.CommandJournal;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * An open file of this machine. Java measures only the size of an open file; the rest is that of its path while the path
 * names the same file, and what was last seen there afterwards.
 */
final class LocalOpenFile implements OpenFile {
    private final String name;
    private final Path path;
    private final FileChannel channel;
    private final @Nullable Object key;
    private final CommandJournal journal;
    private final CommandEntry entry;
    private final AtomicLong read = new AtomicLong();
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile FileStat last;

    LocalOpenFile(String name, Path path, CommandJournal journal, CommandEntry entry) throws IOException {
        this.name = name;
        this.path = path;
        this.journal = journal;
        this.entry = entry;
        // The path may be renamed between the two calls: then the key belongs to another file than the channel.
        Object before;
        Object after;
        FileChannel opened;
        do {
            before = keyOf(path);
            opened = FileChannel.open(path, StandardOpenOption.READ);
            after = keyOf(path);
            if (!Objects.equals(before, after)) {
                opened.close();
            }
        } while (!Objects.equals(before, after));
        this.channel = opened;
        this.key = after;
        this.last = LocalFiles.statOf(path);
    }

    @Override
    public String path() {
        return name;
    }

    @Override
    public FileStat stat() throws RemoteException, InterruptedException {
        return LocalFiles.mapped(name, () -> {
            FileStat seen = last;
            if (key != null && key.equals(keyOf(path))) {
                seen = LocalFiles.statOf(path);
            }
            last = new FileStat(seen.kind(), channel.size(), seen.modified(), seen.permissions(),
                    seen.owner(), seen.group());
            return last;
        });
    }

    @Override
    public int read(long offset, byte[] buffer, int start, int length) throws RemoteException, InterruptedException {
        return LocalFiles.mapped(name, () -> {
            int got = 0;
            while (got < length) {
                int n = channel.read(ByteBuffer.wrap(buffer, start + got, length - got), offset + got);
                if (n <= 0) {
                    break;
                }
                got += n;
            }
            read.addAndGet(got);
            return got;
        });
    }

    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        String result = "0";
        try {
            channel.close();
        } catch (IOException e) {
            result = "lost: " + e.getMessage();
        }
        journal.finished(entry, result, read.get(), 0);
    }

    private static @Nullable Object keyOf(Path path) throws IOException {
        try {
            return Files.readAttributes(path, BasicFileAttributes.class).fileKey();
        } catch (NoSuchFileException _) {
            return null;
        }
    }
}
