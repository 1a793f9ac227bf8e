package fr.touchweb.console.cli;

import fr.touchweb.console.core.binlog.BinlogReader;
import fr.touchweb.console.core.binlog.DatabaseLogin;
import fr.touchweb.console.core.binlog.RemoteBinlogs;
import fr.touchweb.console.core.ssh.RemoteHost;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Where a verb reads: a file of a server ({@code SERVER:FILE}), a binary log or a saved text of this machine, or text on
 * standard input ({@code -}).
 *
 * @param reader of the machine; null for text
 * @param host the machine; null for text
 * @param path of the file on that machine, or of the saved text here; {@code -} for standard input
 * @param remote whether the machine is another one
 */
record BinlogPlace(@Nullable BinlogReader reader, @Nullable RemoteHost host, String path, boolean remote) {
    private static final Pattern REMOTE = Pattern.compile("([A-Za-z0-9][A-Za-z0-9._-]+):(.+)", Pattern.DOTALL);
    private static final int BUFFER = 1 << 16;
    private static final byte[] MAGIC_END = {0x62, 0x69, 0x6e};

    /** @param login asked when a file is encrypted, a copy; null for none */
    static BinlogPlace of(String named, BinlogAccess access, CommonOptions options,
            Supplier<@Nullable DatabaseLogin> login)
            throws IOException, InterruptedException, UsageException {
        Matcher remote = REMOTE.matcher(named);
        if (!named.equals("-") && !Files.exists(Path.of(named)) && remote.matches()) {
            RemoteHost host = access.host(options, remote.group(1));
            String path = remote.group(2);
            if (!path.startsWith("/")) {
                String pattern = access.pattern(options, remote.group(1));
                path = pattern.substring(0, pattern.lastIndexOf('/') + 1) + path;
            }
            return new BinlogPlace(new RemoteBinlogs(host, access.policy(options), login), host, path, true);
        }
        if (named.equals("-") || !isBinary(Path.of(named))) {
            return new BinlogPlace(null, null, named, false);
        }
        RemoteHost here = access.localHost(options);
        return new BinlogPlace(new RemoteBinlogs(here, access.policy(options), login), here,
                Path.of(named).toAbsolutePath().normalize().toString(), false);
    }

    /** The text of a place that is text. */
    InputStream text(Terminal terminal) throws IOException {
        if (path.equals("-")) {
            return terminal.in();
        }
        Path file = Path.of(path);
        InputStream in = Files.newInputStream(file);
        return LogReading.zipped(file) ? new GZIPInputStream(in, BUFFER) : in;
    }

    /** Whether a file is a binary log: the last three bytes of the magic tell, the first whether it is encrypted. */
    private static boolean isBinary(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] magic = in.readNBytes(4);
            int first = magic.length == 4 ? magic[0] & 0xff : 0;
            return (first == 0xfe || first == 0xfd) && Arrays.equals(magic, 1, 4, MAGIC_END, 0, 3);
        }
    }
}
