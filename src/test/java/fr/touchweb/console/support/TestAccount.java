package fr.touchweb.console.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** A throw-away login of this machine, with a home of its own; needs root, and goes with {@link #close}. */
public final class TestAccount implements AutoCloseable {
    private final String name;
    private final String password;
    private final Path home;

    private TestAccount(String name, String password, Path home) {
        this.name = name;
        this.password = password;
        this.home = home;
    }

    /** @param shell login shell, {@code /bin/sh} for one */
    public static TestAccount create(String shell) throws Exception {
        RealPeer.requireThat(TestSshd.isRoot(), "other accounts need root");
        String name = "twt" + Integer.toString(new Random().nextInt(1 << 30), 36);
        String password = "pw-" + Long.toString(new Random().nextLong() >>> 1, 36);
        TestSshd.run("useradd", "--create-home", "--shell", shell, "--no-log-init", name);
        Process chpasswd = new ProcessBuilder("chpasswd").redirectErrorStream(true).start();
        try (var in = chpasswd.outputWriter()) {
            in.write(name + ":" + password + "\n");
        }
        if (!chpasswd.waitFor(30, TimeUnit.SECONDS) || chpasswd.exitValue() != 0) {
            throw new IOException("chpasswd: " + new String(chpasswd.getInputStream().readAllBytes()));
        }
        return new TestAccount(name, password, Path.of(TestSshd.run("sh", "-c", "eval echo ~" + name).strip()));
    }

    public String name() {
        return name;
    }

    public char[] password() {
        return password.toCharArray();
    }

    public Path home() {
        return home;
    }

    /** Writes a file of the account's home, owned by it. */
    public void write(String file, String content) throws Exception {
        Files.writeString(home.resolve(file), content);
        TestSshd.run("chown", name, home.resolve(file).toString());
    }

    @Override
    public void close() throws Exception {
        ProcessHandle.allProcesses().filter(this::isOurs).forEach(ProcessHandle::destroyForcibly);
        Await.until("the account's processes are gone",
                () -> ProcessHandle.allProcesses().noneMatch(this::isOurs));
        TestSshd.run("userdel", "--remove", "--force", name);
    }

    /** A process that ended and that nobody has collected yet has no command line any more. */
    private boolean isOurs(ProcessHandle process) {
        return process.info().user().filter(name::equals).isPresent() && process.info().commandLine().isPresent();
    }
}
