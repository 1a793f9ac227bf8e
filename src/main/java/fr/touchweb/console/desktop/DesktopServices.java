package fr.touchweb.console.desktop;

import fr.touchweb.console.core.assembly.Assembly;
import fr.touchweb.console.core.assembly.ConsoleOptions;
import fr.touchweb.console.core.journal.ChangeJournal;
import fr.touchweb.console.core.journal.CommandJournal;
import fr.touchweb.console.core.store.ConsoleFolders;
import fr.touchweb.console.core.store.DocumentException;
import fr.touchweb.console.desktop.activity.ConnectionDesk;
import fr.touchweb.console.desktop.connect.Asking;
import fr.touchweb.console.desktop.settings.SettingsFiles;
import fr.touchweb.console.desktop.shell.Standing;
import java.io.IOException;
import java.time.Clock;

/**
 * What the window is fed with, made by whoever starts it.
 *
 * @param core the parts that pages are made of
 * @param standing who works here, as far as it is known at the start
 * @param asking how connections ask the person
 * @param demonstration whether the fleet is the embedded lab
 */
public record DesktopServices(Assembly core, Standing standing, Asking asking, boolean demonstration) {

    /**
     * For a window that opens now: who works here is told by documents that are at hand, and until others were read nobody
     * may do anything.
     */
    public static DesktopServices opening(Assembly core, Asking asking, boolean demonstration)
            throws IOException, InterruptedException {
        Standing standing;
        try {
            standing = core.fleet().atHand()
                    .map(fleet -> Standing.of(core.access(fleet), core.options().clock().instant()))
                    .orElseGet(() -> Standing.reading(core.options().login()));
        } catch (DocumentException e) {
            // The window opens all the same: its page of the fleet tells what is wrong with the document.
            standing = Standing.unknown(core.options().login());
        }
        return new DesktopServices(core, standing, asking, demonstration);
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
