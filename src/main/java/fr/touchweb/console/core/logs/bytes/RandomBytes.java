package fr.touchweb.console.core.logs.bytes;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Bytes that can be read at any place, on several threads at once. */
public interface RandomBytes extends Closeable {
    /** Bytes that are there now. */
    long size() throws IOException;

    /**
     * Reads until the array is full or nothing is left.
     *
     * @return bytes read, 0 at the end
     */
    int read(long offset, byte[] into, int start, int length) throws IOException;

    /** Whether reading on is much cheaper than jumping, and the size dear to know. */
    default boolean sequential() {
        return false;
    }

    /** A file of this machine. It is read and not mapped: a mapped file that shrinks is a fault in whoever reads it. */
    static RandomBytes of(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        return new RandomBytes() {
            @Override
            public long size() throws IOException {
                return channel.size();
            }

            @Override
            public int read(long offset, byte[] into, int start, int length) throws IOException {
                ByteBuffer buffer = ByteBuffer.wrap(into, start, length);
                while (buffer.hasRemaining()) {
                    if (channel.read(buffer, offset + buffer.position() - start) < 0) {
                        break;
                    }
                }
                return buffer.position() - start;
            }

            @Override
            public void close() throws IOException {
                channel.close();
            }
        };
    }
}
