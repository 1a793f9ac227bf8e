package fr.touchweb.console.desktop.shell;

import fr.touchweb.console.core.fleet.Account.Right;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;

/**
 * All commands by id, in the order in which they were added. One that needs a right which the person has nowhere is not there:
 * menus, palette, keys and other pages find nothing, until the person has it. JavaFX thread only.
 */
public final class CommandRegistry {
    private final Predicate<Right> may;
    private final Map<String, ConsoleCommand> commands = new LinkedHashMap<>();
    private final ReadOnlyIntegerWrapper version = new ReadOnlyIntegerWrapper(this, "version");

    /** For who may do everything. */
    public CommandRegistry() {
        this(right -> true);
    }

    /** @param may whether the person has a right on at least one server, now */
    public CommandRegistry(Predicate<Right> may) {
        this.may = may;
    }

    /**
     * Adds a command; it is there for who may use it.
     *
     * @throws IllegalArgumentException when the id, or the shortcut, is taken
     */
    public void add(ConsoleCommand command) {
        if (commands.containsKey(command.id())) {
            throw new IllegalArgumentException("two commands with the id " + command.id());
        }
        if (command.shortcut() != null) {
            commands.values().stream().filter(c -> command.shortcut().equals(c.shortcut())).findFirst()
                    .ifPresent(taken -> {
                        throw new IllegalArgumentException(
                                command.id() + " has the shortcut of " + taken.id() + ": " + command.shortcut());
                    });
        }
        commands.put(command.id(), command);
        version.set(version.get() + 1);
    }

    public void remove(String id) {
        if (commands.remove(id) != null) {
            version.set(version.get() + 1);
        }
    }

    public List<ConsoleCommand> all() {
        return commands.values().stream().filter(this::exists).toList();
    }

    public Optional<ConsoleCommand> find(String id) {
        return Optional.ofNullable(commands.get(id)).filter(this::exists);
    }

    private boolean exists(ConsoleCommand command) {
        Right needs = command.needs();
        return needs == null || may.test(needs);
    }

    /** Says that the person's rights are others now. */
    public void rightsChanged() {
        version.set(version.get() + 1);
    }

    /** Grows with each change of the list. */
    public ReadOnlyIntegerProperty versionProperty() {
        return version.getReadOnlyProperty();
    }

    /** Runs a command when it is there and enabled; says whether it ran. */
    public boolean run(String id, String... arguments) {
        Optional<ConsoleCommand> command = find(id).filter(found -> found.enabled().get());
        command.ifPresent(found -> found.action().accept(List.of(arguments)));
        return command.isPresent();
    }
}
