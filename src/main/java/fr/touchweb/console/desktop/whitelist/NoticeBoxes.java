package fr.touchweb.console.desktop.whitelist;

import fr.touchweb.console.core.account.Decision;
import fr.touchweb.console.core.text.Message;
import fr.touchweb.console.core.whitelist.Applied;
import fr.touchweb.console.core.whitelist.ListView;
import fr.touchweb.console.desktop.shell.Words;
import fr.touchweb.console.desktop.widget.Widgets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** Above the list: how the last change ended, where register and file differ, and what could not be read. */
final class NoticeBoxes extends VBox {
    private final Words words;
    private final VBox states = new VBox();
    private final Label why = Widgets.label("", "wl-notice", "muted");

    NoticeBoxes(Words words) {
        this.words = words;
        getStyleClass().add("wl-notices");
        states.getStyleClass().add("wl-notices");
        why.setWrapText(true);
        getChildren().addAll(states, why);
        why(null);
    }

    void show(@Nullable ListView view, List<Applied> results) {
        List<Label> lines = new ArrayList<>();
        for (Applied applied : results) {
            String status = words.get("whitelists.status." + applied.status().name().toLowerCase(Locale.ROOT),
                    applied.server());
            Message reason = applied.reason();
            lines.add(line(reason == null ? status : status + " " + words.get(reason),
                    switch (applied.status()) {
                        case DONE -> "good";
                        case TO_KEEP, REQUESTED, DROPPED -> "warning";
                        case CONFLICT, BUSY, REFUSED, ROLLED_BACK, UNKNOWN -> "danger";
                    }));
            applied.difference().forEach(difference -> lines.add(line(words.get(difference), "muted")));
        }
        if (view != null) {
            view.drift().forEach(drift -> lines.add(line(words.get(drift.text()), "warning")));
            view.unread().forEach(unread -> lines.add(line(words.get(unread), "warning")));
        }
        states.getChildren().setAll(lines);
        states.setManaged(!lines.isEmpty());
    }

    /** Why the chosen request cannot be approved by this person, null when it can. */
    void why(@Nullable Decision decision) {
        boolean denied = decision instanceof Decision.Denied;
        why.setText(decision instanceof Decision.Denied(Message reason) ? words.get(reason) : "");
        why.setVisible(denied);
        why.setManaged(denied);
    }

    private static Label line(String text, String kind) {
        Label label = Widgets.label(text, "wl-notice", kind);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        label.setMaxWidth(Double.MAX_VALUE);
        return label;
    }
}
