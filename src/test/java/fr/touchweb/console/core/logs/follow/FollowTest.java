package fr.touchweb.console.core.logs.follow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.touchweb.console.core.format.FormatCatalog;
import fr.touchweb.console.core.logs.follow.HostFollower.Wanted;
import fr.touchweb.console.core.logs.follow.LogEvent.Gap;
import fr.touchweb.console.core.logs.follow.LogEvent.Line;
import fr.touchweb.console.core.logs.follow.LogEvent.Rotation;
import fr.touchweb.console.core.logs.follow.SourceHealth.Condition;
import fr.touchweb.console.core.policy.Policies;
import fr.touchweb.console.core.ssh.RemoteException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Following step by step, with a clock and a line in the hand of the test. */
class FollowTest {
    private static final FollowTimes TIMES = new FollowTimes(Duration.ofMillis(100), Duration.ofMillis(500),
            Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofSeconds(60), Duration.ofSeconds(5),
            Duration.ofSeconds(60), Duration.ofSeconds(1),
            Duration.ofSeconds(30), 0, 4096, 64 << 10);

    @TempDir
    private Path folder;
    private final CuttableHost host = new CuttableHost();
    private final Heard heard = new Heard();
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
    private Path log;
    private HostFollower follower;

    @BeforeEach
    void begin() {
        log = folder.resolve("a.log");
        InstantSource clock = now::get;
        follower = new HostFollower(host, TIMES, clock, clock, ZoneId.of("UTC"), FormatCatalog.plain(),
                new Random(1), Bookmarks.NONE, heard);
    }

    private void follow(Path path, Start start) throws Exception {
        follower.want(List.of(new Wanted(path.toString(), start)));
        look();
    }

    private void look() throws Exception {
        for (int i = 0; i < 50; i++) {
            now.updateAndGet(t -> t.plusMillis(200));
            follower.attended();
            if (!follower.look() && i > 3) {
                return;
            }
        }
    }

    private void lose() {
        host.cut();
        now.updateAndGet(t -> t.plusMillis(200));
        assertThrows(RemoteException.class, follower::look);
        follower.lost(new RemoteException(RemoteException.Kind.LOST,
                fr.touchweb.console.core.text.Message.of("logs.readFailed", "cut"), null));
    }

    private void back() throws Exception {
        host.mend();
        now.updateAndGet(t -> t.plusSeconds(3));
        look();
    }

