package fr.touchweb.console.core.ssh.transport;

import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.ssh.RemoteException.Kind;
import fr.touchweb.console.core.text.Message;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Replaces one file as a whole: a temporary file beside it, synced where the server can ({@code fsync@openssh.com}), moved
 * over it in one step ({@code posix-rename@openssh.com}). A server without the latter cannot replace a file atomically, so
 * nothing is written there.
 */
final class SftpWriter {
    private static final String POSIX_RENAME = "posix-rename@openssh.com";
    private static final String FSYNC = "fsync@openssh.com";
    private static final String STATVFS = "statvfs@openssh.com";
    private static final int IN_FLIGHT = 64;
    private static final int UIDGID = 2;
    private static final int PERMISSIONS = 4;

    private final SftpChannel channel;
    private final String path;

    SftpWriter(SftpChannel channel, String path) {
        this.channel = channel;
        this.path = path;
    }

    void write(byte[] content, byte @Nullable [] expected) throws IOException, InterruptedException {
        String target = path;
        SftpReply.Attributes existing = null;
        if (expected == null) {
            requireAbsent();
        } else {
            if (!channel.offers(POSIX_RENAME)) {
                throw new RemoteException(Kind.UNSUPPORTED, Message.of("ssh.error.no-atomic-rename", path), null);
            }
            target = realPath(path);
            existing = requireContent(target, expected);
        }
        String temporary = temporaryBeside(target);
        boolean moved = false;
        try {
            fill(temporary, content, existing);
            if (expected == null) {
                // OpenSSH refuses to rename onto an existing file, so that somebody else's new file is never lost.
                requireAbsent();
                channel.ask(new SftpPacket(SftpPacket.RENAME).addText(temporary).addText(target));
            } else {
                requireContent(target, expected);
                channel.ask(new SftpPacket(SftpPacket.EXTENDED).addText(POSIX_RENAME).addText(temporary)
                        .addText(target));
            }
            moved = true;
        } finally {
            if (!moved) {
                channel.send(new SftpPacket(SftpPacket.REMOVE).addText(temporary));
            }
        }
    }

    private void fill(String temporary, byte[] content, SftpReply.@Nullable Attributes existing)
            throws IOException, InterruptedException {
        int flags = SftpPacket.OPEN_WRITE | SftpPacket.OPEN_CREATE | SftpPacket.OPEN_EXCLUSIVE;
        byte[] handle = channel.ask(new SftpPacket(SftpPacket.OPEN).addText(temporary).addInt(flags)
                .addInt(PERMISSIONS).addInt(0600)).readBytes();
        try {
            send(handle, content);
            keepOwner(handle, existing);
            if (channel.offers(FSYNC)) {
                channel.ask(new SftpPacket(SftpPacket.EXTENDED).addText(FSYNC).addBytes(handle));
            }
        } catch (SftpStatus e) {
            if (e.code() == SftpStatus.FAILURE && isFull(temporary, content.length)) {
                throw new RemoteException(Kind.DISK_FULL, Message.of("ssh.error.disk-full", path), e);
            }
            throw e;
        } finally {
            channel.send(new SftpPacket(SftpPacket.CLOSE).addBytes(handle));
        }
    }

    private void send(byte[] handle, byte[] content) throws IOException, InterruptedException {
        Deque<SftpCall> flying = new ArrayDeque<>();
        for (int at = 0; at < content.length; at += SftpChannel.WRITE_BYTES) {
            if (flying.size() == IN_FLIGHT) {
                flying.remove().await();
            }
            int size = Math.min(SftpChannel.WRITE_BYTES, content.length - at);
            flying.add(channel.send(
                    new SftpPacket(SftpPacket.WRITE).addBytes(handle).addLong(at).addBytes(content, at, size)));
        }
        for (SftpCall call : flying) {
            call.await();
        }
    }

    private void keepOwner(byte[] handle, SftpReply.@Nullable Attributes existing)
            throws IOException, InterruptedException {
        int mode = existing == null || existing.mode() == -1 ? 0644 : existing.permissions();
        if (existing != null && existing.uid() != -1) {
            SftpReply.Attributes ours = channel.ask(new SftpPacket(SftpPacket.FSTAT).addBytes(handle))
                    .readAttributes();
            if (ours.uid() != existing.uid() || ours.gid() != existing.gid()) {
                try {
                    channel.ask(new SftpPacket(SftpPacket.FSETSTAT).addBytes(handle).addInt(UIDGID)
                            .addInt(existing.uid()).addInt(existing.gid()));
                } catch (SftpStatus e) {
                    throw new RemoteException(Kind.PERMISSION, Message.of("ssh.error.owner-not-kept", path), e);
                }
            }
        }
        channel.ask(new SftpPacket(SftpPacket.FSETSTAT).addBytes(handle).addInt(PERMISSIONS).addInt(mode));
    }

    /** OpenSSH says only "Failure" for a full disk, so the room is asked for. */
    private boolean isFull(String file, int wanted) throws InterruptedException {
        if (!channel.offers(STATVFS)) {
            return false;
        }
        try {
            SftpReply facts = channel.ask(new SftpPacket(SftpPacket.EXTENDED).addText(STATVFS).addText(file));
            facts.readLong();
            long blockBytes = facts.readLong();
            facts.readLong();
            facts.readLong();
            long available = facts.readLong();
            long files = facts.readLong();
            facts.readLong();
            return available * blockBytes < wanted || files > 0 && facts.readLong() == 0;
        } catch (IOException e) {
            SshErrors.quiet("statvfs after a failed write", e);
            return false;
        }
    }

    private void requireAbsent() throws IOException, InterruptedException {
        try {
            channel.ask(new SftpPacket(SftpPacket.LSTAT).addText(path));
        } catch (SftpStatus e) {
            if (e.code() == SftpStatus.NO_SUCH_FILE) {
                return;
            }
            throw e;
        }
        throw changed();
    }

    private SftpReply.Attributes requireContent(String target, byte[] expected)
            throws IOException, InterruptedException {
        byte[] handle;
        try {
            handle = SftpFiles.handle(channel, target);
        } catch (SftpStatus e) {
            throw e.code() == SftpStatus.NO_SUCH_FILE ? changed() : e;
        }
        try {
            SftpReply.Attributes facts = channel.ask(new SftpPacket(SftpPacket.FSTAT).addBytes(handle))
                    .readAttributes();
            byte[] found = new byte[expected.length + 1];
            int n = SftpOpenFile.fill(channel, handle, 0, found, 0, found.length);
            if (n != expected.length || !Arrays.equals(found, 0, n, expected, 0, n)) {
                throw changed();
            }
            return facts;
        } finally {
            channel.send(new SftpPacket(SftpPacket.CLOSE).addBytes(handle));
        }
    }

    private String realPath(String link) throws IOException, InterruptedException {
        SftpReply names = channel.ask(new SftpPacket(SftpPacket.REALPATH).addText(link));
        return names.readInt() == 1 ? names.readText() : link;
    }

    private RemoteException changed() {
        return new RemoteException(Kind.CHANGED_MEANWHILE, Message.of("ssh.error.changed-meanwhile", path), null);
    }

    private static String temporaryBeside(String target) {
        int slash = target.lastIndexOf('/') + 1;
        byte[] random = new byte[6];
        new SecureRandom().nextBytes(random);
        return target.substring(0, slash) + "." + target.substring(slash) + "."
                + HexFormat.of().formatHex(random) + ".tmp";
    }
}
