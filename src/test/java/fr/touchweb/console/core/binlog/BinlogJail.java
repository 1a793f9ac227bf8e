package fr.touchweb.console.core.binlog;

import fr.touchweb.console.core.journal.CommandJournal;
import fr.touchweb.console.core.policy.SshPolicy;
import fr.touchweb.console.core.ssh.RemoteHost;
import fr.touchweb.console.core.ssh.SecretSource;
import fr.touchweb.console.core.ssh.auth.Authentication;
import fr.touchweb.console.core.ssh.auth.KeyRing;
import fr.touchweb.console.core.ssh.config.SshConfigResolver;
import fr.touchweb.console.core.ssh.transport.SshHosts;
import fr.touchweb.console.support.Await;
import fr.touchweb.console.support.RealPeer;
import fr.touchweb.console.support.TestAccount;
import fr.touchweb.console.support.TestJail;
import fr.touchweb.console.support.TestSshd;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** An account in a chroot behind a real OpenSSH server, as a delegate of the house has it: mysqlbinlog is in the jail. */
final class BinlogJail implements AutoCloseable {
    private static final SshPolicy FIGURES = new SshPolicy(10_000, 15_000, 30_000, 10_000, 60_000, 120_000, 5_000,
            15_000, 60_000, 300_000, 100, 1_000, 20, 4, 32, 8, 3, 30_000, 3);

    final TestAccount account;
    final TestJail jail;
    final TestSshd sshd;
    final CommandJournal journal = new CommandJournal(Clock.systemUTC());
    private final SshHosts hosts;

    BinlogJail(Path folder) throws Exception {
        this(folder, RealPeer.require("mysqlbinlog").toRealPath());
    }

    /** @param tool mysqlbinlog of any family */
    BinlogJail(Path folder, Path tool) throws Exception {
        account = TestAccount.create("/bin/sh");
        jail = TestJail.create();
        for (String program : List.of("zstd", "gzip", "nice", "mkdir", "rm", "df")) {
            jail.program(RealPeer.require(program).toRealPath(), "/usr/bin/" + program);
        }
        if (tool.startsWith("/usr/bin")) {
            jail.program(tool, "/usr/bin/mysqlbinlog");
        } else {
            // Without /proc a program does not find the libraries beside it.
            Path called = jail.program(tool, tool.toString()).file("/usr/bin/mysqlbinlog", "#!/bin/sh\nLD_LIBRARY_PATH="
                    + tool.resolveSibling("../lib/private") + " exec " + tool + " \"$@\"\n");
            Files.setPosixFilePermissions(called, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        jail.program(RealPeer.require("dash"), "/bin/sh");
        Files.createDirectories(logs());
        Path tmp = Files.createDirectories(jail.root().resolve("tmp"));
        Files.setPosixFilePermissions(tmp, PosixFilePermissions.fromString("rwxrwxrwx"));
        sshd = TestSshd.with().option("Subsystem", "sftp internal-sftp")
                .block("Match User " + account.name(), "ChrootDirectory " + jail.root(), "PermitTTY no")
                .start(folder.resolve("sshd"));
        hosts = new SshHosts(journal, sshd.environment(), SecretSource.NONE, FIGURES,
                new SshConfigResolver(null, Map.of(), InstantSource.system()),
                new Authentication(new KeyRing(Duration.ofMinutes(5), InstantSource.system())));
    }

    /** Folder of the binary logs, from outside. */
    Path logs() {
        return jail.root().resolve("var/log/mysql");
    }

    /** The temporary folder of the jail, from outside. */
    Path tmp() {
        return jail.root().resolve("tmp");
    }

    /** Waits until the private folders of what ran are gone. */
    void leavesNothing() throws Exception {
        Await.until("private folders are gone", () -> {
            try (Stream<Path> files = Files.list(tmp())) {
                return files.findAny().isEmpty();
            }
        });
    }

    RemoteHost host() {
        return hosts.connect(sshd.target("db1", account.name()));
    }

    @Override
    public void close() throws Exception {
        hosts.close();
        sshd.close();
        account.close();
        jail.close();
    }
}
