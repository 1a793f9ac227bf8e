package fr.touchweb.console.cli;

import fr.touchweb.console.core.assembly.Assembly;
import fr.touchweb.console.core.assembly.ConsoleOptions;
import java.io.IOException;

/** What a verb works with: where it writes, and core's parts once its options are known. */
public final class Services {
    private final Terminal terminal;
    private final ConsoleOptions options;

    public Services(Terminal terminal, ConsoleOptions options) {
        this.terminal = terminal;
        this.options = options;
    }

    public Terminal terminal() {
        return terminal;
    }

    /** Puts core together for one verb, which closes it. */
    public Assembly open(CommonOptions chosen) throws IOException {
        return new Assembly(
                options.withFleet(chosen.fleet()).withProfile(chosen.profile()).withZone(chosen.zone()));
    }
}
