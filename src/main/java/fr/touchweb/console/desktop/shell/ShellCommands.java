package fr.touchweb.console.desktop.shell;

import fr.touchweb.console.core.text.Language;
import fr.touchweb.console.core.text.Message;
import fr.touchweb.console.desktop.settings.ThemeChoice;
import fr.touchweb.console.desktop.widget.Palette;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The commands of the frame itself, and the commands and places that the palette finds. */
final class ShellCommands {
    private ShellCommands() {}

    static void register(Shell shell, Desk desk) {
        CommandRegistry commands = desk.commands();
        commands.add(ConsoleCommand.of("shell.command.palette", "Shortcut+K", shell::openPalette));
        commands.add(ConsoleCommand.of("shell.command.scope", "Shortcut+P", shell::openScope));
        commands.add(ConsoleCommand.of("shell.command.notices", "Shortcut+Shift+N", shell::openNotices));
        commands.add(ConsoleCommand.of("shell.command.keys", "F1", shell::openKeys));
        commands.add(ConsoleCommand.of("shell.command.settings", "Shortcut+COMMA", shell::openSettings));
        commands.add(ConsoleCommand.of("shell.command.licences", null, shell::openLicences));
        commands.add(ConsoleCommand.of("shell.command.theme", "Shortcut+Shift+L", () -> desk.settings().themeProperty()
                .set(desk.theme().palette() == Palette.DARK ? ThemeChoice.LIGHT : ThemeChoice.DARK)));
        commands.add(ConsoleCommand.of("shell.command.themeSystem", null,
                () -> desk.settings().themeProperty().set(ThemeChoice.SYSTEM)));
        commands.add(ConsoleCommand.of("shell.command.language", null, () -> desk.settings().languageProperty()
                .set(desk.words().texts().language() == Language.FRENCH ? Language.ENGLISH : Language.FRENCH)));
        commands.add(ConsoleCommand.of("shell.command.utc", "Shortcut+Shift+U", () -> switchZone(desk)));
        commands.add(ConsoleCommand.of("shell.command.wholeFleet", null, () -> desk.scope().set(ScopePath.ALL)));
        desk.palette().add(query -> commandEntries(desk));
        desk.palette().add(query -> scopeEntries(desk));
    }

    /** UTC and back, for this run only. */
    private static void switchZone(Desk desk) {
        ZoneId utc = ZoneId.of("UTC");
        ZoneId own = Objects.requireNonNullElseGet(desk.settings().zoneProperty().get(), ZoneId::systemDefault);
        desk.words().setZone(desk.words().formats().zone().equals(utc) ? own : utc);
    }

    private static List<PaletteEntry> commandEntries(Desk desk) {
        List<PaletteEntry> entries = new ArrayList<>();
        for (ConsoleCommand command : desk.commands().all()) {
            if (command.listed() && command.enabled().get() && !command.id().equals("shell.command.palette")) {
                entries.add(new PaletteEntry(Message.of("shell.palette.command"),
                        desk.words().get(command.words()), KeyNames.of(command.shortcut(), desk.words()),
                        () -> desk.commands().run(command.id())));
            }
        }
        return entries;
    }

    private static List<PaletteEntry> scopeEntries(Desk desk) {
        List<PaletteEntry> entries = new ArrayList<>();
        for (ScopeItem item : desk.scope().itemsProperty().get()) {
            String kind = item.path().site() != null ? "site" : item.path().server() != null ? "server" : "client";
            entries.add(new PaletteEntry(Message.of("shell.palette." + kind),
                    item.name(), item.detail(), () -> desk.scope().set(item.path())));
        }
        return entries;
    }
}
