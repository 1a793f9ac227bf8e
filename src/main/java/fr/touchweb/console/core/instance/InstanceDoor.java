package fr.touchweb.console.core.instance;

import com.fasterxml.jackson.databind.SerializationFeature;
import fr.touchweb.console.core.store.DocumentException;
import fr.touchweb.console.core.store.StrictJson;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The door of the one window of a name: a lock, which ends with its process however that ends, and a Unix socket beside
 * it, in a folder that is its owner's alone. Safe on any thread.
 */
public final class InstanceDoor implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(InstanceDoor.class);
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rwx------");
    private static final int LONGEST = 16 << 10;
    private static final Duration PAUSE = Duration.ofMillis(20);
    private static final String TAKEN = "ok\n";

    private final FileChannel file;
    private final FileLock lock;
    private final Path socket;
    private final ServerSocketChannel server;

    private InstanceDoor(FileChannel file, FileLock lock, Path socket) throws IOException {
        this.file = file;
        this.lock = lock;
        this.socket = socket;
        // who holds the lock may clear away what a killed process left
        Files.deleteIfExists(socket);
        server = ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(UnixDomainSocketAddress.of(socket));
    }

    /**
     * Takes the door, or hands the request to who has it.
     *
     * @param folder made with rights for its owner alone
     * @param name of the window, fit for a file
     * @param patience for one that is just starting or busy
     * @return the door, empty when the request was taken by another process
     * @throws IOException when the folder cannot be used, or the other one does not answer
     */
    public static Optional<InstanceDoor> enter(Path folder, String name, StartRequest request, Duration patience)
            throws IOException {
        long deadline = System.nanoTime() + patience.toNanos();
        secure(folder);
        Path socket = folder.resolve(name + ".sock");
        while (true) {
            InstanceDoor door = take(folder.resolve(name + ".lock"), socket);
            if (door != null) {
                return Optional.of(door);
            }
            try {
                hand(socket, request, deadline);
                return Optional.empty();
            } catch (IOException e) {
                if (System.nanoTime() > deadline) {
                    throw e;
                }
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }

    private static void secure(Path folder) throws IOException {
        Files.createDirectories(folder);
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(folder, OWNER_ONLY);
        }
    }

    private static @Nullable InstanceDoor take(Path lock, Path socket) throws IOException {
        FileChannel file = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock held = file.tryLock();
            if (held != null) {
                return new InstanceDoor(file, held, socket);
            }
        } catch (OverlappingFileLockException e) {
            LOG.debug("this process has the door already", e);
        } catch (IOException e) {
            file.close();
            throw e;
        }
        file.close();
        return null;
    }

    private static void hand(Path socket, StartRequest request, long deadline) throws IOException {
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket));
                Selector selector = Selector.open()) {
            ByteBuffer line = ByteBuffer.wrap((new StrictJson().mapper().writer()
                    .without(SerializationFeature.INDENT_OUTPUT).writeValueAsString(request) + "\n")
                    .getBytes(StandardCharsets.UTF_8));
            while (line.hasRemaining()) {
                channel.write(line);
            }
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_READ);
            ByteBuffer answer = ByteBuffer.allocate(TAKEN.length());
            while (answer.hasRemaining()) {
                long left = deadline - System.nanoTime();
                if (left <= 0 || selector.select(Math.max(1, left / 1_000_000)) == 0) {
                    throw new IOException("no answer at " + socket);
                }
                selector.selectedKeys().clear();
                if (channel.read(answer) < 0) {
                    throw new IOException("refused at " + socket);
                }
            }
        }
    }

    /** Hears requests from now on, those that waited too; each comes on a thread of its own. */
    public void listen(Consumer<StartRequest> listener) {
        Thread.ofVirtual().name("instance-door").start(() -> {
            try {
                while (true) {
                    SocketChannel guest = server.accept();
                    Thread.ofVirtual().start(() -> admit(guest, listener));
                }
            } catch (ClosedChannelException e) {
                LOG.debug("the door is closed", e);
            } catch (IOException e) {
                LOG.error("further starts cannot be heard any more", e);
            }
        });
    }

    private void admit(SocketChannel guest, Consumer<StartRequest> listener) {
        try (guest) {
            ByteBuffer buffer = ByteBuffer.allocate(LONGEST);
            while (buffer.hasRemaining() && !ends(buffer) && guest.read(buffer) >= 0) {
                // goes on until the line is whole
            }
            byte[] line = new byte[buffer.position()];
            buffer.flip().get(line);
            StartRequest request = new StrictJson().read("start", line, StartRequest.class);
            if (request.version() == StartRequest.VERSION) {
                listener.accept(request);
                guest.write(ByteBuffer.wrap(TAKEN.getBytes(StandardCharsets.US_ASCII)));
            }
        } catch (DocumentException e) {
            LOG.warn("a start that is none: {}", e.getMessage());
        } catch (IOException e) {
            LOG.warn("a start was lost", e);
        }
    }

    private static boolean ends(ByteBuffer buffer) {
        return buffer.position() > 0 && buffer.get(buffer.position() - 1) == '\n';
    }

    @Override
    public void close() throws IOException {
        server.close();
        Files.deleteIfExists(socket);
        lock.release();
        file.close();
    }
}
