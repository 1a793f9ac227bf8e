package fr.touchweb.console.desktop.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.SimpleBooleanProperty;
import org.junit.jupiter.api.Test;

class CommandRegistryTest {
    private final CommandRegistry registry = new CommandRegistry();
    private final List<String> ran = new ArrayList<>();

    @Test
    void aCommandRunsByItsId() {
        registry.add(ConsoleCommand.of("shell.close", null, () -> ran.add("close")));
        assertTrue(registry.run("shell.close"));
        assertFalse(registry.run("shell.unknown"));
        assertEquals(List.of("close"), ran);
    }

    @Test
    void aDisabledCommandDoesNotRun() {
        SimpleBooleanProperty enabled = new SimpleBooleanProperty(false);
        registry.add(ConsoleCommand.when("shell.close", null, enabled, () -> ran.add("close")));
        assertFalse(registry.run("shell.close"));
        enabled.set(true);
        assertTrue(registry.run("shell.close"));
        assertEquals(List.of("close"), ran);
    }

    @Test
    void argumentsArriveAsTheyAre() {
        registry.add(ConsoleCommand.withArguments("shell.close", ran::addAll));
        assertTrue(registry.run("shell.close", "acme-web1", "a b'\"$()"));
        assertEquals(List.of("acme-web1", "a b'\"$()"), ran);
    }

    @Test
    void oneIdAndOneShortcutBelongToOneCommand() {
        registry.add(ConsoleCommand.of("shell.close", "Shortcut+K", () -> {}));
        assertThrows(IllegalArgumentException.class,
                () -> registry.add(ConsoleCommand.of("shell.close", null, () -> {})));
        assertThrows(IllegalArgumentException.class,
                () -> registry.add(ConsoleCommand.of("shell.other", "Shortcut+K", () -> {})));
        registry.remove("shell.close");
        registry.add(ConsoleCommand.of("shell.other", "Shortcut+K", () -> {}));
        assertEquals(1, registry.all().size());
    }
}
