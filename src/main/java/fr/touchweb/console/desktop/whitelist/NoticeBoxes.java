package fr.touchweb.console.desktop.whitelist;

import fr.touchweb.console.core.account.Decision;
import fr.touchweb.console.core.policy.Deadline;
import fr.touchweb.console.core.policy.WhitelistPolicy;
import fr.touchweb.console.core.text.Language;
import fr.touchweb.console.core.text.Message;
import fr.touchweb.console.core.whitelist.Applied;
import fr.touchweb.console.core.whitelist.Drift;
import fr.touchweb.console.core.whitelist.ListView;
import fr.touchweb.console.core.whitelist.register.Entry;
import fr.touchweb.console.desktop.shell.Words;
import fr.touchweb.console.desktop.widget.Widgets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/**
 * Above the list: how the last change ended and the way back from it, where register and file differ, what could not be
 * read, and ranges that are wider than their use.
 */
final class NoticeBoxes extends VBox {
    private static final int MOST_PROPOSALS = 2;
    private static final javafx.util.Duration SECOND = javafx.util.Duration.seconds(1);

    private final WhitelistModels models;
    private final Words words;
    private final VBox states = new VBox();
    private final Label why = Widgets.label("", "wl-notice", "muted");
    private @Nullable ListView looked;
    private List<Entry> replaced = List.of();
    private final Timeline clock = new Timeline(new KeyFrame(SECOND, event -> show()));

    NoticeBoxes(WhitelistModels models, Words words) {
        this.models = models;
        this.words = words;
        getStyleClass().add("wl-notices");
        states.getStyleClass().add("wl-notices");
        why.setWrapText(true);
        getChildren().addAll(states, why);
        clock.setCycleCount(Animation.INDEFINITE);
        why(null);
    }

    /** Draws what is known now; the time that runs is drawn by itself. */
    void show() {
        List<Node> lines = new ArrayList<>();
        ListModel list = models.list();
        boolean running = false;
        for (Applied applied : list.results()) {
            running |= result(applied, lines);
        }
        Message taken = models.take().told();
        if (taken != null) {
            lines.add(line(words.get(taken), "muted"));
        }
        Message round = list.wayRound();
        if (round != null) {
            lines.add(line(words.get(round), "warning"));
        }
        removal(lines);
        ListView view = list.view();
        if (view != null) {
            deadlines(view, lines);
            view.drift().forEach(drift -> lines.add(drift(drift)));
            view.unread().forEach(unread -> lines.add(line(words.get(unread), "warning")));
            Message noUsage = list.use().noUsageProperty().get();
            if (noUsage != null) {
                lines.add(line(words.get("whitelists.noUsage", words.get(noUsage)), "muted"));
            }
            proposals(view, lines);
            replaced(view, lines);
            passwords(view, lines);
        }
        states.getChildren().setAll(lines);
        states.setManaged(!lines.isEmpty());
        if (running) {
            clock.play();
        } else {
            clock.stop();
        }
    }

    /** @return whether a time runs that is to be shown */
    private boolean result(Applied applied, List<Node> lines) {
        ListModel list = models.list();
        WhitelistPolicy policy = list.whitelists().policy();
        Duration since = Duration.between(list.told(), list.whitelists().now());
        Duration keep = Duration.ofSeconds(policy.keepSeconds()).minus(since);
        boolean kept = applied.status() == Applied.Status.TO_KEEP && keep.isPositive();
        String status = words.get("whitelists.status." + applied.status().name().toLowerCase(Locale.ROOT),
                applied.server());
        Message reason = applied.reason();
        String text = (reason == null ? status : status + " " + words.get(reason))
                + (kept ? " " + words.get("whitelists.keep.left", clock(keep)) : "");
        Duration undo = list.whitelists().changes().backLeft(applied);
        boolean undoable = applied.status() == Applied.Status.DONE && undo.isPositive();
        boolean back = !undoable && applied.entry() != null && (applied.status() == Applied.Status.DONE
                || applied.status() == Applied.Status.REQUESTED)
                && since.compareTo(Duration.ofMinutes(policy.undoMinutes())) < 0 && active(applied);
        String kind = switch (applied.status()) {
            case DONE -> "good";
            case TO_KEEP, REQUESTED, DROPPED -> "warning";
            case CONFLICT, BUSY, REFUSED, ROLLED_BACK, UNKNOWN -> "danger";
        };
        List<Button> actions = new ArrayList<>();
        if (kept) {
            actions.add(button("whitelists.keep", "wl-keep", () -> list.keep(applied)));
        }
        if (undoable) {
            actions.add(button("whitelists.undo", "wl-undo", () -> list.undo(applied)));
        }
        if (back) {
            actions.add(button(applied.status() == Applied.Status.REQUESTED
                    ? "whitelists.withdraw"
                    : "whitelists.takeBack", "wl-take-back", () -> list.takeBack(applied)));
        }
        if (!applied.changed() && applied.status() != Applied.Status.UNKNOWN && models.add().retryable()) {
            actions.add(button("whitelists.retry", "wl-again-there",
                    () -> models.add().retry(List.of(applied.server()))));
        }
        lines.add(line(text, kind, actions));
        applied.difference().forEach(difference -> lines.add(line(words.get(difference), "muted")));
        return kept || back || undoable;
    }

