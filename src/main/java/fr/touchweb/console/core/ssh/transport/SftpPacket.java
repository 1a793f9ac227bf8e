package fr.touchweb.console.core.ssh.transport;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A request of the SFTP protocol, version 3 (draft-ietf-secsh-filexfer-02), being put together. */
final class SftpPacket {
    static final int INIT = 1;
    static final int VERSION = 2;
    static final int OPEN = 3;
    static final int CLOSE = 4;
    static final int READ = 5;
    static final int WRITE = 6;
    static final int LSTAT = 7;
    static final int FSTAT = 8;
    static final int FSETSTAT = 10;
    static final int OPENDIR = 11;
    static final int READDIR = 12;
    static final int REMOVE = 13;
    static final int REALPATH = 16;
    static final int STAT = 17;
    static final int RENAME = 18;
    static final int READLINK = 19;
    static final int EXTENDED = 200;
    static final int STATUS = 101;
    static final int HANDLE = 102;
    static final int DATA = 103;
    static final int NAME = 104;
    static final int ATTRS = 105;
    static final int EXTENDED_REPLY = 201;

    static final int OPEN_READ = 1;
    static final int OPEN_WRITE = 2;
    static final int OPEN_CREATE = 8;
    static final int OPEN_EXCLUSIVE = 32;

    private static final int LENGTH_BYTES = 4;
    private static final int ID_AT = 5;

    private byte[] bytes = new byte[64];
    private int size = LENGTH_BYTES;

    /** A request whose id is filled in when it is sent. */
    SftpPacket(int type) {
        addByte(type);
        addInt(0);
    }

    SftpPacket addByte(int value) {
        room(1);
        bytes[size++] = (byte) value;
        return this;
    }

    SftpPacket addInt(int value) {
        room(4);
        ByteBuffer.wrap(bytes).putInt(size, value);
        size += 4;
        return this;
    }

    SftpPacket addLong(long value) {
        room(8);
        ByteBuffer.wrap(bytes).putLong(size, value);
        size += 8;
        return this;
    }

    SftpPacket addBytes(byte[] value, int start, int length) {
        addInt(length);
        room(length);
        System.arraycopy(value, start, bytes, size, length);
        size += length;
        return this;
    }

    SftpPacket addBytes(byte[] value) {
        return addBytes(value, 0, value.length);
    }

    SftpPacket addText(String value) {
        return addBytes(value.getBytes(StandardCharsets.UTF_8));
    }

    /** The whole packet with its length and id. */
    byte[] finish(int id) {
        byte[] done = Arrays.copyOf(bytes, size);
        ByteBuffer.wrap(done).putInt(0, size - LENGTH_BYTES).putInt(ID_AT, id);
        return done;
    }

    private void room(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
        }
    }
}
