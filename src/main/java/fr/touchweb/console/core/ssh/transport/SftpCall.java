package fr.touchweb.console.core.ssh.transport;

import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.text.Message;
import java.io.IOException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** One request and its answer. A read puts its bytes into the caller's buffer, unless the caller has given up by then. */
final class SftpCall {
    private final SftpChannel channel;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition answered = lock.newCondition();
    private byte @Nullable [] into;
    private final int start;
    private final int length;
    private int count = -1;
    private @Nullable SftpReply reply;
    private @Nullable IOException failure;

    SftpCall(SftpChannel channel) {
        this(channel, null, 0, 0);
    }

    /** For a read: where its bytes go. */
    SftpCall(SftpChannel channel, byte @Nullable [] into, int start, int length) {
        this.channel = channel;
        this.into = into;
        this.start = start;
        this.length = length;
    }

    /**
     * The answer.
     *
     * @throws SftpStatus when the server said no
     */
    SftpReply await() throws IOException, InterruptedException {
        lock.lock();
        try {
            awaitAnswer();
            SftpReply got = reply;
            if (got == null) {
                throw new IOException("SFTP: data where another answer was expected");
            }
            if (got.type() == SftpPacket.STATUS) {
                int code = got.readInt();
                if (code != SftpStatus.OK) {
                    throw new SftpStatus(code, got.hasMore() ? got.readText() : "");
                }
            }
            return got;
        } finally {
            lock.unlock();
        }
    }

    /** Bytes that a read got, 0 at the end of the file. */
    int awaitData() throws IOException, InterruptedException {
        lock.lock();
        try {
            awaitAnswer();
            if (count >= 0) {
                return count;
            }
            SftpReply got = reply;
            int code = got != null && got.type() == SftpPacket.STATUS ? got.readInt() : SftpStatus.FAILURE;
            if (code == SftpStatus.END) {
                return 0;
            }
            throw new SftpStatus(code, got != null && got.hasMore() ? got.readText() : "");
        } finally {
            lock.unlock();
        }
    }

    private void awaitAnswer() throws IOException, InterruptedException {
        long left = channel.limit().toNanos();
        try {
            while (reply == null && failure == null && count < 0) {
                if (left <= 0) {
                    throw new RemoteException(RemoteException.Kind.TIMEOUT, Message.of("ssh.error.sftp-silent",
                            channel.limit().toSeconds()), null);
                }
                left = answered.awaitNanos(left);
            }
        } finally {
            into = null;
        }
        IOException failed = failure;
        if (failed != null) {
            throw channel.lost(failed);
        }
    }

    void data(byte[] bytes, int from, int n) {
        lock.lock();
        try {
            byte[] target = into;
            count = Math.min(n, length);
            if (target != null) {
                System.arraycopy(bytes, from, target, start, count);
            }
            answered.signalAll();
        } finally {
            lock.unlock();
        }
    }

    void reply(SftpReply value) {
        lock.lock();
        try {
            reply = value;
            answered.signalAll();
        } finally {
            lock.unlock();
        }
    }

    void fail(IOException cause) {
        lock.lock();
        try {
            failure = cause;
            answered.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
