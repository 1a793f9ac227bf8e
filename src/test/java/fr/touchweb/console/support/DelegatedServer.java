package fr.touchweb.console.support;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A server as {@code installer/server} sets it up, of the very files that stand there: a real sshd with the Match blocks,
 * PAM with the second factor, a jail built by {@code tw-jail}, the client's own folders of logs, their site with its
 * supervisor. Two clients are on it, {@code acme}, whose developer has an account, and {@code bora}. Needs root; what it
 * makes outside of the test's folder goes with {@link #close}.
 */
public final class DelegatedServer implements AutoCloseable {
    /** Where the examples stand. */
    public static final Path EXAMPLES = Path.of("installer/server").toAbsolutePath();
    /** What stands in the log of the client who is nobody's business. */
    public static final String FOREIGN = "82.64.99.99 bora alone may read this";
    private static final String DEVELOPERS = "tw-developers";

    private final List<AutoCloseable> undo = new ArrayList<>();
    /** Folder on the machine in which both clients' files stand, owned by root all the way up. */
    public final Path base;
    /** The developer of acme. */
    public final TestAccount developer;
    public final TestSecondFactor authenticator;
    public final TestSshd sshd;
    /** The group of acme's people and site. */
    public final String group;
    private final Path folder;

    /** @param options of the second factor, see {@link TestSecondFactor#of} */
    public DelegatedServer(Path folder, String... options) throws Exception {
        RealPeer.requireThat(TestSshd.isRoot(), "a server's accounts and jails need root");
        RealPeer.require("mount");
        this.folder = Files.createDirectories(folder);
        String tag = Integer.toString(new Random().nextInt(1 << 30), 36);
        base = Path.of("/srv/twt-" + tag);
        group = "twt" + tag + "a";
        try {
            undo.add(() -> delete(base));
            groups(DEVELOPERS, group, group + "b");
            developer = TestAccount.create("/bin/sh");
            undo.add(developer);
            join(developer, DEVELOPERS, group);
            files();
            buildJail();
            authenticator = TestSecondFactor.of(developer.name(), options);
            undo.add(authenticator);
            String service = "twt-sshd-" + tag;
            place(EXAMPLES.resolve("pam/sshd"), Path.of("/etc/pam.d", service), "rw-r--r--");
            sshd = TestSshd.with().pam(service)
                    .block("Include " + EXAMPLES.resolve("ssh/tw-console.conf")).start(folder.resolve("sshd"));
            undo.add(sshd);
            Path keys = Path.of("/etc/ssh/keys");
            if (Files.notExists(keys)) {
                Files.createDirectories(keys);
                undo.add(() -> deleteIfEmpty(keys));
            }
            place(sshd.authorizedKeys(), keys.resolve(developer.name()), "rw-r--r--");
        } catch (Exception | Error e) {
            close();
            throw e;
        }
    }

    private void files() throws Exception {
        write("clients/acme/apache2/access.log", "82.64.10.5 acme's own\n", "root:" + group, "rw-r-----");
        write("clients/acme/shared/error.log", "acme's own error\n", "root:" + group, "rw-r-----");
        // Rights let everybody of the machine read this one: the jail alone keeps it.
        write("clients/bora/apache2/access.log", FOREIGN + "\n", "root:root", "rw-r--r--");
        // It stands where acme's developer looks: its group alone keeps it.
        write("clients/acme/shared/bora.log", FOREIGN + "\n", "root:" + group + "b", "rw-r-----");
        write("www/acme/index.php", "<?php\n", developer.name() + ":" + group, "rw-rw-r--");
        write("www/acme/var/cache/page.html", "<p>\n", "www-data:www-data", "rw-r--r--");
        write("www/bora/index.php", FOREIGN + "\n", "root:root", "rw-r--r--");
        Files.createDirectories(api());
        for (Path each : List.of(base.resolve("www/acme"), api().getParent(), api())) {
            TestSshd.run("chown", "root:" + group, each.toString());
            TestSshd.run("chmod", "2775", each.toString());
        }
    }

    /** Folder of acme's site, from outside. */
    public Path site() {
        return base.resolve("www/acme");
    }

    /** Folder in which the supervisor takes requests, from outside. */
    public Path api() {
        return site().resolve("tw_supervisor/api");
    }

    /** Root of the jail, from outside. */
    public Path jail() {
        return Path.of("/srv/jails", developer.name());
    }

