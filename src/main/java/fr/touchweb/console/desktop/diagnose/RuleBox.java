package fr.touchweb.console.desktop.diagnose;

import fr.touchweb.console.core.text.Message;
import fr.touchweb.console.desktop.shell.Choice;
import fr.touchweb.console.desktop.shell.Desk;
import fr.touchweb.console.desktop.shell.Question;
import fr.touchweb.console.desktop.widget.Widgets;
import java.util.ArrayList;
import java.util.List;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;

/** The file of a rule, at its line; to read, not to change. */
final class RuleBox {
    private static final PseudoClass FOUND = PseudoClass.getPseudoClass("found");
    private static final double WIDTH = 720;
    private static final double HEIGHT = 360;
    private static final int LINES_ABOVE = 6;

    private final Desk desk;

    RuleBox(Desk desk) {
        this.desk = desk;
    }

    void open(RuleModel.Opened file, Runnable closed) {
        ListView<Integer> lines = new ListView<>();
        lines.getItems().setAll(numbers(file.lines().size()));
        lines.setPrefSize(WIDTH, HEIGHT);
        lines.getStyleClass().addAll("mono", "rule-file");
        lines.setCellFactory(view -> new Row(file));
        lines.getSelectionModel().select(file.rule().line() - 1);
        lines.scrollTo(Math.max(0, file.rule().line() - 1 - LINES_ABOVE));
        List<Message> notes = new ArrayList<>();
        if (!file.stillThere()) {
            notes.add(Message.of("diagnosis.rule.changed"));
        }
        if (!file.whole()) {
            notes.add(Message.of("diagnosis.rule.cut"));
        }
        desk.dialogs().open(new Question(Message.of("diagnosis.rule.title", file.rule().line(), file.rule().file()),
                Message.of("diagnosis.plain", file.server()), notes, null, null,
                List.of(Choice.safe("close", Message.of("diagnosis.close")),
                        Choice.normal("copy", Message.of("diagnosis.rule.copy")))),
                lines, lines, null, answer -> {
                    if (answer.equals("copy")) {
                        desk.copy().accept(file.rule().file() + ":" + file.rule().line() + "\n" + file.rule().text());
                    }
                    closed.run();
                });
    }

    private static List<Integer> numbers(int count) {
        List<Integer> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(i);
        }
        return all;
    }

    /** A line with its number. */
    private static final class Row extends ListCell<Integer> {
        private static final double NUMBER_WIDTH = 44;

        private final RuleModel.Opened file;
        private final Label number = Widgets.label("", "mono", "muted");
        private final Label text = Widgets.label("", "mono");
        private final HBox box = new HBox(12, number, text);

        Row(RuleModel.Opened file) {
            this.file = file;
            number.setMinWidth(NUMBER_WIDTH);
            number.setAlignment(Pos.CENTER_RIGHT);
            text.setMinWidth(Region.USE_PREF_SIZE);
            box.setAlignment(Pos.CENTER_LEFT);
        }

        @Override
        protected void updateItem(Integer line, boolean empty) {
            super.updateItem(line, empty);
            boolean shown = !empty && line != null;
            setGraphic(shown ? box : null);
            pseudoClassStateChanged(FOUND, shown && line + 1 == file.rule().line());
            if (shown) {
                number.setText(String.valueOf(line + 1));
                text.setText(file.lines().get(line).replace("\t", "    ").replaceAll("\\p{Cntrl}", "\uFFFD"));
            }
        }
    }
}
