package fr.touchweb.console.desktop.logs;

import fr.touchweb.console.core.logs.LineFilter;
import fr.touchweb.console.core.logs.LogSession;
import fr.touchweb.console.core.logs.alert.Alert;
import fr.touchweb.console.core.logs.alert.AlertRule;
import fr.touchweb.console.core.logs.alert.AlertWatch;
import fr.touchweb.console.core.policy.LogViewPolicy;
import fr.touchweb.console.core.task.Task;
import fr.touchweb.console.core.task.TaskRunner;
import fr.touchweb.console.core.text.Message;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/** Alerts of the person on what is followed. JavaFX thread only; they are told also while another page is in sight. */
final class LogAlerts {
    private static final int KEPT = 500;

    private final AlertWatch watch;
    private final LogViewPolicy figures;
    private final InstantSource clock;
    private final TaskRunner tasks;
    private final ObjectProperty<@Nullable Message> problem;
    private final Runnable changed;
    private final ObservableList<AlertRule> rules = FXCollections.observableArrayList();
    private final ObservableList<Alert> told = FXCollections.observableArrayList();
    private Consumer<Alert> notice = alert -> {};

    /**
     * @param before rules of the last run
     * @param problem says why something is no rule
     * @param changed called when a person changed them
     */
    LogAlerts(LogSession session, List<AlertRule> before, LogViewPolicy figures, InstantSource clock, TaskRunner tasks,
            ObjectProperty<@Nullable Message> problem, Runnable changed, Consumer<Throwable> errors) {
        this.figures = figures;
        this.clock = clock;
        this.tasks = tasks;
        this.problem = problem;
        this.changed = changed;
        watch = new AlertWatch(session, clock, this::heard);
        for (AlertRule rule : before) {
            try {
                watch.add(rule);
                rules.add(rule);
            } catch (LineFilter.BadFilterException e) {
                errors.accept(e);
            }
        }
        session.watch(watch);
    }

    /** @param hears of each alert that is not muted */
    void notice(Consumer<Alert> hears) {
        notice = hears;
    }

    /** On the thread that fills the timeline: an outcome is what brings it here. */
    private void heard(Alert alert) {
        tasks.start(Task.of(Message.of("logs.alerts.task"), control -> alert).hidden(), outcome -> {
            told.addFirst(alert);
            if (told.size() > KEPT) {
                told.removeLast();
            }
            if (!alert.muted()) {
                notice.accept(alert);
            }
        });
    }

    ObservableList<AlertRule> rules() {
        return rules;
    }

    /** What was told, the last one first. */
    ObservableList<Alert> told() {
        return told;
    }

    /** Adds a rule; false when its filter is none, and then the problem says why. */
    boolean add(AlertRule rule) {
        try {
            watch.add(rule);
        } catch (LineFilter.BadFilterException e) {
            problem.set(e.text());
            return false;
        }
        problem.set(null);
        if (!rules.contains(rule)) {
            rules.add(rule);
            changed.run();
        }
        return true;
    }

    void remove(AlertRule rule) {
        watch.remove(rule);
        if (rules.remove(rule)) {
            told.removeIf(alert -> alert.rule().equals(rule));
            changed.run();
        }
    }

    /** Tells nothing of a rule for a while, or tells it again. */
    void mute(AlertRule rule) {
        watch.mute(rule, mutedUntil(rule) == null ? clock.instant().plus(figures.alertMute()) : null);
        // Its row says so now.
        rules.set(rules.indexOf(rule), rule);
    }

    @Nullable
    Instant mutedUntil(AlertRule rule) {
        return watch.mutedUntil(rule);
    }

    /** When a rule was told last, null while it was not. */
    @Nullable
    Instant last(AlertRule rule) {
        return told.stream().filter(alert -> alert.rule().equals(rule)).findFirst().map(Alert::at).orElse(null);
    }

    long count(AlertRule rule) {
        return told.stream().filter(alert -> alert.rule().equals(rule)).count();
    }

    /** Moments for marks over time. */
    List<Instant> moments() {
        List<Instant> all = new ArrayList<>();
        told.forEach(alert -> all.add(alert.at()));
        return all;
    }

    /** A rule in words. */
    static Message words(AlertRule rule) {
        Object what = rule.filter().isBlank() ? Message.of("logs.alerts.every") : rule.filter();
        return switch (rule.kind()) {
            case RATE -> Message.of("logs.alerts.rate", what, rule.count(), rule.seconds());
            case PATTERN -> Message.of("logs.alerts.pattern", what, rule.seconds());
            case SILENCE -> Message.of("logs.alerts.silence", what, rule.seconds());
        };
    }
}
