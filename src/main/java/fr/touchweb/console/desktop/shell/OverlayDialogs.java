package fr.touchweb.console.desktop.shell;

import fr.touchweb.console.core.text.Message;
import fr.touchweb.console.desktop.widget.Overlay;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.binding.BooleanExpression;
import javafx.beans.value.ObservableBooleanValue;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** Dialogs drawn in the overlay of the window, one after the other. */
public final class OverlayDialogs implements Dialogs {
    private final Overlay overlay;
    private final Words words;
    private final Deque<Box> waiting = new ArrayDeque<>();
    private @Nullable Box current;

    public OverlayDialogs(Overlay overlay, Words words) {
        this.overlay = overlay;
        this.words = words;
    }

    /** Whether a decision is on screen. */
    public boolean isOpen() {
        return current != null;
    }

    @Override
    public void ask(Question question, Consumer<String> answer) {
        enqueue(new Box(question, null, null, null, answer));
    }

    @Override
    public Open open(Question question, Node body, @Nullable Node firstFocus,
            @Nullable ObservableBooleanValue acceptable, Consumer<String> answer) {
        Box box = new Box(question, body, firstFocus, acceptable, answer);
        enqueue(box);
        return () -> box.answer(question.safe());
    }

    /** Answers everything that is open or waits with the safe choice: the window closes. */
    public void cancelAll() {
        while (current != null) {
            current.answer(current.question.safe());
        }
    }

    private void enqueue(Box box) {
        waiting.add(box);
        next();
    }

    private void next() {
        if (current == null && !waiting.isEmpty()) {
            current = waiting.removeFirst();
            current.show();
        }
    }

    /** One dialog from question to answer. */
    private final class Box {
        private final Question question;
        private final @Nullable Node body;
        private final @Nullable Node firstFocus;
        private final @Nullable ObservableBooleanValue acceptable;
        private final Consumer<String> whenAnswered;
        private @Nullable Region content;
        private boolean answered;

        Box(Question question, @Nullable Node body, @Nullable Node firstFocus,
                @Nullable ObservableBooleanValue acceptable, Consumer<String> whenAnswered) {
            this.question = question;
            this.body = body;
            this.firstFocus = firstFocus;
            this.acceptable = acceptable;
            this.whenAnswered = whenAnswered;
        }

        void show() {
            VBox box = new VBox();
            box.getStyleClass().add("dialog-box");
            box.setAccessibleRole(AccessibleRole.DIALOG);
            box.setAccessibleText(words.get(question.title()));
            box.getChildren().add(label(question.title(), "dialog-title"));
            if (question.subject() != null) {
                box.getChildren().add(label(question.subject(), "dialog-subject"));
            }
            for (Message line : question.lines()) {
                box.getChildren().add(label(line, "dialog-line"));
            }
            if (body != null) {
                box.getChildren().add(body);
            }
            BooleanExpression allowed = acceptable == null ? null : BooleanExpression.booleanExpression(acceptable);
            Node focus = firstFocus;
            if (question.typed() != null && question.typedLabel() != null) {
                TextField field = new TextField();
                field.getStyleClass().addAll("mono", "dialog-typed");
                Label label = label(question.typedLabel(), "dialog-line");
                label.setLabelFor(field);
                box.getChildren().addAll(label, field);
                BooleanExpression typed = field.textProperty().isEqualTo(question.typed());
                allowed = allowed == null ? typed : typed.and(allowed);
                focus = focus == null ? field : focus;
            }
            Buttons buttons = buttons(allowed);
            box.getChildren().add(buttons.row());
            content = box;
            overlay.open(box, new Overlay.Place.Centre(), true, focus == null ? buttons.safe() : focus,
                    () -> answer(question.safe()));
        }

        private Buttons buttons(@Nullable BooleanExpression allowed) {
            HBox row = new HBox();
            row.getStyleClass().add("dialog-buttons");
            row.setAlignment(Pos.CENTER_LEFT);
            List<Node> others = new ArrayList<>();
            Button safe = new Button(words.get(question.safe().words()));
            safe.setId("choice-" + question.safe().id());
            safe.setOnAction(event -> answer(question.safe()));
            enterFires(safe);
            for (Choice choice : question.choices()) {
                if (choice.kind() == Choice.Kind.SAFE) {
                    continue;
                }
                Button button = new Button(words.get(choice.words()));
                button.setId("choice-" + choice.id());
                button.getStyleClass().add(choice.kind() == Choice.Kind.DANGER ? "danger" : "accent");
                button.setOnAction(event -> answer(choice));
                if (choice.kind() == Choice.Kind.DANGER) {
                    button.addEventFilter(KeyEvent.ANY, event -> {
                        if (event.getCode() == KeyCode.ENTER) {
                            event.consume();
                        }
                    });
                } else {
                    enterFires(button);
                }
                if (allowed != null) {
                    button.disableProperty().bind(allowed.not());
                }
                others.add(button);
            }
            Region gap = new Region();
            HBox.setHgrow(gap, Priority.ALWAYS);
            row.getChildren().addAll(safe, gap);
            row.getChildren().addAll(others);
            return new Buttons(row, safe);
        }

        private void enterFires(Button button) {
            button.addEventHandler(KeyEvent.KEY_PRESSED, event -> {
                if (event.getCode() == KeyCode.ENTER) {
                    event.consume();
                    button.fire();
                }
            });
        }

        private Label label(Message message, String style) {
            Label label = new Label(words.get(message));
            label.getStyleClass().add(style);
            label.setWrapText(true);
            return label;
        }

        void answer(Choice choice) {
            if (answered) {
                return;
            }
            answered = true;
            waiting.remove(this);
            if (content != null) {
                overlay.close(content);
            }
            if (current == this) {
                current = null;
            }
            whenAnswered.accept(choice.id());
            next();
        }
    }

    private record Buttons(HBox row, Button safe) {}
}
