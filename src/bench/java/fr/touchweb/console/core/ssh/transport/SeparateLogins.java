package fr.touchweb.console.core.ssh.transport;

import fr.touchweb.console.core.ssh.SshTarget;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Connections to one server that share nothing, which only the engine's own package can ask for. */
public final class SeparateLogins {
    private SeparateLogins() {}

    /** Asks for all at the same time; the result is how many came about. */
    public static int count(SshHosts hosts, SshTarget target, int wanted) throws InterruptedException {
        List<Future<SshLink>> futures = new ArrayList<>();
        int good = 0;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < wanted; i++) {
                futures.add(threads.submit(() -> hosts.newLink(target)));
            }
            for (Future<SshLink> future : futures) {
                try {
                    future.get().close();
                    good++;
                } catch (ExecutionException e) {
                    System.out.println("  " + e.getCause());
                }
            }
        }
        return good;
    }
}
