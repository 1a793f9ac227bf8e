package fr.touchweb.console.desktop.shell;

import fr.touchweb.console.core.fleet.Account.Right;
import java.util.ArrayList;
import java.util.List;

/** What a room has given to the shell, so that it can be taken back. JavaFX thread only. */
public final class Joined {
    private final Desk desk;
    private final List<Runnable> removals = new ArrayList<>();

    public Joined(Desk desk) {
        this.desk = desk;
    }

    public void command(ConsoleCommand command) {
        desk.commands().add(command);
        removals.add(() -> desk.commands().remove(command.id()));
    }

    /** Gives the palette a source that is asked only while the person has a right somewhere. */
    public void palette(Right needs, PaletteSource source) {
        desk.palette().add(needs, source);
        removals.add(() -> desk.palette().remove(source));
    }

    public void leave() {
        removals.forEach(Runnable::run);
        removals.clear();
    }
}
