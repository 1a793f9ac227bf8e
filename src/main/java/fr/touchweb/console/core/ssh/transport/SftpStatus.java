package fr.touchweb.console.core.ssh.transport;

import java.io.IOException;

/** The server said no; the code is that of the protocol. */
final class SftpStatus extends IOException {
    static final int OK = 0;
    static final int END = 1;
    static final int NO_SUCH_FILE = 2;
    static final int PERMISSION_DENIED = 3;
    static final int FAILURE = 4;
    static final int UNSUPPORTED = 8;
    static final int NO_SPACE = 14;
    static final int QUOTA = 15;

    private static final long serialVersionUID = 1;

    private final int code;

    SftpStatus(int code, String words) {
        super(words.isEmpty() ? "SFTP status " + code : words);
        this.code = code;
    }

    int code() {
        return code;
    }
}
