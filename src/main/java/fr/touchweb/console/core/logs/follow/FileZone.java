package fr.touchweb.console.core.logs.follow;

import fr.touchweb.console.core.format.LineParser;
import fr.touchweb.console.core.format.LocalTimes;
import fr.touchweb.console.core.ssh.OpenFile;
import fr.touchweb.console.core.ssh.RemoteException;
import java.time.ZoneId;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Zone of the lines of one file that carry none: what the machine tells, else what the file itself shows. */
final class FileZone {
    /** Looks at a file before it is taken for one whose lines carry a zone, or no time. */
    private static final int LOOKS = 3;

    private final HostZones host;
    private final Function<LocalTimes, LineParser> parsers;
    private @Nullable ZoneId shown;
    private int looks;

    /** @param parsers make parsers of this log's lines */
    FileZone(HostZones host, Function<LocalTimes, LineParser> parsers) {
        this.host = host;
        this.parsers = parsers;
    }

    /** Looks at what was written last, where nothing better is known; whether that tells more than was known. */
    boolean look(OpenFile file) throws RemoteException, InterruptedException {
        if (host.told() != null || shown != null || looks == LOOKS) {
            return false;
        }
        looks++;
        ZoneId found = ZoneGuess.of(file, parsers, host.own());
        if (found == null) {
            return false;
        }
        shown = found;
        host.infer(found);
        return true;
    }

    /** A parser for lines that are read now. */
    LineParser parser() {
        return parsers.apply(new LocalTimes(host.of(shown), host.clock()));
    }

    /** As health names it, null when nobody knows. */
    @Nullable
    String name() {
        ZoneId seen = shown == null ? host.inferred() : shown;
        return host.told() != null ? host.told() : seen == null ? null : seen.getId();
    }

    /** Whether it was read off a log. */
    boolean isInferred() {
        return host.told() == null && (shown != null || host.inferred() != null);
    }
}
