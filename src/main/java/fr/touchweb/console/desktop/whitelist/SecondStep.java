package fr.touchweb.console.desktop.whitelist;

import fr.touchweb.console.core.text.Message;
import fr.touchweb.console.core.whitelist.confirm.Accident;
import fr.touchweb.console.core.whitelist.confirm.Confirmation;
import fr.touchweb.console.core.whitelist.confirm.Step;
import fr.touchweb.console.core.whitelist.confirm.View;
import fr.touchweb.console.desktop.shell.Words;
import fr.touchweb.console.desktop.widget.Widgets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.geometry.Bounds;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The second confirmation, above the page. There is no default button and Enter reaches nothing; Escape goes back; the
 * keyboard stays inside. It stands where what confirms is {@value #CLEAR} pixels at least from what opened it: a second
 * click without a move meets nothing (reference A.2).
 */
final class SecondStep extends StackPane {
    static final int CLEAR = 150;
    private static final double EDGE = 16;
    private static final Duration TURN = Duration.millis(100);
    private static final String DANGER = "danger";
    private static final List<Pos> PLACES = List.of(Pos.CENTER, Pos.CENTER_LEFT, Pos.TOP_CENTER, Pos.TOP_LEFT,
            Pos.BOTTOM_LEFT, Pos.TOP_RIGHT, Pos.BOTTOM_RIGHT);

    private final AddModel model;
    private final Words words;
    private final Supplier<@Nullable Bounds> opener;
    private final Runnable whenClosed;
    private final VBox box = new VBox();
    private final TextField field = new TextField();
    private final WarningText warning;
    private final VBox lines = new VBox();
    private final ReasonChoice reasons;
    private final HBox buttons = new HBox();
    private final Timeline turn;
    private @Nullable Confirmation shown;
    private Pos place = Pos.CENTER;
    private List<fr.touchweb.console.core.whitelist.confirm.Button> there = List.of();

    /**
     * @param opener where what opens it stands in the window
     * @param whenClosed gives the keyboard back to the card
     */
    SecondStep(AddModel model, Words words, Supplier<@Nullable Bounds> opener, Runnable whenClosed) {
        this.model = model;
        this.opener = opener;
        this.whenClosed = whenClosed;
        this.words = words;
        warning = new WarningText(model::readToTheEnd);
        reasons = new ReasonChoice(words, model::choose);
        // The time that arms the button passes without an event.
        turn = new Timeline(new KeyFrame(TURN, event -> refresh()));
        turn.setCycleCount(Animation.INDEFINITE);
        Region veil = Widgets.styled(new Region(), "veil");
        veil.setOnMousePressed(event -> event.consume());
        box.getStyleClass().addAll("dialog-box", "wl-second");
        box.setId("second-step");
        box.setAccessibleRole(AccessibleRole.DIALOG);
        box.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        field.getStyleClass().addAll("mono", "wl-answer");
        field.setId("second-answer");
        field.textProperty().addListener((p, before, now) -> model.type(now));
        lines.getStyleClass().add("wl-second-lines");
        buttons.getStyleClass().add("dialog-buttons");
        buttons.setAlignment(Pos.CENTER_LEFT);
        getChildren().addAll(veil, box);
        setVisible(false);
        addEventFilter(KeyEvent.ANY, this::key);
    }

    @Override
    protected void layoutChildren() {
        super.layoutChildren();
        Bounds from = opener.get();
        if (!isVisible() || from == null) {
            return;
        }
        // The buttons have their places in the box before the box has its own.
        box.layout();
        Bounds away = sceneToLocal(from);
        moveTo(place);
        // Where it is well placed it stays, whatever its buttons say.
        double farthest = clearance(away);
        Pos best = place;
        for (int i = 0; i < PLACES.size() && farthest < CLEAR; i++) {
            moveTo(PLACES.get(i));
            double clear = clearance(away);
            if (clear > farthest) {
                farthest = clear;
                best = PLACES.get(i);
            }
        }
        place = best;
        moveTo(best);
    }

    private void moveTo(Pos where) {
        double left = getWidth() - box.getWidth();
        double above = getHeight() - box.getHeight();
        box.relocate(snapPositionX(switch (where.getHpos()) {
            case LEFT -> Math.min(EDGE, left / 2);
            case CENTER -> left / 2;
            case RIGHT -> Math.max(left - EDGE, left / 2);
        }), snapPositionY(switch (where.getVpos()) {
            case TOP -> Math.min(EDGE, above / 2);
            case CENTER, BASELINE -> above / 2;
            case BOTTOM -> Math.max(above - EDGE, above / 2);
        }));
    }

    /** From what opened it to the nearest button that lets somebody in. */
    private double clearance(Bounds away) {
        double least = Double.MAX_VALUE;
        for (Node node : buttons.getChildren()) {
            if (node.getStyleClass().contains(DANGER)) {
                Bounds here = sceneToLocal(node.localToScene(node.getLayoutBounds()));
                least = Math.min(least, Math.hypot(
                        Math.max(0, Math.max(here.getMinX() - away.getMaxX(), away.getMinX() - here.getMaxX())),
                        Math.max(0, Math.max(here.getMinY() - away.getMaxY(), away.getMinY() - here.getMaxY()))));
            }
        }
        return least;
    }

    private void key(KeyEvent event) {
        if (event.getCode() == KeyCode.ENTER || "\r".equals(event.getCharacter())) {
            event.consume();
            model.happened(Accident.ENTER);
        } else if (event.getCode() == KeyCode.ESCAPE) {
            event.consume();
            if (event.getEventType() == KeyEvent.KEY_PRESSED) {
                model.happened(Accident.ESCAPE);
            }
        } else if (event.getCode() == KeyCode.TAB) {
            event.consume();
            if (event.getEventType() == KeyEvent.KEY_PRESSED) {
                move(event.isShiftDown() ? -1 : 1);
            }
        }
    }

    private void move(int step) {
        List<Node> stops = new ArrayList<>();
        if (field.getParent() != null) {
            stops.add(field);
        }
        reasons.stop().ifPresent(stops::add);
        buttons.getChildren().stream().filter(node -> node instanceof Button && !node.isDisabled())
                .forEach(stops::add);
        Node owner = getScene().getFocusOwner();
        int now = reasons.holds(owner) ? stops.indexOf(reasons.stop().orElse(null)) : stops.indexOf(owner);
        stops.get(Math.floorMod(now + step, stops.size())).requestFocus();
    }

    /** Opens and closes with the confirmation, and shows what changed. */
    void refresh() {
        Confirmation now = model.confirmation();
        boolean second = now != null && now.step() == Step.SECOND;
        if (!second) {
            if (isVisible()) {
                turn.stop();
                setVisible(false);
                shown = null;
                there = List.of();
                whenClosed.run();
            }
            return;
        }
        View view = Objects.requireNonNull(now).view();
        boolean opens = shown != now || !isVisible();
        shown = now;
        if (opens) {
            open(view);
        }
        draw(view);
        if (opens) {
            focus(view);
            turn.playFromStart();
        }
    }

    private void open(View view) {
        setVisible(true);
        place = Pos.CENTER;
        there = List.of();
        field.setText("");
        warning.reset();
        Label title = Widgets.label(words.get(view.title()), "dialog-title");
        title.setWrapText(true);
        box.setAccessibleText(title.getText());
        box.getChildren().setAll(title);
        if (!view.header().isEmpty()) {
            String header = view.header().stream()
                    .map(part -> part instanceof Message message ? words.get(message) : part.toString())
                    .collect(Collectors.joining(" · "));
            Label line = Widgets.label(header, "muted");
            line.setWrapText(true);
            box.getChildren().add(line);
        }
        box.getChildren().add(lines);
        if (view.question() != null) {
            Label question = Widgets.label(words.get(view.question()), "wl-question");
            question.setWrapText(true);
            question.setLabelFor(field);
            box.getChildren().addAll(question, field);
        }
        View.Reasons choice = view.reasons();
        reasons.show(choice);
        if (choice != null) {
            box.getChildren().add(reasons);
        }
        box.getChildren().add(buttons);
    }

    private void draw(View view) {
        CardLines.fill(lines, view.lines(), warning, words);
        lines.setManaged(!view.lines().isEmpty());
        List<fr.touchweb.console.core.whitelist.confirm.Button> wanted = view.actions().stream()
                .map(View.Action::button).toList();
        if (!wanted.equals(there)) {
            there = wanted;
            buttons.getChildren().clear();
            for (View.Action action : view.actions()) {
                if (action.weight() == View.Weight.DANGER) {
                    buttons.getChildren().add(Widgets.grow());
                }
                Button button = new Button();
                button.setId("second-" + action.button().name().toLowerCase(java.util.Locale.ROOT));
                button.setUserData(action.button());
                button.setMinWidth(Region.USE_PREF_SIZE);
                if (action.weight() == View.Weight.DANGER) {
                    button.getStyleClass().add(DANGER);
                }
                button.setOnAction(event -> model.press(action.button()));
                buttons.getChildren().add(button);
            }
        }
        for (Node node : buttons.getChildren()) {
            if (node instanceof Button button) {
                view.actions().stream().filter(action -> action.button() == button.getUserData()).findFirst()
                        .ifPresent(action -> {
                            button.setText(words.get(action.label()));
                            button.setDisable(!action.enabled());
                        });
            }
        }
    }

    private void focus(View view) {
        if (view.focus() == null) {
            field.requestFocus();
            return;
        }
        buttons.getChildren().stream().filter(node -> node.getUserData() == view.focus()).findFirst()
                .ifPresent(Node::requestFocus);
    }

    void stop() {
        turn.stop();
    }
}
