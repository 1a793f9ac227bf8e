package fr.touchweb.console.desktop.shell;

import fr.touchweb.console.core.task.TaskRunner;
import fr.touchweb.console.desktop.settings.Settings;
import fr.touchweb.console.desktop.widget.Theme;
import java.util.function.Consumer;

/**
 * What the shell offers to a page.
 *
 * @param tasks outcomes come on the JavaFX thread; shown tasks stand in the status bar
 * @param errors where anything unexpected goes; expected remote errors become notices there too
 * @param theme colours of now, for what CSS cannot paint
 * @param palette takes sources of things to find
 * @param open brings a page into sight by its id
 * @param copy puts text on the clipboard
 */
public record Desk(Words words, CommandRegistry commands, Scope scope, Notices notices, Dialogs dialogs,
        Settings settings, TaskRunner tasks, Errors errors, Theme theme, PaletteIndex palette,
        Consumer<String> open, Consumer<String> copy) {}
