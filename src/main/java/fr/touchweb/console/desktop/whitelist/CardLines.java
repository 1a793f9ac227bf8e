package fr.touchweb.console.desktop.whitelist;

import fr.touchweb.console.core.text.Message;
import fr.touchweb.console.desktop.shell.Words;
import fr.touchweb.console.desktop.widget.Widgets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

/** The lines of a confirmation; from the warning of mode TW on they stand in a box that must be scrolled. */
final class CardLines {
    private static final String WARNING = "whitelist.negation.warning";

    private CardLines() {}

    static void fill(VBox box, List<Message> lines, WarningText warning, Words words) {
        if (lines.equals(box.getUserData())) {
            return;
        }
        box.setUserData(lines);
        int at = lines.stream().map(Message::key).toList().indexOf(WARNING);
        List<Node> nodes = new ArrayList<>();
        for (Message line : at < 0 ? lines : lines.subList(0, at)) {
            Label label = Widgets.label(words.get(line), "wl-line");
            label.setWrapText(true);
            nodes.add(label);
        }
        if (at >= 0) {
            nodes.add(warning);
        }
        box.getChildren().setAll(nodes);
        if (at >= 0) {
            warning.show(lines.subList(at, lines.size()).stream().map(words::get).collect(Collectors.joining("\n")));
        }
    }
}
