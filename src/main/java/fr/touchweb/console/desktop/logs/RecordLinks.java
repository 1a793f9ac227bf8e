package fr.touchweb.console.desktop.logs;

import fr.touchweb.console.desktop.shell.CommandRegistry;
import fr.touchweb.console.desktop.shell.ConsoleCommand;
import fr.touchweb.console.desktop.shell.Words;
import fr.touchweb.console.desktop.widget.Widgets;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import javafx.geometry.Pos;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/** What can be done with the selected line, each with its key. */
final class RecordLinks extends VBox {
    /** Commands about a line, in the order in which they are offered. */
    private static final List<String> ALWAYS = List.of("logs.command.client", "logs.command.request",
            "logs.command.around", PageCommands.DATABASE, PageCommands.DIAGNOSE, "logs.command.mark",
            "logs.command.context", "logs.command.copy", "logs.command.link");

    private final CommandRegistry commands;
    private final Words words;

    RecordLinks(CommandRegistry commands, Words words) {
        super(4);
        this.commands = commands;
        this.words = words;
        getStyleClass().add("log-links");
    }

    /** @param offered whether a command makes sense for the line of now */
    void show(Predicate<String> offered) {
        getChildren().clear();
        for (String id : ALWAYS) {
            Optional<ConsoleCommand> command = commands.find(id).filter(one -> one.enabled().get() && offered.test(id));
            command.ifPresent(one -> getChildren().add(line(one)));
        }
    }

    private HBox line(ConsoleCommand command) {
        Hyperlink link = new Hyperlink(words.get(command.words()));
        link.setId("link-" + command.id().substring(command.id().lastIndexOf('.') + 1));
        link.setMinWidth(0);
        link.setOnAction(event -> commands.run(command.id()));
        HBox line = new HBox(8, link, Widgets.grow());
        if (command.shortcut() != null) {
            Label key = Widgets.label(command.shortcut().getDisplayText(), "muted", "caption");
            key.setMinWidth(USE_PREF_SIZE);
            line.getChildren().add(key);
        }
        line.setAlignment(Pos.CENTER_LEFT);
        return line;
    }
}
