package fr.touchweb.console.desktop.fleet;

import fr.touchweb.console.core.account.Access;
import fr.touchweb.console.core.assembly.Assembly;
import fr.touchweb.console.core.fleet.Fleet;
import fr.touchweb.console.core.fleet.FleetStore;
import fr.touchweb.console.core.fleet.Server;
import fr.touchweb.console.core.fleet.eol.EndOfLifeCalendar;
import fr.touchweb.console.core.fleet.facts.FactsMemory;
import fr.touchweb.console.core.fleet.facts.SiteReading;
import fr.touchweb.console.core.policy.Policy;
import fr.touchweb.console.core.rights.SiteRights;
import fr.touchweb.console.core.ssh.RemoteHost;
import fr.touchweb.console.core.ssh.SshTarget;
import fr.touchweb.console.core.store.DocumentException;
import fr.touchweb.console.core.text.Message;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * What the page stands on, made by whoever starts the window.
 *
 * @param policy the figures that count for a fleet; asked at each load
 * @param memory what earlier runs probed
 * @param hosts opens a machine; connecting happens at the first use
 * @param home folder that holds {@code .ssh}
 * @param access decides what the person may do in a fleet
 * @param sites looks at the sites of the servers of a fleet
 * @param rights of the files of a fleet's sites
 * @param sshNotes what was not understood of {@code ssh_config} on the way to a machine; blocks
 * @param problems what was wrong with the person's own files, and was left out therefore
 */
public record FleetRoom(FleetStore store, Figures policy, EndOfLifeCalendar calendar, FactsMemory memory,
        Function<SshTarget, RemoteHost> hosts, Path home, Clock clock, List<Message> problems,
        Function<Fleet, Access> access, SshNotes sshNotes, Function<Fleet, Function<Server, List<SiteReading>>> sites,
        FileRights rights) {

    /** Chooses a policy. */
    @FunctionalInterface
    public interface Figures {
        Policy of(Fleet fleet) throws IOException;
    }

    /** Looks at rights of files and has them put right. */
    @FunctionalInterface
    public interface FileRights {
        SiteRights of(Fleet fleet) throws IOException;
    }

    /** Reads the way to a machine. */
    @FunctionalInterface
    public interface SshNotes {
        List<Message> of(SshTarget target) throws InterruptedException;
    }

    public FleetRoom {
        problems = List.copyOf(problems);
    }

    /**
     * On core as it was put together.
     *
     * @throws IOException when what the options call the fleet is no place for one
     */
    public static FleetRoom of(Assembly core) throws IOException {
        List<Message> problems = new ArrayList<>();
        EndOfLifeCalendar calendar;
        try {
            calendar = EndOfLifeCalendar.load(core.options().folders().settings());
        } catch (DocumentException e) {
            problems.add(e.text());
            calendar = EndOfLifeCalendar.bundled();
        }
        return new FleetRoom(core.fleet(), core::policy, calendar, core.facts(), core::host,
                core.options().ssh().home(), core.options().clock(), problems,
                core::access, core::sshNotes, core::siteCheck, core::siteRights);
    }
}
