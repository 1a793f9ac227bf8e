package fr.touchweb.console.desktop;

import fr.touchweb.console.core.journal.ChangeJournal;
import fr.touchweb.console.core.journal.CommandJournal;
import fr.touchweb.console.core.store.ConsoleFolders;
import fr.touchweb.console.desktop.activity.ConnectionDesk;
import fr.touchweb.console.desktop.connect.Asking;
import fr.touchweb.console.desktop.shell.PersonLine;
import java.time.Clock;
import java.util.List;

/**
 * What the window is fed with, made by whoever starts it.
 *
 * @param folders settings and window place
 * @param clock for ages and notices
 * @param commands every remote command
 * @param changes the journal of changes
 * @param person who works here
 * @param profiles ids of the policy profiles to choose from
 * @param connections to machines
 * @param asking how connections ask the person
 * @param demonstration whether the fleet is the embedded lab
 */
public record DesktopServices(ConsoleFolders folders, Clock clock, CommandJournal commands, ChangeJournal changes,
        ConnectionDesk connections, PersonLine person, List<String> profiles, Asking asking,
        boolean demonstration) {

    public DesktopServices {
        profiles = List.copyOf(profiles);
    }
}
