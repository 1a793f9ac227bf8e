package fr.touchweb.console.core.binlog;

import fr.touchweb.console.core.binlog.model.BinlogFile;
import fr.touchweb.console.core.binlog.model.Statement;
import fr.touchweb.console.core.binlog.model.Transaction;
import fr.touchweb.console.core.ssh.OpenFile;
import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.ssh.RemoteFiles;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.zip.CRC32;

/** Bytes of a binary log itself, for what its text cannot prove. */
final class RawBytes {
    private static final int HEADER = 19;
    private static final int CRC = 4;
    /** GTID of MariaDB; GTID, anonymous and tagged GTID of MySQL. */
    private static final Set<Integer> GTIDS = Set.of(162, 33, 34, 42);
    private static final int LARGEST_EVENT = 64 << 20;

    private final RemoteFiles files;
    private final BinlogFile file;

    RawBytes(RemoteFiles files, BinlogFile file) {
        this.files = files;
        this.file = file;
    }

    /** Whether the events of a transaction stand where its text said, and their checksums hold. */
    boolean chainOf(Transaction transaction) throws RemoteException, InterruptedException {
        Set<Long> starts = new HashSet<>();
        try (OpenFile open = files.open(file.path())) {
            long at = transaction.start();
            while (at < transaction.end()) {
                starts.add(at);
                ByteBuffer header = ByteBuffer.wrap(bytes(open, at, HEADER)).order(ByteOrder.LITTLE_ENDIAN);
                if (header.limit() < HEADER) {
                    return false;
                }
                long size = Integer.toUnsignedLong(header.getInt(9));
                if (size < HEADER || size > transaction.end() - at) {
                    return false;
                }
                if (file.checksum() == BinlogFile.Checksum.CRC32 && size <= LARGEST_EVENT
                        && !checksumHolds(bytes(open, at, (int) size))) {
                    return false;
                }
                at += size;
            }
            // Statements inside a compressed payload have no positions of their own.
            return at == transaction.end() && transaction.statements().stream().map(Statement::start)
                    .allMatch(start -> starts.contains(start) || start == transaction.end());
        }
    }

    /** Whether an event that begins a transaction stands at a position: a GTID of either family. */
    boolean startsTransaction(long position) throws RemoteException, InterruptedException {
        byte[] header = part(position, position + HEADER);
        if (header.length < HEADER) {
            return false;
        }
        ByteBuffer b = ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN);
        boolean chained = Integer.toUnsignedLong(b.getInt(13)) == position + Integer.toUnsignedLong(b.getInt(9));
        return chained && GTIDS.contains(header[4] & 0xff);
    }

    private static boolean checksumHolds(byte[] event) {
        if (event.length < HEADER + CRC) {
            return false;
        }
        CRC32 crc = new CRC32();
        crc.update(event, 0, event.length - CRC);
        int stored = ByteBuffer.wrap(event).order(ByteOrder.LITTLE_ENDIAN).getInt(event.length - CRC);
        return (int) crc.getValue() == stored;
    }

    /** Bytes of a part of the file, fewer at its end. */
    byte[] part(long from, long to) throws RemoteException, InterruptedException {
        try (OpenFile open = files.open(file.path())) {
            return bytes(open, from, (int) Math.min(to - from, LARGEST_EVENT));
        }
    }

    private static byte[] bytes(OpenFile open, long from, int length) throws RemoteException, InterruptedException {
        byte[] bytes = new byte[length];
        int read = open.read(from, bytes, 0, length);
        return read == length ? bytes : Arrays.copyOf(bytes, read);
    }
}
