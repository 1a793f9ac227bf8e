package fr.touchweb.console.core.ssh.hostkey;

import fr.touchweb.console.core.ssh.key.KeyBlob;
import fr.touchweb.console.core.ssh.key.WireException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The text form of {@code RevokedHostKeys} (ssh_config(5)): revoked for every host. */
final class RevokedKeys {
    private RevokedKeys() {}

    /** @throws IOException when any line cannot be read: it may be the one that matters */
    static void read(Path file, List<KnownHost> lines) throws IOException {
        String[] rows = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).split("\n", -1);
        for (int i = 0; i < rows.length; i++) {
            String row = rows[i].strip();
            if (row.isEmpty() || row.startsWith("#")) {
                continue;
            }
            String[] words = row.split("[ \t]+");
            if (words.length < 2) {
                throw new WireException(file + ":" + (i + 1) + ": no key");
            }
            KeyBlob key;
            try {
                key = KeyBlob.ofBase64(words[1]);
            } catch (WireException e) {
                throw new WireException(file + ":" + (i + 1) + ": " + e.getMessage());
            }
            if (!key.type().equals(words[0])) {
                throw new WireException(file + ":" + (i + 1) + ": the key is not of type " + words[0]);
            }
            lines.add(new KnownHost(file, i + 1, KnownHost.Marker.REVOKED, HostPatterns.parse("*"), key));
        }
    }
}
