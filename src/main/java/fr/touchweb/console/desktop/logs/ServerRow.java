package fr.touchweb.console.desktop.logs;

import fr.touchweb.console.core.logs.ServerLogs;
import fr.touchweb.console.core.logs.follow.SourceHealth;
import fr.touchweb.console.core.logs.follow.SourceHealth.Condition;
import fr.touchweb.console.desktop.shell.Words;
import fr.touchweb.console.desktop.widget.Widgets;
import java.util.Collection;
import java.util.Set;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** A server of the tree: a box to follow all of its logs, and how they are while they are folded. */
final class ServerRow extends HBox {
    private static final Set<Condition> TROUBLE = Set.of(Condition.DENIED, Condition.RETRYING, Condition.FAILED);

    private final ServerLogs server;
    private final FollowedLogs logs;
    private final Words words;
    private final Node list;
    private final CheckBox box;
    private final Label told = new Label();
    private final Button fold;

    /** @param list its logs, shown while it is not folded */
    ServerRow(ServerLogs server, FollowedLogs logs, Words words, Node list) {
        super(6);
        this.server = server;
        this.logs = logs;
        this.words = words;
        this.list = list;
        box = new CheckBox(server.server());
        box.setId("server-" + server.server());
        box.getStyleClass().add("log-server-box");
        box.setTooltip(new Tooltip(words.get("logs.server.follow", server.server())));
        box.setMinWidth(0);
        box.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(box, Priority.ALWAYS);
        box.setOnAction(event -> logs.follow(server, !isFollowed()));
        box.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
        told.setMinWidth(Region.USE_PREF_SIZE);
        fold = Widgets.iconButton(Feather.CHEVRON_DOWN, "");
        fold.setId("fold-" + server.server());
        fold.getStyleClass().add("small");
        fold.setOnAction(event -> fold(!logs.isFolded(server)));
        getStyleClass().add("log-server");
        getChildren().addAll(box, told, fold);
        show();
    }

    private boolean isFollowed() {
        return server.sources().stream().allMatch(logs::isFollowed);
    }

    private void key(KeyEvent event) {
        switch (event.getCode()) {
            case LEFT -> fold(true);
            case RIGHT -> fold(false);
            default -> {
                return;
            }
        }
        event.consume();
    }

    private void fold(boolean folded) {
        logs.fold(server, folded);
        show();
    }

    private void show() {
        boolean folded = logs.isFolded(server);
        list.setVisible(!folded);
        list.setManaged(!folded);
        told.setVisible(folded);
        told.setManaged(folded);
        fold.setGraphic(new FontIcon(folded ? Feather.CHEVRON_RIGHT : Feather.CHEVRON_DOWN));
        String what = words.get(folded ? "logs.server.unfold" : "logs.server.fold", server.server());
        fold.setTooltip(new Tooltip(what));
        fold.setAccessibleText(what);
    }

    /**
     * Takes over how its logs are.
     *
     * @return how many of them are live
     */
    int refresh(Collection<SourceHealth> health) {
        boolean all = isFollowed();
        boolean some = !all && server.sources().stream().anyMatch(logs::isFollowed);
        if (box.isSelected() != all) {
            box.setSelected(all);
        }
        if (box.isIndeterminate() != some) {
            box.setIndeterminate(some);
        }
        int live = (int) health.stream().filter(one -> one.condition() == Condition.LIVE).count();
        long trouble = health.stream().filter(one -> TROUBLE.contains(one.condition())).count();
        String text = trouble > 0
                ? words.get("logs.server.trouble", trouble)
                : health.isEmpty() ? "" : words.get("logs.sources.count", live);
        if (!text.equals(told.getText())) {
            told.setText(text);
            told.getStyleClass().setAll("label", "caption", trouble > 0 ? "warning" : "muted");
        }
        return live;
    }
}
