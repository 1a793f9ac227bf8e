package fr.touchweb.console.core.logs.follow;

import fr.touchweb.console.core.journal.CommandJournal;
import fr.touchweb.console.core.ssh.LocalHost;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rotation matrix on this machine's own files. */
class RotationTest {
    @TempDir
    private Path folder;

    @Test
    void nothingIsLostAtARotation() throws Exception {
        new RotationMatrix(folder, new LocalHost("local", new CommandJournal(Clock.systemUTC()))).run(matrix -> {});
    }

    @Test
    void norWhenTheLineIsCutMeanwhile() throws Exception {
        CuttableHost host = new CuttableHost();
        new RotationMatrix(folder, host).run(matrix -> {
            for (int tenth = 2; tenth <= 8; tenth += 2) {
                matrix.awaitLines(matrix.total() / 10 * tenth);
                host.cut();
                host.mend();
            }
        });
    }
}