    private void write(Path path, String text) throws IOException {
        Files.writeString(path, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private void zip(Path plain) throws IOException {
        Path zipped = plain.resolveSibling(plain.getFileName() + ".gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(zipped))) {
            Files.copy(plain, out);
        }
        Files.delete(plain);
    }

    private Path rotated(int n) {
        return folder.resolve("a.log." + n);
    }

    @Test
    void aLineCountsWhenItIsComplete() throws Exception {
        write(log, "one\ntw");
        follow(log, new Start.Beginning());
        assertEquals(List.of("one"), heard.lines());
        write(log, "o\n\r\nfour\n");
        look();
        assertEquals(List.of("one", "two", "\r", "four"), heard.lines());
        Line two = (Line) heard.events().get(1);
        assertEquals(4, two.offset());
        assertEquals(3, two.length());
        assertEquals(Condition.LIVE, heard.health("a.log").condition());
        assertEquals(0, heard.health("a.log").lagBytes());
    }

    @Test
    void aLogIsToldAsReadInTheLookThatReadsItHoweverLatelyTheOthersWereTold() throws Exception {
        write(log, "one\n");
        Path other = folder.resolve("b.log");
        write(other, "two\n");
        follower.want(List.of(new Wanted(log.toString(), new Start.Beginning())));
        follower.look();
        follower.want(List.of(new Wanted(log.toString(), new Start.Beginning()),
                new Wanted(other.toString(), new Start.Beginning())));
        for (int i = 0; !heard.lines().contains("two"); i++) {
            assertTrue(i < 9, "read within the second in which states are told once");
            now.updateAndGet(t -> t.plusMillis(100));
            follower.look();
        }
        assertEquals(Condition.LIVE, heard.health("b.log").condition());
        assertEquals(0, heard.health("b.log").lagBytes());
    }

    @Test
    void aSilentFileIsLookedAtLessOftenUntilItSpeaksOrSomebodyLooks() throws Exception {
        write(log, "one\n");
        follow(log, new Start.Beginning());
        Instant spoke = now.get();
        for (int i = 0; i < 700; i++) {
            now.updateAndGet(t -> t.plusMillis(100));
            follower.look();
            Duration pause = heard.health("a.log").pause();
            Duration silent = Duration.between(spoke, now.get());
            assertTrue(pause.compareTo(TIMES.active()) >= 0 && pause.compareTo(TIMES.rest()) <= 0, pause.toString());
            assertTrue(silent.toSeconds() < 10 || pause.compareTo(TIMES.idle()) > 0, silent + ": " + pause);
        }
        assertEquals(TIMES.rest(), heard.health("a.log").pause());
        write(log, "two\n");
        now.updateAndGet(t -> t.plus(TIMES.rest()));
        follower.look();
        assertEquals(List.of("one", "two"), heard.lines(), "nothing waits longer than the rest");
        assertEquals(TIMES.active(), heard.health("a.log").pause());
        now.updateAndGet(t -> t.plusSeconds(90));
        follower.look();
        assertEquals(TIMES.rest(), heard.health("a.log").pause());
        now.updateAndGet(t -> t.plus(TIMES.rest()));
        follower.attended();
        follower.look();
        assertEquals(TIMES.active(), heard.health("a.log").pause());
    }

    @Test
    void aClockThatGoesWrongIsReadOffTheStampsOfWhatIsWritten() throws Exception {
        host.filesOnly();
        write(log, "one\n");
        follow(log, new Start.Beginning());
        Files.setLastModifiedTime(log, FileTime.from(now.get()));
        write(log, "two\n");
        Files.setLastModifiedTime(log, FileTime.from(now.get()));
        look();
        assertNull(heard.health("a.log").skew(), "stamps are no finer");
        write(log, "three\n");
        Files.setLastModifiedTime(log, FileTime.from(now.get().plusSeconds(90)));
        look();
        Duration skew = heard.health("a.log").skew();
        assertNotNull(skew);
        assertEquals(90, skew.toSeconds(), 2);
    }

    @Test
    void howFarBehindAndHowFastIsTold() throws Exception {
        String line = "x".repeat(99) + "\n";
        Files.writeString(log, line.repeat(20_000));
        follower.want(List.of(new Wanted(log.toString(), new Start.Beginning())));
        long most = 0;
        Duration longest = Duration.ZERO;
        double fastest = 0;
        for (boolean more = true; more;) {
            now.updateAndGet(t -> t.plusSeconds(1));
            more = follower.look();
            SourceHealth health = heard.health("a.log");
            assertEquals(more ? Files.size(log) - 100L * heard.lineCount("a.log") : 0, health.lagBytes(), 100);
            most = Math.max(most, health.lagBytes());
            longest = health.lag().compareTo(longest) > 0 ? health.lag() : longest;
            fastest = Math.max(fastest, health.linesPerSecond());
        }
        assertTrue(most > 1_000_000, most + " bytes");
        assertTrue(longest.toSeconds() > 5, longest.toString());
        assertEquals(32 * TIMES.readBytes() / 100.0, fastest, 50, "a look reads that much, once a second");
        assertEquals(Duration.ZERO, heard.health("a.log").lag());
        assertEquals(now.get(), heard.health("a.log").lastByte());
    }

    @Test
    void beginsAtTheEndWithTheLastScreen() throws Exception {
        write(log, "a".repeat(99) + "\n" + "b".repeat(99) + "\n" + "c".repeat(99) + "\nhalf");
        follow(log, new Start.End(150));
        assertEquals(List.of("c".repeat(99)), heard.lines());
        write(log, " done\n");
        look();
        assertEquals("half done", heard.lines().getLast());
    }

    @Test
    void beginsAtTheVeryEnd() throws Exception {
        write(log, "old\nhalf");
        follow(log, new Start.End(0));
        assertEquals(List.of(), heard.lines());
        write(log, " done\nnew\n");
        look();
        assertEquals(List.of("half done", "new"), heard.lines());
    }

    @Test
    void beginsAtAMomentEvenInRotatedFiles() throws Exception {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 3000; i++) {
            text.append(
                    "2025-12-31T%02d:%02d:%02d+00:00 h p: %06d %s%n".formatted(10 + i / 3600, i / 60 % 60, i % 60, i,
                            "x".repeat(60)));
        }
        List<String> lines = text.toString().lines().toList();
        Files.writeString(rotated(2), String.join("\n", lines.subList(0, 1000)) + "\n");
        zip(rotated(2));
        Files.writeString(rotated(1), String.join("\n", lines.subList(1000, 2000)) + "\n");
        Files.writeString(log, String.join("\n", lines.subList(2000, 3000)) + "\n");
        follow(log, new Start.Since(Instant.parse("2025-12-31T10:25:00Z")));
        assertEquals(lines.subList(1500, 3000), heard.lines());
    }

    @Test
    void aMomentIsFoundByTheTimesOfAFormatOfThePerson() throws Exception {
        Path settings = Files.createDirectories(folder.resolve("settings/formats"));
        Files.writeString(settings.resolve("worker.json"), """
                {"version": 1, "id": "worker", "name": "Worker", "paths": ["*/a.log"], "zone": "UTC",
                 "pattern": "^(?<time>\\\\S+ \\\\S+)! (?<message>.*)$", "time": "dd.MM.uuuu HH:mm:ss",
                 "samples": [{"line": "14.02.2025 08:00:00! done", "time": "2025-02-14T08:00:00Z"}]}
                """);
        FormatCatalog formats = FormatCatalog.read(new Policies(folder).load("tw").formats(),
                folder.resolve("settings"));
        assertEquals(List.of(), formats.problems());
        List<String> lines = IntStream.range(0, 3_000).mapToObj(i -> "01.12.2025 %02d:%02d:%02d! line %d"
                .formatted(10 + i / 3600, i / 60 % 60, i % 60, i)).toList();
        Files.writeString(log, String.join("\n", lines) + "\n");
        follower = new HostFollower(host, TIMES, now::get, now::get, ZoneId.of("UTC"), formats, new Random(1),
                Bookmarks.NONE, heard);
        follow(log, new Start.Since(Instant.parse("2025-12-01T10:40:00Z")));
        assertEquals(lines.subList(2_400, 3_000), heard.lines());
    }

    @Test
    void readsTheOldFileToItsEndAfterARename() throws Exception {
        write(log, "1\n");
        follow(log, new Start.Beginning());
        try (FileChannel daemon = FileChannel.open(log, StandardOpenOption.APPEND)) {
            Files.move(log, rotated(1));
            write(log, "4\n");
            daemon.write(java.nio.ByteBuffer.wrap("2\n".getBytes(StandardCharsets.US_ASCII)));
            look();
            daemon.write(java.nio.ByteBuffer.wrap("3\nunended".getBytes(StandardCharsets.US_ASCII)));
            look();
        }
        assertEquals(List.of("1", "2", "4", "3"), heard.lines());
        assertEquals(List.of(Rotation.Kind.REPLACED), heard.rotations().stream().map(Rotation::kind).toList());
        now.updateAndGet(t -> t.plusSeconds(61));
        look();
        assertEquals("unended", heard.lines().getLast(), "a line that is never ended comes when the file is let go");
        assertEquals(List.of(), heard.gaps());
    }

    @Test
    void findsGenerationsThatItNeverSaw() throws Exception {
        write(log, "1\n");
        follow(log, new Start.Beginning());
        Files.move(log, rotated(2));
        write(rotated(1), "2\n");
        write(log, "3\n");
        look();
        assertEquals(List.of("1", "2", "3"), heard.lines());
    }

    @Test
    void aFileThatComesBackIsReadWhole() throws Exception {
        write(log, "1\n");
        follow(log, new Start.Beginning());
        Files.move(log, rotated(1));
        look();
        assertEquals(Condition.MISSING, heard.health("a.log").condition());
        write(rotated(1), "2\n");
        look();
        write(log, "3\n");
        look();
        assertEquals(List.of("1", "2", "3"), heard.lines());
        assertEquals(Condition.LIVE, heard.health("a.log").condition());
    }

    @Test
    void copytruncateIsReadFromTheCopy() throws Exception {
        write(log, "one\n");
        follow(log, new Start.Beginning());
        write(log, "two\nthree\n");
        Files.copy(log, rotated(1));
        Files.newByteChannel(log, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING).close();
        write(log, "four\n");
        look();
        assertEquals(List.of("one", "two", "three", "four"), heard.lines());
        assertEquals(List.of(), heard.gaps());
        assertEquals(List.of(Rotation.Kind.TRUNCATED), heard.rotations().stream().map(Rotation::kind).toList());
    }

    @Test
    void aFileThatWasEmptiedAndGrewPastTheOldPlaceIsNoticed() throws Exception {
        write(log, "one\n");
        follow(log, new Start.Beginning());
        write(log, "two\n");
        Files.copy(log, rotated(1));
        Files.newByteChannel(log, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING).close();
        write(log, "three and much longer than before\n");
        look();
        assertEquals(List.of("one", "two", "three and much longer than before"), heard.lines());
    }

    @Test
    void aTruncationWithoutACopyIsAGap() throws Exception {
        write(log, "one\n");
        follow(log, new Start.Beginning());
        Files.writeString(log, "x\n");
        look();
        assertEquals(List.of("one", "x"), heard.lines());
        assertEquals(Gap.Reason.TRUNCATED, heard.gaps().getFirst().reason());
    }

    @Test
    void anEditedFileIsAGapAndNothingComesTwice() throws Exception {
        write(log, "a".repeat(2000) + "\nsecret line\n");
        follow(log, new Start.Beginning());
        Files.writeString(log, "a".repeat(2000) + "\nmasked line\nlater\n");
        look();
        assertEquals(List.of("a".repeat(2000), "secret line", "later"), heard.lines());
        assertEquals(Gap.Reason.REWRITTEN, heard.gaps().getFirst().reason());
    }

    @Test
    void theSameContentInANewFileIsNotShownTwice() throws Exception {
        write(log, "one\ntwo\n");
        follow(log, new Start.Beginning());
        Path copy = folder.resolve("tmp");
        Files.copy(log, copy);
        write(copy, "three\n");
        Files.move(copy, log, StandardCopyOption.REPLACE_EXISTING);
        look();
        assertEquals(List.of("one", "two", "three"), heard.lines());
    }

    @Test
    void resumesInMidLineAfterALostConnection() throws Exception {
        write(log, "one\nha");
        follow(log, new Start.Beginning());
        lose();
        assertEquals(Condition.RETRYING, heard.health("a.log").condition());
        assertEquals(Duration.ofSeconds(1), heard.health("a.log").retryIn());
        write(log, "lf\nthree\n");
        back();
        assertEquals(List.of("one", "half", "three"), heard.lines());
        Gap gap = heard.gaps().getFirst();
        assertEquals(Gap.Reason.RECONNECTED, gap.reason());
        assertEquals(4, gap.offset());
        assertEquals(0, gap.lost());
        assertTrue(gap.lasted().toMillis() >= 3000, gap.lasted().toString());
    }

    @Test
    void resumesAcrossRotationsIntoCompressedFiles() throws Exception {
        write(log, "1\n2\n");
        follow(log, new Start.Beginning());
        lose();
        write(log, "3\nunended");
        Files.move(log, rotated(3));
        zip(rotated(3));
        write(rotated(2), "4\n");
        zip(rotated(2));
        write(rotated(1), "5\n");
        write(log, "6\n");
        back();
        assertEquals(List.of("1", "2", "3", "unended", "4", "5", "6"), heard.lines());
        assertEquals(List.of(Gap.Reason.RECONNECTED), heard.gaps().stream().map(Gap::reason).toList());
    }

    @Test
    void anEmptyFileThatWasRotatedMeanwhileIsFound() throws Exception {
        write(rotated(1), "from before\n");
        Files.createFile(log);
        follow(log, new Start.Beginning());
        lose();
        write(log, "1\n");
        Files.move(rotated(1), rotated(2));
        Files.move(log, rotated(1));
        write(log, "2\n");
        back();
        assertEquals(List.of("1", "2"), heard.lines());
    }

    @Test
    void generationsThatCameAndWentWhileThePathNamesNothing() throws Exception {
        write(log, "1\n");
        follow(log, new Start.Beginning());
        Files.move(log, rotated(1));
        look();
        Files.move(rotated(1), rotated(2));
        write(rotated(1), "2\n");
        look();
        assertEquals(List.of("1", "2"), heard.lines());
        Files.move(rotated(2), rotated(3));
        Files.move(rotated(1), rotated(2));
        write(rotated(1), "3\n");
        zip(rotated(1));
        look();
        write(log, "4\n");
        look();
        assertEquals(List.of("1", "2", "3", "4"), heard.lines());
    }

    @Test
    void aLinkIsFollowedThroughTheRotationsOfItsTarget() throws Exception {
        Path target = Files.createDirectory(folder.resolve("real")).resolve("target.log");
        write(target, "1\n");
        Files.createSymbolicLink(log, target);
        follow(log, new Start.Beginning());
        Files.move(target, target.resolveSibling("target.log.2"));
        write(target.resolveSibling("target.log.1"), "2\n");
        write(target, "3\n");
        look();
        assertEquals(List.of("1", "2", "3"), heard.lines());
    }

    @Test
    void aLinkThatNobodyCanReadIsSaidToBeBlind() throws Exception {
        host.linksUnread();
        Path target = Files.createDirectory(folder.resolve("real")).resolve("target.log");
        write(target, "1\n");
        Files.createSymbolicLink(log, target);
        follow(log, new Start.Beginning());
        look();
        assertEquals(List.of("1"), heard.lines());
        assertEquals(List.of(Gap.Reason.BLIND),
                heard.events().stream().filter(Gap.class::isInstance).map(e -> ((Gap) e).reason()).toList());
    }

    @Test
    void theZoneIsReadOffTheLogWhereNoCommandTellsIt() throws Exception {
        host.filesOnly();
        Instant written = Instant.parse("2025-07-13T08:00:10Z");
        Map<String, String> local = Map.of("kathmandu.log", "13:45:09", "montreal.log", "04:00:08", "old.log",
                "09:40:00", "patan.log", "13:44:59");
        for (Map.Entry<String, String> one : local.entrySet()) {
            Path file = folder.resolve(one.getKey());
            write(file, "2025/07/13 %s [error] 1#1: *1 open() failed\n".formatted(one.getValue()));
            Files.setLastModifiedTime(file, FileTime.from(written));
        }
        write(folder.resolve("utc.log"), "2025-07-13T08:00:10.000000Z 12 [ERROR] [MY-000035] [Server] x\n");
        follower.want(List.of(new Wanted(folder + "/*.log", new Start.Beginning())));
        look();
        assertEquals("+05:45", heard.health("kathmandu.log").zone());
        assertTrue(heard.health("kathmandu.log").zoneInferred());
        assertEquals("-04:00", heard.health("montreal.log").zone());
        assertEquals("+05:45", heard.health("old.log").zone(), "what shows none is taken for what most others show");
        for (String name : local.keySet()) {
            assertTrue(heard.openedAfterItsLines(name), name + " is told as read once its lines came");
        }
    }

    @Test
    void resumesAFileThatWasBeingDrained() throws Exception {
        write(log, "1\n");
        follow(log, new Start.Beginning());
        Files.move(log, rotated(1));
        write(log, "10\n");
        look();
        lose();
        write(rotated(1), "2\n");
        write(log, "11\n");
        back();
        assertEquals(List.of("1", "10", "2", "11"), heard.lines());
    }

    @Test
    void aVanishedFileIsAGap() throws Exception {
        write(log, "1\n");
        follow(log, new Start.Beginning());
        lose();
        write(log, "lost\n");
        Files.delete(log);
        write(log, "3\n");
        back();
        assertEquals(List.of("1", "3"), heard.lines());
        assertTrue(heard.gaps().stream().anyMatch(g -> g.reason() == Gap.Reason.DISAPPEARED), heard.gaps() + "");
    }

    @Test
    void aCutInTheMiddleOfAReadLosesAndDoublesNothing() throws Exception {
        for (int cutAt = 0; cutAt < 40; cutAt++) {
            Path path = folder.resolve("cut" + cutAt + ".log");
            heard.forget();
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < 2000; i++) {
                text.append(cutAt).append(" line ").append(i).append('\n');
            }
            Files.writeString(path, text);
            host.cutAtRead(cutAt);
            follower.want(List.of(new Wanted(path.toString(), new Start.Beginning())));
            for (int i = 0; i < 60; i++) {
                now.updateAndGet(t -> t.plusMillis(500));
                follower.attended();
                try {
                    follower.look();
                } catch (RemoteException e) {
                    follower.lost(e);
                    host.mend();
                }
            }
            host.cutAtRead(-1);
            assertEquals(text.toString().lines().toList(), heard.lines(path.getFileName().toString()),
                    "cut at " + cutAt);
        }
    }

