package fr.touchweb.console.desktop.diagnose;

import fr.touchweb.console.core.diagnose.proof.ServerSide;
import fr.touchweb.console.core.diagnose.rules.Rule;
import fr.touchweb.console.core.ssh.OpenFile;
import fr.touchweb.console.core.task.Outcome;
import fr.touchweb.console.core.task.Task;
import fr.touchweb.console.core.task.TaskRunner;
import fr.touchweb.console.core.text.Message;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/** Shows the file of a rule around its line, as it stands on the server now. JavaFX thread only. */
final class RuleModel {
    private static final int MOST_BYTES = 1 << 20;

    private final TaskRunner tasks;
    private final Consumer<Throwable> errors;
    private final ReadOnlyObjectWrapper<@Nullable Opened> opened = new ReadOnlyObjectWrapper<>(this, "opened");

    /**
     * A file that was read.
     *
     * @param lines of it
     * @param whole whether it was read to its end
     */
    record Opened(String server, Rule rule, List<String> lines, boolean whole) {
        /** Whether the rule still stands where it was found. */
        boolean stillThere() {
            if (rule.line() > lines.size()) {
                return false;
            }
            // A rule that goes on behind a backslash has the lines that follow in its text.
            String there = lines.get(rule.line() - 1).strip();
            return there.endsWith("\\")
                    ? rule.text().startsWith(there.substring(0, there.length() - 1).strip())
                    : there.equals(rule.text().strip());
        }
    }

    RuleModel(TaskRunner tasks, Consumer<Throwable> errors) {
        this.tasks = tasks;
        this.errors = errors;
    }

    void open(ServerSide side, Rule rule) {
        tasks.start(Task.of(Message.of("diagnosis.task.rule", side.id(), rule.file()), control -> {
            try (OpenFile file = side.host().files().open(rule.file())) {
                byte[] bytes = new byte[(int) Math.min(file.stat().size(), MOST_BYTES)];
                int read = file.read(0, bytes, 0, bytes.length);
                String text = new String(bytes, 0, read, StandardCharsets.UTF_8);
                return new Opened(side.id(), rule, text.lines().toList(), file.stat().size() <= MOST_BYTES);
            }
        }), outcome -> {
            switch (outcome) {
                case Outcome.Success<Opened>(Opened found) -> opened.set(found);
                case Outcome.Failure<Opened>(Throwable cause) -> errors.accept(cause);
                case Outcome.Cancelled<Opened> cancelled -> opened.set(null);
            }
        });
    }

    void close() {
        opened.set(null);
    }

    /** The file that is looked at, null for none. */
    ReadOnlyObjectProperty<@Nullable Opened> openedProperty() {
        return opened.getReadOnlyProperty();
    }
}
