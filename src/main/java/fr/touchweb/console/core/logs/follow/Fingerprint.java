package fr.touchweb.console.core.logs.follow;

import fr.touchweb.console.core.ssh.OpenFile;
import fr.touchweb.console.core.ssh.RemoteException;
import java.util.Arrays;

/**
 * The first bytes of a file, by which it is known under any name. They grow with the file up to {@link #LENGTH}; a
 * fingerprint of no bytes knows nothing.
 */
final class Fingerprint {
    static final int LENGTH = 1024;
    static final Fingerprint NONE = new Fingerprint(new byte[0]);

    private final byte[] head;

    private Fingerprint(byte[] head) {
        this.head = head;
    }

    static Fingerprint of(byte[] bytes, int length) {
        return length == 0 ? NONE : new Fingerprint(Arrays.copyOf(bytes, Math.min(length, LENGTH)));
    }

    /** Reads the fingerprint of an open file. */
    static Fingerprint of(OpenFile file) throws RemoteException, InterruptedException {
        byte[] bytes = new byte[LENGTH];
        return of(bytes, file.read(0, bytes, 0, LENGTH));
    }

    byte[] bytes() {
        return head.clone();
    }

    int length() {
        return head.length;
    }

    boolean full() {
        return head.length == LENGTH;
    }

    /** Whether a file whose first bytes are these can be the same file, grown or not. */
    boolean begins(Fingerprint other) {
        return head.length > 0 && other.head.length >= head.length
                && Arrays.equals(head, 0, head.length, other.head, 0, head.length);
    }
}