    /** Whether the entry of a result still stands, as far as the list was read again since. */
    private boolean active(Applied applied) {
        return models.list().viewsProperty().get().values().stream()
                .filter(view -> view.server().equals(applied.server()))
                .flatMap(view -> view.entries().stream()).filter(entry -> entry.id().equals(applied.entry()))
                .findFirst().map(entry -> entry.state() == Entry.State.ACTIVE || entry.state() == Entry.State.PENDING)
                .orElse(true);
    }

    private static String clock(Duration left) {
        return String.format(Locale.ROOT, "%d:%02d", left.toMinutes(), left.toSecondsPart());
    }

    private Node drift(Drift drift) {
        return drift.kind() == Drift.Kind.FOREIGN
                ? line(words.get(drift.text()), "warning",
                        List.of(button("whitelists.adopt", "wl-adopt", () -> models.adopt(drift))))
                : line(words.get(drift.text()), "warning");
    }

    /** Dates of the house by which lines without a reason and an end have to be entries (L42). */
    private void deadlines(ListView view, List<Node> lines) {
        long open = models.list().viewsProperty().get().values().stream().flatMap(one -> one.drift().stream())
                .filter(drift -> drift.kind() == Drift.Kind.FOREIGN).count();
        LocalDate today = view.read().atZone(words.formats().zone()).toLocalDate();
        for (Deadline deadline : models.list().whitelists().policy().deadlines()) {
            long left = deadline.left(today);
            if (left >= 0 || open > 0) {
                String text = words.texts().language() == Language.FRENCH ? deadline.french() : deadline.english();
                lines.add(line(words.get(left >= 0 ? "whitelists.deadline.left" : "whitelists.deadline.past", text,
                        deadline.day(), Math.abs(left), open), left >= 0 ? "warning" : "danger"));
            }
        }
    }

    private void proposals(ListView view, List<Node> lines) {
        Proposals proposals = models.proposals();
        proposals.of(view).stream().limit(MOST_PROPOSALS).forEach(entry -> {
            int used = proposals.used(entry);
            lines.add(line(words.get("whitelists.probation", entry.cidr().toString(), used, entry.cidr().weight()),
                    "muted",
                    List.of(button("whitelists.reduce", "wl-reduce-there", () -> models.list().reduce(entry), used),
                            button("whitelists.letExpire", "wl-let-expire", () -> {
                                proposals.letExpire(entry);
                                show();
                            }), button("whitelists.prolong", "wl-prolong-there", () -> models.add().again(entry)))));
        });
    }

    /** What speaks against taking an entry out, until that is said once more or not. */
    private void removal(List<Node> lines) {
        RemoveModel remove = models.remove();
        Entry entry = remove.entry();
        if (entry != null) {
            remove.warnings().forEach(warning -> lines.add(line(words.get(warning.text()), "danger")));
            lines.add(line(words.get("whitelists.removal", entry.cidr().toString()), "medium",
                    List.of(button("whitelists.removal.keep", "wl-removal-keep", remove::keep),
                            button("whitelists.removal.anyway", "wl-removal-anyway", remove::anyway))));
        }
        Message said = remove.said();
        if (said != null) {
            lines.add(line(words.get(said), "danger"));
        }
    }

    /** Entries that a wider one has made needless. */
    private void replaced(ListView view, List<Node> lines) {
        if (view != looked) {
            looked = view;
            replaced = view.replaced();
        }
        replaced.stream().limit(MOST_PROPOSALS)
                .forEach(entry -> lines.add(line(words.get("whitelists.replaced", entry.cidr().toString()), "muted",
                        List.of(button("whitelists.remove", "wl-remove-replaced",
                                () -> models.remove().remove(entry))))));
    }

    /** Passwords that somebody was given with an access that is over (L41); they stay until somebody says that they were changed. */
    private void passwords(ListView view, List<Node> lines) {
        Duration overdue = Duration.ofDays(models.list().whitelists().policy().rotateDays());
        List<Entry> all = view.toRotate();
        all.stream().limit(MOST_PROPOSALS).forEach(entry -> {
            Instant over = Objects.requireNonNull(entry.over(view.read()));
            lines.add(line(words.get("whitelists.rotate", entry.requester(), entry.cidr().toString(),
                    words.formats().date(over), words.get(view.scope().title())),
                    over.plus(overdue).isBefore(view.read()) ? "danger" : "warning",
                    List.of(button("whitelists.rotated", "wl-rotated", () -> models.remove().rotated(entry)))));
        });
        if (all.size() > MOST_PROPOSALS) {
            lines.add(line(words.get("whitelists.rotate.more", all.size() - MOST_PROPOSALS), "muted"));
        }
    }

    /** Why the chosen request cannot be approved by this person, null when it can. */
    void why(@Nullable Decision decision) {
        boolean denied = decision instanceof Decision.Denied;
        why.setText(decision instanceof Decision.Denied(Message reason) ? words.get(reason) : "");
        why.setVisible(denied);
        why.setManaged(denied);
    }

    void stop() {
        clock.stop();
    }

    private Button button(String key, String id, Runnable action, Object... arguments) {
        Button button = new Button(words.get(key, arguments));
        button.setId(id);
        button.getStyleClass().add("small");
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(event -> action.run());
        return button;
    }

    private static Node line(String text, String kind) {
        return line(text, kind, List.of());
    }

    private static Node line(String text, String kind, List<Button> actions) {
        Label label = Widgets.label(text, kind);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        label.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(label, Priority.ALWAYS);
        HBox row = Widgets.styled(new HBox(label), "wl-notice");
        row.getChildren().addAll(actions);
        return row;
    }
}
