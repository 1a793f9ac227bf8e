package fr.touchweb.console.desktop.shell;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import org.jspecify.annotations.Nullable;

/** Names of keys as they stand on the keyboard of the person's language. */
final class KeyNames {
    private KeyNames() {}

    static String of(@Nullable KeyCombination keys, Words words) {
        if (!(keys instanceof KeyCodeCombination combination)) {
            return keys == null ? "" : keys.getDisplayText();
        }
        List<String> parts = new ArrayList<>();
        if (down(combination.getShortcut()) || down(combination.getControl())) {
            parts.add("Ctrl");
        }
        if (down(combination.getAlt())) {
            parts.add("Alt");
        }
        if (down(combination.getShift())) {
            parts.add(words.get("shell.key.shift"));
        }
        parts.add(name(combination.getCode(), words));
        return String.join("+", parts);
    }

    private static boolean down(KeyCombination.ModifierValue value) {
        return value == KeyCombination.ModifierValue.DOWN;
    }

    private static String name(KeyCode code, Words words) {
        return switch (code) {
            case SPACE -> words.get("shell.key.space");
            case ENTER -> words.get("shell.key.enter");
            case ESCAPE -> words.get("shell.key.escape");
            case END -> words.get("shell.key.end");
            case HOME -> words.get("shell.key.home");
            case DELETE -> words.get("shell.key.delete");
            case BACK_SPACE -> words.get("shell.key.backspace");
            case UP -> "↑";
            case DOWN -> "↓";
            case LEFT -> "←";
            case RIGHT -> "→";
            case SLASH -> "/";
            case COMMA -> ",";
            case PERIOD -> ".";
            case PLUS -> "+";
            case MINUS -> "-";
            default -> code.getName();
        };
    }
}
