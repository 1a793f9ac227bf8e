package fr.touchweb.console.desktop;

import fr.touchweb.console.core.journal.ChangeJournal;
import fr.touchweb.console.core.journal.CommandJournal;
import fr.touchweb.console.core.store.ConsoleFolders;
import fr.touchweb.console.desktop.activity.ConnectionLine;
import fr.touchweb.console.desktop.shell.Connections;
import fr.touchweb.console.desktop.shell.PersonLine;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What the window is fed with, made by whoever starts it.
 *
 * @param folders settings and window place
 * @param clock for ages and notices
 * @param commands every remote command
 * @param changes the journal of changes
 * @param connectionLines the connections of now, for the page of activity; must return at once
 * @param person who works here
 * @param profiles ids of the policy profiles to choose from
 * @param connections gives the window a way to hear of connections: called once with a listener that may be called on any
 *        thread
 * @param demonstration whether the fleet is the embedded lab
 */
public record DesktopServices(ConsoleFolders folders, Clock clock, CommandJournal commands, ChangeJournal changes,
        Supplier<List<ConnectionLine>> connectionLines, PersonLine person,
        List<String> profiles, Consumer<Consumer<Connections>> connections, boolean demonstration) {

    public DesktopServices {
        profiles = List.copyOf(profiles);
    }
}
