package fr.touchweb.console.core.logs.follow;

import fr.touchweb.console.core.text.Message;
import java.time.Duration;
import java.time.Instant;

/** What following tells, in the order of the file. */
public sealed interface LogEvent {
    SourceKey source();

    /** How the bytes of a line ended. */
    enum Ending {
        /** With a line feed, which is not among the bytes. */
        LINE_FEED,
        /** With the file, which is not written any more. */
        FILE_END,
        /** Not at all: the line is longer than one piece, the next event goes on with it. */
        CUT
    }

    /**
     * Bytes of one line. They stand in a buffer that nobody writes to any more.
     *
     * @param generation 0 for the file that was there first, one more at each rotation
     * @param offset place in that file; in a journal the number of the entry, -1 when it has none
     */
    record Line(SourceKey source, int generation, long offset, byte[] buffer, int start, int length, Ending ending)
            implements
                LogEvent {}

    /**
     * A place at which lines may be missing, or at which it was feared and is now known that none is.
     *
     * @param when moment at which it was noticed; for {@link Reason#NOT_RESUMED} that at which reading had stopped
     * @param reason what happened
     * @param offset place in the file from which on something is missing, or from which reading went on
     * @param lost bytes that are missing: 0 for certainly none, -1 when nobody can know
     * @param lasted how long nothing was heard; zero when that is not what happened
     * @param logs of the machine to which it happened, this one among them; one but for harmless ones
     */
    record Gap(SourceKey source, Instant when, Reason reason, long offset, long lost, Duration lasted, int logs)
            implements
                LogEvent {
        /** One that happened to its source alone. */
        public Gap(SourceKey source, Instant when, Reason reason, long offset, long lost, Duration lasted) {
            this(source, when, reason, offset, lost, lasted, 1);
        }

        /** What happened. */
        public enum Reason {
            /** The connection was lost and reading went on where it had stopped. */
            RECONNECTED,
            /** Reading went on where an earlier run had stopped. */
            RESUMED,
            /** It did not go on where an earlier run had stopped, at the moment that the gap tells. */
            NOT_RESUMED,
            /** The file was emptied and no copy of what it held was found. */
            TRUNCATED,
            /** The file that was being read is gone, under no name that could be its rotated one. */
            DISAPPEARED,
            /** The file holds other bytes than those already read; it was rewritten in place. */
            REWRITTEN,
            /** A rotated file is there and cannot be read. */
            UNREADABLE,
            /** Nobody can tell where the link of this name leads, so its rotated files cannot be looked for. */
            BLIND,
            /** The server offers no SFTP: what is written between a look and the removal of a file can be lost unseen. */
            POLLED,
            /** The journal does not hold any more the entry at which reading stopped. */
            VACUUMED,
            /** Of a journal the account sees its own entries alone. */
            OWN_ENTRIES,
            /** Lines were let go because the disk space given to them was used up. */
            DROPPED,
            /** Reading of what was written before ended here, at its limit or by a person. */
            UNREAD,
            /** Lines of an earlier run are not on the disk any more as they were written to it. */
            DAMAGED
        }

        /** Whether it is certain that nothing is missing. */
        public boolean isHarmless() {
            return reason == Reason.RECONNECTED || reason == Reason.RESUMED;
        }

        /** The whole row in words. */
        public Message text() {
            String server = source.server();
            String file = source.fileName();
            if (logs > 1) {
                return Message.of(reason == Reason.RESUMED ? "logs.gap.resumedAll" : "logs.gap.reconnectedAll", server,
                        lasted, logs);
            }
            return switch (reason) {
                case RECONNECTED -> JournalSource.isOne(source.path())
                        ? Message.of("logs.gap.journalResumed", server, file, lasted)
                        : Message.of("logs.gap.reconnected", server, file, lasted, offset);
                case RESUMED -> Message.of("logs.gap.resumed", server, file, lasted);
                case NOT_RESUMED -> lost < 0
                        ? Message.of("logs.gap.notResumedUnknown", server, file, lasted)
                        : Message.of("logs.gap.notResumed", server, file, lasted, lost);
                case TRUNCATED -> lost < 0
                        ? Message.of("logs.gap.truncatedUnknown", server, file, offset)
                        : Message.of("logs.gap.truncated", server, file, offset, lost);
                case DISAPPEARED -> lost < 0
                        ? Message.of("logs.gap.disappearedUnknown", server, file, offset)
                        : Message.of("logs.gap.disappeared", server, file, offset, lost);
                case REWRITTEN -> Message.of("logs.gap.rewritten", server, file, offset);
                case UNREADABLE -> lost < 0
                        ? Message.of("logs.gap.unreadableUnknown", server, file, offset)
                        : Message.of("logs.gap.unreadable", server, file, offset, lost);
                case BLIND -> Message.of("logs.gap.blind", server, file);
                case POLLED -> Message.of("logs.gap.polled", server, file);
                case VACUUMED -> Message.of("logs.gap.vacuumed", server, file);
                case OWN_ENTRIES -> Message.of("logs.gap.ownEntries", server, file);
                case DROPPED -> lost < 0
                        ? Message.of("logs.gap.droppedUnknown", server, file, offset)
                        : Message.of("logs.gap.dropped", server, file, offset, lost);
                case UNREAD -> Message.of("logs.gap.unread", server, file, offset);
                case DAMAGED -> lost < 0
                        ? Message.of("logs.gap.damagedUnknown", server, file, offset)
                        : Message.of("logs.gap.damaged", server, file, offset, lost);
            };
        }
    }

    /** The file under the path is another one from here on. */
    record Rotation(SourceKey source, Instant when, Kind kind) implements LogEvent {
        /** How it was replaced. */
        public enum Kind {
            /** Renamed, with a new file in its place. */
            REPLACED,
            /** Emptied in place after a copy was made. */
            TRUNCATED
        }

        public Message text() {
            return switch (kind) {
                case REPLACED -> Message.of("logs.rotation.replaced", source.fileName());
                case TRUNCATED -> Message.of("logs.rotation.truncated", source.fileName());
            };
        }
    }

    /** How a source is. */
    record State(SourceKey source, SourceHealth health) implements LogEvent {}
}
