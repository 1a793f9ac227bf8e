package fr.touchweb.console.core.binlog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.touchweb.console.core.binlog.model.BinlogFile;
import fr.touchweb.console.core.binlog.model.Transaction;
import fr.touchweb.console.core.binlog.model.Verdict;
import fr.touchweb.console.core.binlog.model.Verdict.State;
import fr.touchweb.console.core.policy.BinlogPolicy;
import fr.touchweb.console.core.policy.Policies;
import fr.touchweb.console.core.ssh.RemoteHost;
import fr.touchweb.console.core.task.OwnControl;
import fr.touchweb.console.core.text.Message;
import fr.touchweb.console.support.Await;
import fr.touchweb.console.support.RealPeer;
import fr.touchweb.console.support.TestMariaDb;
import fr.touchweb.console.support.TestSshd;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes wrong on a server and on the way to it: each time a clear verdict, and nothing left behind there. */
class BinlogSurvivalTest {
    private static final int MANY = 12_000;

    private static BinlogJail jail;
    private static TestMariaDb database;
    private static BinlogPolicy policy;
    private static String big;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        BinlogPolicy tw = new Policies(folder).load("tw").binlog();
        policy = new BinlogPolicy(tw.niceness(), tw.lineBytes(), tw.textBytes(), 50, tw.cancelSeconds(), tw.resumes(),
                tw.temporaryMegabytes(), tw.temporaryShare(), tw.detailRows(), tw.undoRows(), tw.searchHits(),
                tw.listAtOnce(), tw.schemaSeconds(), tw.listedTransactions(), tw.lookBackDays());
        jail = new BinlogJail(folder);
        database = TestMariaDb.start(jail.logs().resolve("mysql-bin"), "--binlog-format=ROW");
        database.sql("CREATE DATABASE s; CREATE TABLE s.t (id INT PRIMARY KEY, v TEXT) ENGINE=MyISAM;"
                + " CREATE TABLE s.b (id INT, v CHAR(200)) ENGINE=MyISAM");
        database.flushLog();
        StringBuilder sql = new StringBuilder("USE s;\n");
        Random random = new Random(1);
        byte[] noise = new byte[400];
        for (int i = 0; i < MANY; i++) {
            // Noise keeps the compressed text larger than what may wait on the way.
            random.nextBytes(noise);
            sql.append("INSERT INTO t VALUES (").append(i).append(", '").append(HexFormat.of().formatHex(noise))
                    .append("');\n");
        }
        database.sql(sql.toString());
        big = database.flushLog();
    }

    @AfterAll
    static void stop() throws Exception {
        if (database != null) {
            database.close();
        }
        if (jail != null) {
            jail.close();
        }
    }

    @AfterEach
    void nothingIsLeftOnTheServer() throws Exception {
        jail.leavesNothing();
        Await.until("no tool of the account runs", () -> tools() == 0);
    }

    private static long tools() {
        return ProcessHandle.allProcesses().filter(p -> p.info().user().filter(jail.account.name()::equals).isPresent())
                .filter(p -> p.info().command().filter(c -> c.contains("binlog")).isPresent()).count();
    }

    private static RemoteBinlogs reader() {
        return new RemoteBinlogs(jail.host(), policy);
    }

    private static String path(String name) {
        return "/var/log/mysql/" + name;
    }

    @Test
    void cancelEndsTheRemoteProcess() throws Exception {
        RemoteBinlogs binlogs = reader();
        OwnControl control = new OwnControl();
        boolean[] ran = new boolean[1];
        Verdict verdict = binlogs.index(binlogs.file(path(big)), 0, transaction -> {
            ran[0] |= tools() > 0;
            control.cancel();
        }, control);
        assertEquals(State.CANCELLED, verdict.state());
        assertEquals("binlog.verdict.cancelled", verdict.message().key(), "the process was proved gone");
        assertTrue(ran[0], "it ran when it was cancelled");
        assertTrue(verdict.position() < verdict.size());
    }

    @Test
    void aCutConnectionGoesOnWithTheLastWholeTransaction() throws Exception {
        RemoteBinlogs binlogs = reader();
        BinlogFile file = binlogs.file(path(big));
        Heard heard = new Heard() {
            private int cuts;
            private int sinceResumed;

            @Override
            public void transaction(Transaction transaction) {
                super.transaction(transaction);
                // The second cut comes once reading has gone on after the first.
                sinceResumed += notes.isEmpty() ? 0 : 1;
                if (cuts == 0 && transactions.size() == 200 || cuts == 1 && sinceResumed == 200) {
                    cuts++;
                    try {
                        jail.sshd.kill();
                        jail.sshd.restart();
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                }
            }
        };
        Verdict verdict = binlogs.index(file, 0, heard, new OwnControl());
        assertEquals(State.COMPLETE, verdict.state(), verdict::detail);
        Set<Long> starts = new HashSet<>();
        heard.transactions.forEach(t -> assertTrue(starts.add(t.start()), "twice: " + t.start()));
        assertEquals(MANY, heard.transactions.size());
        assertEquals(MANY, heard.transactions.stream().mapToLong(Transaction::rows).sum());
        assertEquals(2, heard.notes.stream().filter(n -> n.key().equals("binlog.note.resumed")).count());
    }

    @Test
    void followingSeesWhatIsWrittenAndTheNextFile() throws Exception {
        RemoteBinlogs binlogs = reader();
        BinlogFile file = binlogs.file(path(database.currentLog()));
        assertEquals(BinlogFile.State.OPEN, file.state());
        Heard heard = new Heard();
        assertEquals(State.LIVE, binlogs.index(file, 0, new Heard(), new OwnControl()).state());
        OwnControl control = new OwnControl();
        CompletableFuture<Verdict> following = CompletableFuture.supplyAsync(() -> {
            try {
                return binlogs.follow(file, file.size(), heard, control);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        for (int i = 0; i < 3; i++) {
            database.sql("INSERT INTO s.b VALUES (" + i + ", 'followed')");
            int seen = i + 1;
            Await.until("transaction " + seen, () -> heard.transactions.size() == seen);
            if (i == 1) {
                database.flushLog();
            }
        }
        assertEquals(1, heard.rotations.size());
        control.cancel();
        assertEquals(State.CANCELLED, following.get(10, TimeUnit.SECONDS).state());
        assertEquals(List.of(0L, 1L, 2L).size(), heard.transactions.size());
        assertFalse(heard.commands.stream().anyMatch(c -> c.contains("stop-never")));
    }

    @Test
    void damagedFilesAreToldAsSuch() throws Exception {
        byte[] whole = Files.readAllBytes(jail.logs().resolve(big));
        int middle = whole.length / 2;
        RemoteBinlogs binlogs = reader();
        assertEquals(State.CUT, copy(binlogs, "cut.000001", Arrays.copyOf(whole, middle)).state());
        byte[] zeros = whole.clone();
        Arrays.fill(zeros, middle, zeros.length, (byte) 0);
        Verdict zeroed = copy(binlogs, "zero.000001", zeros);
        assertTrue(zeroed.state() == State.DAMAGED || zeroed.state() == State.CUT, zeroed.toString());
        assertTrue(zeroed.position() > middle - 10_000 && zeroed.position() < middle + 10_000, zeroed.toString());
        assertEquals(State.FOREIGN, copy(binlogs, "text.000001", "not a log".getBytes()).state());
        assertEquals(State.FOREIGN, copy(binlogs, "zip.000001", new byte[]{0x1f, (byte) 0x8b, 8, 0, 0, 0, 0}).state());
        byte[] mysql = "8.4.10\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0".getBytes();
        byte[] other = whole.clone();
        System.arraycopy(mysql, 0, other, 25, mysql.length);
        assertEquals(State.WRONG_TOOL, copy(binlogs, "other.000001", other).state());
        byte[] encrypted = {(byte) 0xfd, 0x62, 0x69, 0x6e, 1, 2, 3, 4};
        assertEquals(State.ENCRYPTED, copy(binlogs, "enc.000001", encrypted).state());
    }

    @Test
    void aFlippedBitIsFoundBeforeAnUndo() throws Exception {
        RemoteBinlogs binlogs = reader();
        Heard heard = new Heard();
        binlogs.index(binlogs.file(path(big)), 0, heard, new OwnControl());
        Transaction transaction = heard.transactions.get(10);
        byte[] flipped = Files.readAllBytes(jail.logs().resolve(big));
        flipped[(int) transaction.end() - 90] ^= 1;
        Files.write(jail.logs().resolve("flip.000001"), flipped);
        BinlogFile file = binlogs.file(path("flip.000001"));
        assertEquals(State.COMPLETE, binlogs.index(file, 0, new Heard(), new OwnControl()).state());
        assertFalse(binlogs.verify(file, transaction, new OwnControl()));
        assertFalse(binlogs.undo(file, transaction, new ColumnNames(), new OwnControl()).complete());
        assertEquals(List.of(), binlogs.undo(file, transaction, new ColumnNames(), new OwnControl()).statements());
        Files.delete(jail.logs().resolve("flip.000001"));
    }

    private static Verdict copy(RemoteBinlogs binlogs, String name, byte[] content) throws Exception {
        Path file = jail.logs().resolve(name);
        Files.write(file, content);
        try {
            return binlogs.index(binlogs.file(path(name)), 0, new Heard(), new OwnControl());
        } finally {
            Files.delete(file);
        }
    }

    @Test
    void purgedWhileItIsRead() throws Exception {
        Path copy = jail.logs().resolve("purge.000001");
        Files.copy(jail.logs().resolve(big), copy, StandardCopyOption.REPLACE_EXISTING);
        RemoteBinlogs binlogs = reader();
        Heard heard = new Heard() {
            @Override
            public void transaction(Transaction transaction) {
                super.transaction(transaction);
                if (transactions.size() == 1) {
                    assertTrue(copy.toFile().delete());
                }
            }
        };
        BinlogFile file = binlogs.file(path("purge.000001"));
        Verdict verdict = binlogs.index(file, 0, heard, new OwnControl());
        assertEquals(State.COMPLETE, verdict.state());
        assertEquals(MANY, heard.transactions.size());
        assertTrue(heard.notes.contains(Message.of("binlog.note.purged", "purge.000001")));
        assertEquals(State.GONE, binlogs.index(file, 0, new Heard(), new OwnControl()).state());
    }

    @Test
    void noRightToRead() throws Exception {
        Path secret = Files.copy(jail.logs().resolve(big), jail.logs().resolve("secret.000001"));
        RemoteBinlogs binlogs = reader();
        BinlogFile file = binlogs.file(path("secret.000001"));
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
        assertEquals(State.NO_RIGHT, binlogs.index(file, 0, new Heard(), new OwnControl()).state());
        assertEquals("binlog.noRight", binlogs.list(path("secret*")).files().getFirst().problem().key());
        Files.delete(secret);
    }

    @Test
    void aJailWithoutTheTool() throws Exception {
        Path tool = jail.jail.root().resolve("usr/bin/mysqlbinlog");
        Path away = tool.resolveSibling("away");
        Files.move(tool, away);
        try {
            RemoteBinlogs binlogs = reader();
            assertEquals(State.NO_TOOL,
                    binlogs.index(binlogs.file(path(big)), 0, new Heard(), new OwnControl()).state());
            assertEquals(1, binlogs.list(path(big)).files().size());
        } finally {
            Files.move(away, tool);
        }
    }

    @Test
    void aJailWithoutTemporaryFolderOrCompressors() throws Exception {
        Path tmp = jail.tmp();
        List<String> programs = List.of("zstd", "gzip");
        Files.setPosixFilePermissions(tmp, PosixFilePermissions.fromString("r-xr-xr-x"));
        for (String program : programs) {
            Files.move(jail.jail.root().resolve("usr/bin/" + program), jail.jail.root().resolve("usr/" + program));
        }
        try {
            RemoteBinlogs binlogs = reader();
            Heard heard = new Heard();
            Verdict verdict = binlogs.index(binlogs.file(path(big)), 0, heard, new OwnControl());
            assertEquals(State.COMPLETE, verdict.state(), verdict::detail);
            assertTrue(heard.notes.contains(Message.of("binlog.note.noFolder")), heard.notes.toString());
            assertFalse(heard.commands.getFirst().contains("|"));
        } finally {
            Files.setPosixFilePermissions(tmp, PosixFilePermissions.fromString("rwxrwxrwx"));
            for (String program : programs) {
                Files.move(jail.jail.root().resolve("usr/" + program), jail.jail.root().resolve("usr/bin/" + program));
            }
        }
    }

    @Test
    void aJailWithGzipAlone() throws Exception {
        Path zstd = jail.jail.root().resolve("usr/bin/zstd");
        Path away = jail.jail.root().resolve("usr/zstd");
        Files.move(zstd, away);
        try {
            RemoteBinlogs binlogs = reader();
            Heard heard = new Heard();
            assertEquals(State.COMPLETE, binlogs.index(binlogs.file(path(big)), 0, heard, new OwnControl()).state());
            assertTrue(heard.commands.getFirst().endsWith("| nice -n 19 gzip -1 -c"), heard.commands.toString());
            assertEquals(MANY, heard.transactions.size());
            assertTrue(heard.progress.wireBytes() < heard.progress.textBytes(), heard.progress.toString());
        } finally {
            Files.move(away, zstd);
        }
    }

    @Test
    void aFullTemporaryFolder() throws Exception {
        RealPeer.require("mount");
        database.flushLog();
        database.sql("USE s; INSERT INTO s.b SELECT seq, REPEAT('x', 200) FROM seq_1_to_60000");
        String log = database.flushLog();
        TestSshd.run("mount", "-t", "tmpfs", "-o", "size=64k,mode=1777", "tmpfs", jail.tmp().toString());
        try {
            RemoteBinlogs binlogs = reader();
            Heard heard = new Heard();
            Verdict verdict = binlogs.indexWithRows(binlogs.file(path(log)), 0, heard, new OwnControl());
            assertEquals(State.NO_SPACE, verdict.state(), verdict::detail);
        } finally {
            TestSshd.run("umount", jail.tmp().toString());
        }
    }

    @Test
    void aListenerThatHasEnoughLeavesNothingBehind() throws Exception {
        RemoteBinlogs binlogs = reader();
        BinlogFile file = binlogs.file(path(big));
        assertThrows(IllegalStateException.class, () -> binlogs.index(file, 0, transaction -> {
            throw new IllegalStateException("enough");
        }, new OwnControl()));
    }

    @Test
    void whatAKilledRunLeftIsRemovedAtTheNextProbe() throws Exception {
        Path stale = Files.createDirectory(jail.tmp().resolve(".tw-console-binlog.999999999"));
        Files.writeString(stale.resolve("part"), "x");
        TestSshd.run("chown", "-R", jail.account.name(), stale.toString());
        RemoteHost host = jail.host();
        new RemoteBinlogs(host, policy).tool();
        assertFalse(Files.exists(stale));
    }
}
