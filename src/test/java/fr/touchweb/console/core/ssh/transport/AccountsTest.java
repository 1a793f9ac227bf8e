package fr.touchweb.console.core.ssh.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.touchweb.console.core.ssh.Capabilities;
import fr.touchweb.console.core.ssh.Command;
import fr.touchweb.console.core.ssh.CommandResult;
import fr.touchweb.console.core.ssh.Exit;
import fr.touchweb.console.core.ssh.FileEntry;
import fr.touchweb.console.core.ssh.OpenFile;
import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.ssh.RemoteException.Kind;
import fr.touchweb.console.core.ssh.RemoteFiles;
import fr.touchweb.console.core.ssh.RemoteProcess;
import fr.touchweb.console.support.Await;
import fr.touchweb.console.support.RealPeer;
import fr.touchweb.console.support.TestAccount;
import fr.touchweb.console.support.TestJail;
import fr.touchweb.console.support.TestSshd;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Accounts that are not a plain shell on a plain machine. */
class AccountsTest {
    @TempDir
    Path folder;

    @Test
    void aJailWithFilesOnly() throws Exception {
        try (TestAccount account = TestAccount.create("/bin/sh");
                TestJail jail = TestJail.create();
                TestSshd sshd = TestSshd.with()
                        .option("Subsystem", "sftp internal-sftp").block("Match User " + account.name(),
                                "ChrootDirectory " + jail.root(), "ForceCommand internal-sftp", "PermitTTY no",
                                "AllowTcpForwarding no")
                        .start(folder.resolve("sshd"));
                TestHosts test = new TestHosts(sshd.environment(), TestHosts.FIGURES)) {
            jail.file("/logs/access.log", "one\ntwo\n");
            SshHost host = test.hosts.connect(sshd.target("jail", account.name()));
            Capabilities found = host.capabilities();
            assertFalse(found.shell());
            assertTrue(found.sftp());
            assertEquals(account.name(), found.user());
            assertNull(found.zone());
            assertEquals(8, host.files().stat("/logs/access.log").size());
            assertEquals(Set.of("access.log"), Set.copyOf(
                    host.files().list("/logs").stream().map(FileEntry::name).toList()));
            try (OpenFile open = host.files().open("/logs/access.log")) {
                byte[] buffer = new byte[20];
                assertEquals(8, open.read(0, buffer, 0, 20));
            }
            RemoteException e = assertThrows(RemoteException.class, () -> host.run(Command.of("true")));
            assertEquals(Kind.UNSUPPORTED, e.kind());
            assertEquals("ssh.error.no-shell", e.text().key());
            assertEquals(Kind.PERMISSION, assertThrows(RemoteException.class,
                    () -> host.files().writeAtomically("/logs/new", new byte[1], null)).kind());
        }
    }

    @Test
    void aJailWithAShellAndNoTools() throws Exception {
        try (TestAccount account = TestAccount.create("/bin/sh");
                TestJail jail = TestJail.create();
                TestSshd sshd = TestSshd.with().option("Subsystem", "sftp internal-sftp")
                        .block("Match User " + account.name(), "ChrootDirectory " + jail.root(), "PermitTTY no")
                        .start(folder.resolve("sshd"));
                TestHosts test = new TestHosts(sshd.environment(), TestHosts.FIGURES)) {
            jail.program(RealPeer.require("dash"), "/bin/sh");
            jail.file("/app.log", "line\n");
            SshHost host = test.hosts.connect(sshd.target("jail", account.name()));
            CommandResult echo = host.run(Command.of("echo", "two  words", "$HOME"));
            assertEquals("two  words $HOME\n", echo.text());
            Capabilities found = host.capabilities();
            assertTrue(found.shell());
            assertTrue(found.sftp());
            assertEquals(Boolean.TRUE, found.jail());
            assertEquals(Set.of(), found.tools());
            assertEquals(Boolean.FALSE, found.sudo());
            assertNull(found.zone());
            assertEquals(5, host.files().stat("/app.log").size());
            String mark = Integer.toString(100_000_000 + new Random().nextInt(800_000_000));
            RemoteProcess loop = host.start(Command.script("echo on; while :; do :; done; : " + mark));
            assertEquals("on\n", new String(loop.stdout().readNBytes(3), StandardCharsets.UTF_8));
            loop.close();
            assertEquals(new Exit.Killed("TERM"), loop.await());
            Await.until("nothing of it lives", () -> ProcessHandle.allProcesses()
                    .noneMatch(p -> p.info().commandLine().orElse("").contains(mark)));
        }
    }

