package fr.touchweb.console.core.logs.follow;

import fr.touchweb.console.core.journal.CommandJournal;
import fr.touchweb.console.core.ssh.LocalHost;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rotation matrix on this machine's own files. */
class RotationTest {
    @TempDir
    private Path folder;

    @Test
    void nothingIsLostAtARotation() throws Exception {
        new RotationMatrix(folder, new LocalHost("local", new CommandJournal(Clock.systemUTC()))).run(() -> {});
    }

    @Test
    void norWhenTheLineIsCutMeanwhile() throws Exception {
        CuttableHost host = new CuttableHost();
        new RotationMatrix(folder, host).run(() -> {
            for (int i = 0; i < 4; i++) {
                LockSupport.parkNanos(600_000_000L);
                host.cut();
                LockSupport.parkNanos(200_000_000L);
                host.mend();
            }
        });
    }
}