    @Test
    void filesOfAPatternAreFoundWhenTheyAppear() throws Exception {
        write(folder.resolve("www-access.log"), "old\n");
        write(folder.resolve("www-access.log.1"), "rotated\n");
        follow(folder.resolve("*access.log*"), new Start.End(0));
        write(folder.resolve("blog-access.log"), "first\n");
        now.updateAndGet(t -> t.plusSeconds(3));
        look();
        assertEquals(List.of("first"), heard.lines());
        follower.want(List.of());
        look();
        assertEquals(Condition.STOPPED, heard.health("blog-access.log").condition());
    }

    /** As rsync does, the newest name first: each copy is made aside and moved to its name. */
    @Test
    void copiesThatAreWrittenAnewUnderEachNameLoseNothingAtARotation() throws Exception {
        write(rotated(1), "0\n");
        write(log, "1\n2\n");
        follow(log, new Start.Beginning());
        copy("1\n2\n3\n", log);
        look();
        copy("5\n", log);
        look();
        assertEquals(List.of("1", "2", "3", "5"), heard.lines());
        Files.move(rotated(1), rotated(2));
        copy("1\n2\n3\n4\n", rotated(1));
        now.updateAndGet(t -> t.plus(TIMES.drainGrace()));
        look();
        now.updateAndGet(t -> t.plus(TIMES.drainGrace()));
        look();
        copy("5\n6\n", log);
        look();
        assertEquals(List.of("1", "2", "3", "5", "4", "6"), heard.lines());
        assertEquals(List.of(), heard.gaps());
    }

