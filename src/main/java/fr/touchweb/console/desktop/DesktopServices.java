package fr.touchweb.console.desktop;

import fr.touchweb.console.core.assembly.Assembly;
import fr.touchweb.console.core.assembly.ConsoleOptions;
import fr.touchweb.console.core.fleet.Account.Right;
import fr.touchweb.console.core.journal.ChangeJournal;
import fr.touchweb.console.core.journal.CommandJournal;
import fr.touchweb.console.core.store.ConsoleFolders;
import fr.touchweb.console.desktop.activity.ConnectionDesk;
import fr.touchweb.console.desktop.connect.Asking;
import fr.touchweb.console.desktop.settings.SettingsFiles;
import fr.touchweb.console.desktop.shell.PersonLine;
import java.time.Clock;
import java.util.Set;

/**
 * What the window is fed with, made by whoever starts it.
 *
 * @param core the parts that pages are made of
 * @param person who works here
 * @param rights what that person may do on at least one server
 * @param asking how connections ask the person
 * @param demonstration whether the fleet is the embedded lab
 */
public record DesktopServices(Assembly core, PersonLine person, Set<Right> rights, Asking asking,
        boolean demonstration) {
    public DesktopServices {
        rights = Set.copyOf(rights);
    }

    /** Settings, state and cache. */
    public ConsoleFolders folders() {
        return core.options().folders();
    }

    /** Where choices are kept. */
    SettingsFiles files() {
        return files(core.options());
    }

    static SettingsFiles files(ConsoleOptions options) {
        return SettingsFiles.of(options.folders(), options.profile(), options.environment(),
                System.getProperty("os.name", ""));
    }

    public Clock clock() {
        return core.options().clock();
    }

    /** Every remote command. */
    public CommandJournal commands() {
        return core.commands();
    }

    /** The journal of changes. */
    public ChangeJournal changes() {
        return core.changes();
    }

    /** Connections to machines. */
    public ConnectionDesk connections() {
        return new ConnectionDesk(core.ssh()::connections, core.ssh()::onChange, core.ssh()::retryNow,
                core.ssh()::disconnect);
    }
}
