package fr.touchweb.console.desktop.shell;

import java.util.function.BooleanSupplier;
import javafx.scene.Node;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;

/**
 * Hears the shortcuts of all commands. Those with Ctrl, Alt or a function key come before any control; plain keys only
 * after the control in focus left them, and never while text is typed. What a text field does itself with Ctrl, such as
 * copying, stays the field's while it has the focus. While a box is open it has the keyboard.
 */
final class KeyDispatcher {
    private final CommandRegistry commands;
    private final BooleanSupplier deaf;

    /** @param deaf whether something else has the keyboard now */
    KeyDispatcher(CommandRegistry commands, BooleanSupplier deaf) {
        this.commands = commands;
        this.deaf = deaf;
    }

    void attach(Node root) {
        root.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (withModifier(event) && !(inText(event) && edits(event))) {
                run(event);
            }
        });
        root.addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            if (!withModifier(event) && !inText(event)) {
                run(event);
            }
        });
    }

    private static boolean inText(KeyEvent event) {
        return event.getTarget() instanceof TextInputControl;
    }

    private static boolean edits(KeyEvent event) {
        return event.isShortcutDown() && !event.isShiftDown() && !event.isAltDown() && switch (event.getCode()) {
            case A, C, V, X, Y, Z -> true;
            default -> false;
        };
    }

    private static boolean withModifier(KeyEvent event) {
        return event.isControlDown() || event.isAltDown() || event.isMetaDown() || event.getCode().isFunctionKey();
    }

    private void run(KeyEvent event) {
        if (deaf.getAsBoolean()) {
            return;
        }
        for (ConsoleCommand command : commands.all()) {
            KeyCombination shortcut = command.shortcut();
            if (shortcut != null && shortcut.match(event) && commands.run(command.id())) {
                event.consume();
                return;
            }
        }
    }
}