    private void copy(String text, Path to) throws IOException {
        Path aside = Files.writeString(folder.resolve(".aside"), text);
        Files.move(aside, to, StandardCopyOption.REPLACE_EXISTING);
    }

    @Test
    void aFolderThatMayNotBeReadHidesNoneOfTheOthers() throws Exception {
        Path open = Files.createDirectory(folder.resolve("open"));
        Files.createDirectory(folder.resolve("closed"));
        host.closed(folder.resolve("closed").toString());
        write(open.resolve("a.log"), "1\n");
        follow(folder.resolve("*/*.log"), new Start.Beginning());
        assertEquals(List.of("1"), heard.lines("a.log"));
        follower.want(List.of(new Wanted(folder + "/closed/*.log", new Start.Beginning())));
        look();
        assertEquals(Condition.MISSING, heard.health("*.log").condition());
    }

    @Test
    void aPatternIsNoSourceOnceItsFilesAreKnown() throws Exception {
        write(folder.resolve("www-access.log"), "1\n");
        host.cut();
        Wanted pattern = new Wanted(folder + "/*access.log", new Start.Beginning());
        follower.want(List.of(pattern));
        assertThrows(RemoteException.class, follower::look);
        follower.lost(new RemoteException(RemoteException.Kind.LOST,
                fr.touchweb.console.core.text.Message.of("logs.readFailed", "cut"), null));
        assertEquals(Map.of("*access.log", Condition.RETRYING), heard.conditions());
        back();
        assertEquals(Map.of("www-access.log", Condition.LIVE), heard.conditions());
        lose();
        follower.want(List.of(pattern, new Wanted(folder + "/*.slow", new Start.Beginning())));
        lose();
        assertEquals(Map.of("www-access.log", Condition.RETRYING, "*.slow", Condition.RETRYING), heard.conditions());
        follower.want(List.of(pattern));
        lose();
        assertEquals(Map.of("www-access.log", Condition.RETRYING), heard.conditions());
        back();
        assertEquals(Map.of("www-access.log", Condition.LIVE), heard.conditions());
    }

