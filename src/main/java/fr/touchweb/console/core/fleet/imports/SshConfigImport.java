package fr.touchweb.console.core.fleet.imports;

import fr.touchweb.console.core.fleet.Server;
import fr.touchweb.console.core.ssh.config.SshConfigFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** Aliases of ssh_config become servers whose host is the alias, so that all that stands there goes on to count. */
public final class SshConfigImport {
    private SshConfigImport() {}

    /**
     * Reads a configuration file.
     *
     * @param home folder that holds {@code .ssh}, for Include
     */
    public static ImportBatch read(Path file, Path home) throws IOException {
        if (!Files.exists(file)) {
            throw new NoSuchFileException(file.toString());
        }
        SshConfigFile config = SshConfigFile.read(List.of(file), home);
        BatchBuilder batch = new BatchBuilder();
        config.aliases().forEach(alias -> batch.add(Server.of(alias, alias)));
        config.notes().forEach(batch::note);
        return batch.batch();
    }
}