    /** Writes a file below {@link #base}. */
    public Path write(String path, String content, String owner, String rights) throws Exception {
        Path file = base.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
        TestSshd.run("chown", owner, file.toString());
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(rights));
        return file;
    }

    private void buildJail() throws Exception {
        Path description = folder.resolve(developer.name());
        Files.writeString(description, """
                # as installer/server/jails/jdurand
                ro %1$s/clients/acme/apache2  /var/log/apache2
                ro %1$s/clients/acme/shared   /var/log/shared
                rw %1$s/www/acme              /home/www/acme
                """.formatted(base));
        boolean first = Files.notExists(Path.of("/srv/jails"));
        undo.add(() -> {
            TestSshd.run(tool(), "down", developer.name());
            if (first) {
                deleteIfEmpty(Path.of("/srv/jails"));
            }
        });
        TestSshd.run(tool(), "up", description.toString());
    }

    private static String tool() {
        return EXAMPLES.resolve("tw-jail").toString();
    }

    /** Copies an example to where it belongs. */
    public void place(Path example, Path to, String rights) throws IOException {
        Files.copy(example, to, StandardCopyOption.REPLACE_EXISTING);
        Files.setPosixFilePermissions(to, PosixFilePermissions.fromString(rights));
        undo.add(() -> Files.deleteIfExists(to));
    }

    /** Makes a group of the machine unless it has it; one in which somebody else's account is stays. */
    private void group(String name) throws Exception {
        if (new ProcessBuilder("getent", "group", name).start().waitFor() != 0) {
            TestSshd.run("groupadd", name);
            undo.add(() -> locked(() -> {
                if (TestSshd.run("getent", "group", name).strip().endsWith(":")) {
                    TestSshd.run("groupdel", name);
                }
            }));
        }
    }

    /** Before the accounts that are in them, so that they go after these. */
    private void groups(String... names) throws Exception {
        locked(() -> {
            for (String each : names) {
                group(each);
            }
        });
    }

    private void join(TestAccount account, String... groups) throws Exception {
        locked(() -> {
            for (String each : groups) {
                group(each);
                TestSshd.run("usermod", "-aG", each, account.name());
            }
        });
    }

    @FunctionalInterface
    private interface Work {
        void run() throws Exception;
    }

    /** Tests of another process may need the same groups. */
    private static void locked(Work work) throws Exception {
        try (FileChannel file = FileChannel.open(Path.of("/run/twt-groups.lock"), StandardOpenOption.CREATE,
                StandardOpenOption.WRITE); FileLock _ = file.lock()) {
            work.run();
        }
    }

    /** Tests of another process may need the same folder. */
    static void deleteIfEmpty(Path folder) throws IOException {
        try {
            Files.deleteIfExists(folder);
        } catch (DirectoryNotEmptyException _) {
            // The last one takes it away.
        }
    }

    /** An account that goes with the server. */
    public TestAccount account(String... groups) throws Exception {
        groups(groups);
        TestAccount account = TestAccount.create("/bin/sh");
        undo.add(account);
        join(account, groups);
        return account;
    }

    /** One look of the reference supervisor, as its service takes it every twenty seconds. */
    public void supervise() throws Exception {
        Path config = Files.writeString(folder.resolve("supervisor.json"),
                """
                        { "version": 1, "store": "%1$s/store", "folders": [ { "api": "%2$s", "scope": "backoffice", "budget": 4,
                          "rights": { "%3$s": [ "unban", "whitelist-add", "whitelist-remove", "reset_rights" ] },
                          "list": { "file": "%1$s/allow.conf", "line": "allow {};" },
                          "reset_rights": [ "python3", "-B", "%4$s/reset-rights", "--group", "%5$s", "--owner", "www-data", "%6$s" ] } ] }
                        """
                        .formatted(folder, api(), developer.name(), EXAMPLES, group, site()));
        Process process = new ProcessBuilder("python3", "-B", EXAMPLES.resolve("tw-supervisor").toString(),
                config.toString(), "--once").redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes());
        if (!process.waitFor(30, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IOException(said);
        }
    }

    /** The list that a daemon would read; written by the supervisor. */
    public Path allowed() {
        return folder.resolve("allow.conf");
    }

    private static void delete(Path root) throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    @Override
    public void close() throws Exception {
        Exception first = null;
        for (AutoCloseable each : undo.reversed()) {
            try {
                each.close();
            } catch (Exception e) {
                if (first == null) {
                    first = e;
                } else {
                    first.addSuppressed(e);
                }
            }
        }
        if (first != null) {
            throw first;
        }
    }
}