    @Test
    void pausesBetweenTriesGrowAndAreScattered() {
        FollowTimes times = new FollowTimes(TIMES.active(), TIMES.idle(), TIMES.idleAfter(), TIMES.rest(),
                TIMES.restAfter(), TIMES.hidden(), TIMES.drainGrace(), Duration.ofSeconds(1), Duration.ofSeconds(30),
                0.2, 4096, 64 << 10);
        List<Long> even = List.of(1L, 2L, 4L, 8L, 16L, 30L, 30L);
        Random random = new Random(5);
        for (int failures = 1; failures <= even.size(); failures++) {
            long around = even.get(failures - 1) * 1_000;
            long one = times.retryPause(failures, random).toMillis();
            long other = times.retryPause(failures, random).toMillis();
            assertEquals(around, one, around * 0.1 + 1);
            assertEquals(around, other, around * 0.1 + 1);
            assertTrue(one != other, "consoles do not all come at once");
        }
    }

    @Test
    void conditionsThatAreNoFile() throws Exception {
        Files.createDirectory(folder.resolve("sub.log"));
        follower.want(List.of(new Wanted(folder.resolve("sub.log").toString(), new Start.End(0)),
                new Wanted(folder.resolve("none.log").toString(), new Start.End(0))));
        look();
        now.updateAndGet(t -> t.plusSeconds(2));
        look();
        assertEquals(Condition.NOT_A_FILE, heard.health("sub.log").condition());
        assertEquals(Condition.MISSING, heard.health("none.log").condition());
        write(folder.resolve("none.log"), "first\n");
        look();
        assertEquals(List.of("first"), heard.lines("none.log"));
    }

    @Test
    void aVeryLongLineComesInPiecesAndWhole() throws Exception {
        String line = "z".repeat(300_000);
        write(log, line + "\nnext\n");
        follow(log, new Start.Beginning());
        assertEquals(List.of(line, "next"), heard.lines());
        assertTrue(heard.lineCount("a.log") > 4);
    }
}
