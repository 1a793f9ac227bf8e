package fr.touchweb.console.core.logs.follow;

import fr.touchweb.console.core.text.Message;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a source is at a moment.
 *
 * @param lagBytes bytes that are written and not yet read; -1 when that is not known
 * @param lag for how long there was something unread; zero when everything is read
 * @param lastByte when bytes last came, null when none did
 * @param pause from one look to the next, by which {@code lastByte} can be late; zero where lines come by themselves
 * @param linesPerSecond of the last seconds
 * @param zone zone of the machine, null when it is not known
 * @param zoneInferred whether it was read off the log's own times, since the machine runs no command for us
 * @param skew clock of the machine minus ours, null when it is not known
 * @param way how it is read; null while that is not known
 * @param retryIn time to the next try, null when none is planned
 * @param reason what is wrong, null when nothing is
 */
public record SourceHealth(Condition condition, long lagBytes, Duration lag, @Nullable Instant lastByte,
        Duration pause, double linesPerSecond, @Nullable String zone, boolean zoneInferred, @Nullable Duration skew,
        @Nullable Way way, @Nullable Duration retryIn, @Nullable Message reason) {

    /** How a source is read. */
    public enum Way {
        /** Files over SFTP, by handle: a rotated file is read to its end under any name. */
        HANDLE("logs.way.handle"),
        /** The same as root, through {@code sudo -n} and an SFTP server that only reads. */
        ROOT("logs.way.root"),
        /** By name, a command a look, since the server offers no SFTP: nobody can vouch for a file that is removed. */
        POLLED("logs.way.polled"),
        /** A journal, through {@code journalctl}. */
        STREAM("logs.way.journal"),
        /** The same as root. */
        STREAM_AS_ROOT("logs.way.journalAsRoot");

        private final String key;

        Way(String key) {
            this.key = key;
        }

        public Message text() {
            return Message.of(key);
        }

        /** As it stands in JSON: {@code handle}, {@code root}, {@code polled}, {@code journal}, {@code journalAsRoot}. */
        public String id() {
            return key.substring(key.lastIndexOf('.') + 1);
        }
    }

    /** What a source is doing. */
    public enum Condition {
        /** Its first reading has not happened yet. */
        STARTING,
        /** Being read. */
        LIVE,
        /** No file has this name now. */
        MISSING,
        /** The account may not read it. */
        DENIED,
        /** The name is no file: a folder, a pipe. */
        NOT_A_FILE,
        /** The machine does not answer, and the connection is not given up yet: nobody knows what is written meanwhile. */
        SILENT,
        /** The connection is gone and will be tried again. */
        RETRYING,
        /** Given up until a person asks again. */
        FAILED,
        /** Stopped on request. */
        STOPPED
    }

    /** A source of which nothing is known yet. */
    public static SourceHealth starting() {
        return of(Condition.STARTING, null, null);
    }

    /** The same where the machine has not answered for so long. */
    public SourceHealth silent(Duration since) {
        return condition == Condition.LIVE
                ? new SourceHealth(Condition.SILENT, -1, since, lastByte, pause, linesPerSecond, zone, zoneInferred,
                        skew,
                        way, null, Message.of("logs.silent", since))
                : this;
    }

    /** Whether what was there is read, or nothing is to be waited for. */
    public boolean isOpened() {
        return condition == Condition.LIVE ? lagBytes == 0 : condition != Condition.STARTING;
    }

    /** A source of which an earlier run kept lines. */
    static SourceHealth kept(Condition condition, @Nullable String zone) {
        return new SourceHealth(condition, -1, Duration.ZERO, null, Duration.ZERO, 0, zone, false, null, null, null,
                null);
    }

    /** A source that is given up, and why. */
    public static SourceHealth failed(Message reason) {
        return of(Condition.FAILED, null, reason);
    }

    static SourceHealth of(Condition condition, @Nullable Duration retryIn, @Nullable Message reason) {
        return new SourceHealth(condition, -1, Duration.ZERO, null, Duration.ZERO, 0, null, false, null, null, retryIn,
                reason);
    }
}
