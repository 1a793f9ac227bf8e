package fr.touchweb.console.desktop.whitelist;

import fr.touchweb.console.core.policy.WhitelistPolicy;
import fr.touchweb.console.core.whitelist.ListView;
import fr.touchweb.console.core.whitelist.register.Attack;
import fr.touchweb.console.core.whitelist.register.Entry;
import fr.touchweb.console.desktop.shell.Words;
import fr.touchweb.console.desktop.widget.Widgets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import javafx.scene.control.Button;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/** Below the list: what can be done with the chosen entry. What lets nobody in is done at once and can be taken back. */
final class SelectionBar extends FlowPane {
    private final WhitelistModels models;
    private final Words words;
    private final NoticeBoxes boxes;

    SelectionBar(WhitelistModels models, Words words, NoticeBoxes boxes) {
        this.models = models;
        this.words = words;
        this.boxes = boxes;
        getStyleClass().add("wl-selection");
        setId("wl-selection");
        show(null);
    }

    void show(@Nullable Entry entry) {
        getChildren().clear();
        ListView view = models.list().view();
        boolean any = entry != null && view != null;
        setVisible(any);
        setManaged(any);
        boxes.why(null);
        if (entry == null || view == null) {
            return;
        }
        getChildren().add(Widgets.label(entry.cidr().toString(), "mono", "medium"));
        switch (entry.state(view.read())) {
            case PENDING -> {
                var may = models.list().whitelists().mayApprove(view.server(), entry);
                Button yes = button("whitelists.approve", "wl-approve", () -> models.add().approve(entry));
                Button no = button("whitelists.refuse", "wl-refuse", () -> models.list().refuse(entry));
                yes.setDisable(!may.allowed());
                no.setDisable(!may.allowed());
                boxes.why(may);
                getChildren().addAll(yes, no,
                        button("whitelists.withdraw", "wl-remove", () -> models.remove().remove(entry)));
            }
            case ACTIVE -> active(entry, view);
            case EXPIRED, REVOKED, REFUSED -> getChildren()
                    .add(button("whitelists.again", "wl-again", () -> models.add().again(entry)));
        }
    }

    private void active(Entry entry, ListView view) {
        Attack attack = models.list().use().attack(entry);
        if (attack != null) {
            getChildren().add(Widgets.label("⚠ " + words.get("whitelists.attack", attack.bans(),
                    words.formats().dateTime(attack.last())), "warning"));
        }
        if (models.proposals().wide(entry)) {
            getChildren().add(button("whitelists.reduce", "wl-reduce", () -> models.list().reduce(entry),
                    models.proposals().used(entry)));
        }
        List<MenuItem> shorter = shorter(entry, Duration.between(view.read(), entry.expires()));
        if (!shorter.isEmpty()) {
            MenuButton menu = new MenuButton(words.get("whitelists.shorten"));
            menu.setId("wl-shorten");
            menu.setMinWidth(Region.USE_PREF_SIZE);
            menu.getItems().setAll(shorter);
            getChildren().add(menu);
        }
        getChildren().addAll(button("whitelists.prolong", "wl-prolong", () -> models.add().again(entry)),
                button("whitelists.remove", "wl-remove", () -> models.remove().remove(entry)));
    }

    private List<MenuItem> shorter(Entry entry, Duration left) {
        WhitelistPolicy policy = models.list().whitelists().policy();
        return Stream.of(1, policy.redMaxDays(), policy.rangeMaxDays()).distinct().map(Duration::ofDays)
                .filter(days -> days.compareTo(left) < 0).map(days -> {
                    MenuItem item = new MenuItem(words.get("whitelists.shorten.days", days.toDays()));
                    item.setOnAction(event -> models.list().shorten(entry, days));
                    return item;
                }).toList();
    }

    private Button button(String key, String id, Runnable action, Object... arguments) {
        Button button = new Button(words.get(key, arguments));
        button.setId(id);
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(event -> action.run());
        return button;
    }
}
