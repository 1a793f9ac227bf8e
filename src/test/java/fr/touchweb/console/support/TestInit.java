package fr.touchweb.console.support;

import fr.touchweb.console.core.ssh.Command;
import fr.touchweb.console.core.ssh.CommandResult;
import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.ssh.RemoteHost;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What starts things by itself on a server, really: systemd as process 1, or Debian's cron daemon, in namespaces of the
 * test's own. It sees no unit and no crontab of this machine, and goes with all that it started. Needs root.
 */
public final class TestInit implements AutoCloseable {
    private static final Path SYSTEMD = Path.of("/lib/systemd/systemd");
    private static final Path MOUNTS = Path.of("/proc/self/mounts");

    private final Process process;
    private final @Nullable Path group;

    private TestInit(Process process, @Nullable Path group) {
        this.process = process;
        this.group = group;
    }

    /**
     * A systemd that knows one empty target: none of the units that clear folders or set up a machine.
     *
     * @param folder empty, for its units
     */
    public static TestInit systemd(Path folder) throws Exception {
        RealPeer.requireThat(Files.isExecutable(SYSTEMD) && TestSshd.isRoot(), "a systemd of our own needs root");
        RealPeer.require("systemd-run");
        Path units = Files.createDirectories(folder.resolve("units"));
        for (String unit : List.of("default.target", "basic.target", "sysinit.target", "shutdown.target")) {
            Files.writeString(units.resolve(unit), "[Unit]\nDefaultDependencies=no\n");
        }
        Optional<Path> groups = Files.readAllLines(MOUNTS).stream().map(line -> line.split(" "))
                .filter(words -> words[2].equals("cgroup2")).map(words -> Path.of(words[1])).findFirst();
        // No program that could be installed: a machine has it or has it not.
        if (groups.isEmpty() || !Files.isWritable(groups.get())) {
            RealPeer.absent("systemd: no cgroup2 here");
        }
        Path group = Files
                .createDirectory(
                        groups.orElseThrow().resolve("twt" + Integer.toString(new Random().nextInt(1 << 30), 36)));
        Process process = start("echo $$ >'" + group + "/cgroup.procs'; exec \"$@\"",
                List.of("--cgroup", "--uts", "--ipc"),
                "mount -t tmpfs tmpfs /sys/fs/cgroup && mount -t cgroup2 cgroup2 /sys/fs/cgroup"
                        + " && mkdir -p /run/systemd/system && exec env -i PATH=\"$PATH\" container=test SYSTEMD_UNIT_PATH='"
                        + units + "' " + SYSTEMD + " --system --log-target=null --show-status=no");
        TestInit init = new TestInit(process, group);
        try {
            Await.until("systemd answers", () -> !process.isAlive()
                    || init.run("systemctl", "is-system-running").strip().equals("running"));
            if (!process.isAlive()) {
                RealPeer.absent("systemd does not run here, this machine forbids its namespaces");
            }
            return init;
        } catch (RuntimeException | AssertionError e) {
            init.close();
            throw e;
        }
    }

    /**
     * Debian's cron with one folder of crontabs.
     *
     * @param crontabs in place of {@code /etc/cron.d}
     * @param booting whether the machine has just started; else it has been up for long, and what runs each minute is near
     */
    public static TestInit cron(Path crontabs, boolean booting) throws Exception {
        RealPeer.requireThat(TestSshd.isRoot(), "a cron daemon of our own needs root");
        String cron = RealPeer.require("cron").toString();
        if (!booting) {
            // A few seconds before a minute of its own, so that nobody waits for one.
            long wait = Math.floorMod(55 - System.currentTimeMillis() / 1000, 60L);
            // Its semaphore is named after its number, which is 1 in every namespace.
            cron = "touch /run/crond.reboot && mount -t tmpfs tmpfs /dev/shm && exec " + RealPeer.require("faketime")
                    + " -f +" + wait + "s " + cron;
        }
        Path empty = Files.createDirectories(crontabs.resolveSibling("no-crontabs"));
        Files.setPosixFilePermissions(empty, PosixFilePermissions.fromString("rwx------"));
        return new TestInit(start("exec \"$@\"", List.of(),
                "mount --bind '" + crontabs + "' /etc/cron.d && mount --bind '"
                        + empty + "' /var/spool/cron/crontabs && mount --bind /dev/null /etc/crontab && " + cron
                        + " -f"),
                null);
    }

    private static Process start(String before, List<String> spaces, String inside) throws Exception {
        List<String> argv = new ArrayList<>(List.of("sh", "-c", before, "sh", RealPeer.require("unshare").toString(),
                "--kill-child=KILL", "--mount", "--pid", "--fork", "--mount-proc"));
        argv.addAll(spaces);
        argv.addAll(List.of("sh", "-c",
                "mount --make-rprivate / && mount -t tmpfs tmpfs /run && " + inside));
        return new ProcessBuilder(argv).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** Runs a program beside it, as somebody does who is logged in there. */
    public String run(String... words) throws Exception {
        Process inside = new ProcessBuilder(entering(List.of(words))).redirectErrorStream(true).start();
        inside.getOutputStream().close();
        String said = new String(inside.getInputStream().readAllBytes());
        inside.waitFor();
        return said;
    }

    /** A machine whose commands run beside it. */
    public RemoteHost host(RemoteHost machine) {
        return new BareHost(machine) {
            @Override
            public CommandResult run(Command command) throws RemoteException, InterruptedException {
                return super.run(new Command(entering(command.argv()), command.stdin(), command.limit(),
                        command.outputLimit()));
            }
        };
    }

    private List<String> entering(List<String> words) {
        List<String> argv = new ArrayList<>(List.of("nsenter", "--target",
                String.valueOf(first().map(ProcessHandle::pid).orElse(0L)), "--mount", "--pid", "--cgroup", "--"));
        argv.addAll(words);
        return argv;
    }

    /** Process 1 in there. */
    private Optional<ProcessHandle> first() {
        return process.children().findFirst();
    }

    @Override
    public void close() throws Exception {
        first().ifPresent(ProcessHandle::destroyForcibly);
        process.destroyForcibly().waitFor();
        Path own = group;
        if (own != null) {
            Await.until("nothing of it is left", () -> {
                try (Stream<Path> all = Files.walk(own)) {
                    for (Path each : all.filter(Files::isDirectory).sorted(Comparator.reverseOrder()).toList()) {
                        // Busy as long as a process of it ends.
                        new ProcessBuilder("rmdir", each.toString()).redirectErrorStream(true).start().waitFor();
                    }
                }
                return !Files.exists(own);
            });
        }
    }
}
