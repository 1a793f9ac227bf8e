package fr.touchweb.console.desktop.fleet.guide;

import fr.touchweb.console.core.account.letter.Letter;
import fr.touchweb.console.core.fleet.Account.Right;
import fr.touchweb.console.core.text.Language;
import fr.touchweb.console.core.text.Message;
import fr.touchweb.console.core.text.Texts;
import fr.touchweb.console.desktop.shell.Choice;
import fr.touchweb.console.desktop.shell.Desk;
import fr.touchweb.console.desktop.shell.Question;
import fr.touchweb.console.desktop.widget.Widgets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;

/** A text that is ready to be sent: it can be changed, and is copied with its subject. French, whatever the window speaks. */
final class LetterDialog {
    private static final String COPY = "copy";
    private static final double WIDTH = 620;
    private static final int ROWS = 18;

    private final Desk desk;
    private final Texts french = new Texts(Language.FRENCH);
    private final TextArea text = new TextArea();

    private LetterDialog(Desk desk) {
        this.desk = desk;
        text.setId("letter-text");
        text.setWrapText(true);
        text.setPrefRowCount(ROWS);
        text.setPrefWidth(WIDTH);
    }

    /** Shows a letter. */
    static void open(Desk desk, Message title, Letter letter) {
        LetterDialog dialog = new LetterDialog(desk);
        dialog.show(letter);
        dialog.ask(title, List.of());
    }

    /**
     * Shows a letter that asks for rights, which can be chosen.
     *
     * @param offered what can be asked for
     * @param first what is asked for at first
     */
    static void open(Desk desk, Message title, Set<Right> offered, Set<Right> first,
            Function<Set<Right>, Letter> letter) {
        LetterDialog dialog = new LetterDialog(desk);
        Set<Right> chosen = EnumSet.noneOf(Right.class);
        chosen.addAll(first);
        FlowPane boxes = new FlowPane(16, 4);
        for (Right right : offered) {
            CheckBox box = new CheckBox(desk.words().get("account.right." + right.id()));
            box.setId("letter-right-" + right.id());
            box.setSelected(chosen.contains(right));
            box.selectedProperty().addListener((p, before, now) -> {
                if (now) {
                    chosen.add(right);
                } else {
                    chosen.remove(right);
                }
                dialog.show(letter.apply(chosen));
            });
            boxes.getChildren().add(box);
        }
        dialog.show(letter.apply(chosen));
        dialog.ask(title, List.of(boxes));
    }

    private void show(Letter letter) {
        String to = letter.to().isEmpty() ? "" : french.get("letter.to", letter.to()) + "\n";
        text.setText(to + french.get("letter.about", letter.subject()) + "\n\n" + letter.body(french));
    }

    private void ask(Message title, List<Node> above) {
        List<Node> nodes = new ArrayList<>(above);
        Label label = Widgets.label(desk.words().get("guide.letter.label"), "muted");
        label.setLabelFor(text);
        nodes.add(label);
        nodes.add(text);
        VBox body = new VBox(8);
        body.getChildren().setAll(nodes);
        desk.dialogs().open(Question.of(title, null, List.of(), Choice.safe("close", Message.of("guide.letter.close")),
                Choice.normal(COPY, Message.of("guide.letter.copy"))), body, null, null, answer -> {
                    if (answer.equals(COPY)) {
                        desk.copy().accept(text.getText());
                    }
                });
    }
}