    @Test
    void aShellThatPrintsOnStartInAnotherEncoding() throws Exception {
        try (TestAccount account = TestAccount.create("/bin/bash")) {
            account.write(".bashrc", """
                    export LANG=fr_FR.ISO-8859-1 LC_ALL=fr_FR.ISO-8859-1
                    cd /
                    echo "Bienvenue ! Message de la soci\u00e9t\u00e9"
                    echo "attention" >&2
                    printf 'sans fin de ligne'
                    """);
            Path banner = Files.writeString(folder.resolve("banner"), "Accès réservé\n");
            try (TestSshd sshd = TestSshd.with().option("Banner", banner).option("PrintMotd", "yes")
                    .option("SetEnv", "SHLVL=0")
                    .start(folder.resolve("sshd"));
                    TestHosts test = new TestHosts(sshd.environment(), TestHosts.FIGURES)) {
                SshHost host = test.hosts.connect(sshd.target("noisy", account.name()));
                CommandResult result = host.run(Command.script("printf '%s|%s' \"$1\" \"$LC_ALL\"; echo e >&2",
                        "été\n$(id)"));
                assertEquals("été\n$(id)|C", result.text());
                assertEquals("e\n", result.errorText());
                Path file = Files.writeString(account.home().resolve("fichier-é"), "contenu");
                assertEquals(7, host.files().stat(file.toString()).size());
                assertEquals("fr_FR.ISO-8859-1", host.capabilities().locale());
                RemoteProcess process = host.start(Command.of("echo", "guarded"));
                assertEquals("guarded\n", new String(process.stdout().readAllBytes(), StandardCharsets.UTF_8));
                assertEquals(new Exit.Code(0), process.await());
                assertEquals("", process.errorText());
                assertEquals("Accès réservé", test.hosts.connections().getFirst().banner());
            }
        }
    }

    @Test
    void anAccountWithoutALogin() throws Exception {
        try (TestAccount account = TestAccount.create("/usr/sbin/nologin");
                TestSshd sshd = TestSshd.with().option("Subsystem", "sftp internal-sftp")
                        .start(folder.resolve("sshd"));
                TestHosts test = new TestHosts(sshd.environment(), TestHosts.FIGURES)) {
            SshHost host = test.hosts.connect(sshd.target("none", account.name()));
            RemoteException e = assertThrows(RemoteException.class, () -> host.run(Command.of("true")));
            assertEquals(Kind.UNSUPPORTED, e.kind());
            assertTrue(e.text().arguments().getLast().toString().contains("not available"));
        }
    }

    @Test
    void aForcedCommandThatPassesOursOnIsStoppedToo() throws Exception {
        try (TestAccount account = TestAccount.create("/bin/sh");
                TestSshd sshd = TestSshd.with()
                        .block("Match User " + account.name(), "ForceCommand sh -c \"$SSH_ORIGINAL_COMMAND\"")
                        .start(folder.resolve("sshd"));
                TestHosts test = new TestHosts(sshd.environment(), TestHosts.FIGURES)) {
            SshHost host = test.hosts.connect(sshd.target("forced", account.name()));
            assertEquals("x\n", host.run(Command.of("echo", "x")).text());
            String mark = Integer.toString(100_000_000 + new Random().nextInt(800_000_000));
            RemoteProcess process = host.start(Command.script("echo on; sleep " + mark + " | cat"));
            assertEquals("on\n", new String(process.stdout().readNBytes(3), StandardCharsets.UTF_8));
            process.close();
            process.await();
            Await.until("nothing of it lives", () -> ProcessHandle.allProcesses()
                    .noneMatch(p -> p.info().commandLine().orElse("").contains(mark)));
        }
    }

    @Test
    void rootFilesAreReadOnlyAndNeedSudo() throws Exception {
        try (TestAccount account = TestAccount.create("/bin/sh");
                TestSshd sshd = TestSshd.start(folder.resolve("sshd"));
                TestHosts test = new TestHosts(sshd.environment(), TestHosts.FIGURES)) {
            RemoteFiles root = test.hosts.connect(sshd.target("root")).rootFiles();
            assertTrue(root.stat("/etc/shadow").size() > 0);
            String fresh = folder.resolve("fresh").toString();
            assertEquals(Kind.PERMISSION, assertThrows(RemoteException.class,
                    () -> root.writeAtomically(fresh, new byte[1], null)).kind());
            assertFalse(Files.exists(Path.of(fresh)));
            SshHost plain = test.hosts.connect(sshd.target("plain", account.name()));
            assertEquals(Kind.PERMISSION, assertThrows(RemoteException.class,
                    () -> plain.files().open("/etc/shadow")).kind());
            RemoteException e = assertThrows(RemoteException.class, () -> plain.rootFiles().stat("/etc/shadow"));
            assertEquals(Kind.PERMISSION, e.kind());
            assertEquals("ssh.error.no-root-files", e.text().key());
            assertNotEquals(Boolean.TRUE, plain.capabilities().sudo());
        }
    }

    @Test
    void aFullDiskIsToldAndTheFileStands() throws Exception {
        try (TestJail small = TestJail.create();
                TestSshd sshd = TestSshd.start(folder.resolve("sshd"));
                TestHosts test = new TestHosts(sshd.environment(), TestHosts.FIGURES)) {
            Path mount = Files.createDirectory(small.root().resolve("disk"));
            boolean mounted = new ProcessBuilder("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", mount.toString())
                    .start().waitFor() == 0;
            RealPeer.requireThat(mounted, "this machine mounts no tmpfs");
            try {
                Path file = Files.writeString(mount.resolve("conf"), "old");
                RemoteException e = assertThrows(RemoteException.class,
                        () -> test.hosts.connect(sshd.target("full")).files().writeAtomically(file.toString(),
                                new byte[3 << 20], "old".getBytes(StandardCharsets.UTF_8)));
                assertEquals(Kind.DISK_FULL, e.kind());
                assertEquals("old", Files.readString(file));
                Await.until("the temporary file is gone", () -> {
                    try (var files = Files.list(mount)) {
                        return files.count() == 1;
                    }
                });
            } finally {
                TestSshd.run("umount", mount.toString());
            }
        }
    }
}
