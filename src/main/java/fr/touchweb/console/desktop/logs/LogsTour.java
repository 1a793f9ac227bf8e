package fr.touchweb.console.desktop.logs;

import fr.touchweb.console.core.logs.StoredLine;
import fr.touchweb.console.core.logs.alert.AlertRule;
import fr.touchweb.console.core.logs.follow.SourceHealth;
import fr.touchweb.console.core.logs.follow.SourceHealth.Condition;
import fr.touchweb.console.core.logs.follow.SourceKey;
import fr.touchweb.console.desktop.logs.digest.DigestModel;
import fr.touchweb.console.desktop.logs.digest.DigestView;
import fr.touchweb.console.desktop.shell.TourState;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import javafx.scene.control.ListView;
import javafx.scene.control.TableView;

/** The states of the page that are worth a picture, on the traffic of the lab. */
final class LogsTour {
    private static final int ENOUGH = 12;

    private final LogsModel model;
    private final DigestModel digestModel;
    private final DigestView digest;
    private final Consumer<Boolean> showDigest;
    private final SecondParts second;
    private final Runnable profiles;
    private final Runnable refresh;

    /**
     * @param profiles shows the profiles, or hides them
     * @param refresh brings what the page draws less often up to now, so that no picture shows the state before
     */
    LogsTour(LogsModel model, DigestModel digestModel, DigestView digest, Consumer<Boolean> showDigest,
            SecondParts second, Runnable profiles, Runnable refresh) {
        this.model = model;
        this.digestModel = digestModel;
        this.digest = digest;
        this.showDigest = showDigest;
        this.second = second;
        this.profiles = profiles;
        this.refresh = refresh;
    }

    List<TourState> states() {
        return List.of(state("empty", () -> model.logs().followOnly(source -> false), () -> true, () -> {}),
                state("live", () -> model.logs().followOnly(source -> true), this::everySourceRead, () -> {}),
                state("record", () -> {}, this::failureSelected, () -> model.selectedProperty().set(-1)),
                state("filtered", () -> {
                    model.search().wantedProperty().set(null);
                    model.filters().add("status>=400");
                    model.filters().add("-favicon");
                }, () -> model.rowsProperty().get() > 20 && model.filters().hits(0) > 20,
                        () -> model.filters().clear()),
                state("matches", () -> {
                    model.filters().clear();
                    model.search().want("status>=500");
                    model.matches().aroundProperty().set(1);
                    second.showMatches();
                }, this::matchShown, () -> {
                    model.deselect();
                    model.matches().aroundProperty().set(0);
                }),
                state("past", () -> {
                    model.search().want("/fr/commande");
                    second.searchPast();
                }, () -> model.pastSearch().hits().size() >= ENOUGH, () -> {
                    model.pastSearch().cancel();
                    second.pane().close();
                    model.search().end();
                }),
                state("alerts", () -> {
                    model.alerts().add(new AlertRule(AlertRule.Kind.RATE, "status>=400", 3, 60));
                    model.alerts().add(new AlertRule(AlertRule.Kind.SILENCE, "", 1, 300));
                    second.showAlerts();
                }, () -> !model.alerts().told().isEmpty(), () -> {
                    List.copyOf(model.alerts().rules()).forEach(model.alerts()::remove);
                    second.pane().close();
                }),
                state("digest", () -> {
                    model.filters().clear();
                    showDigest.accept(true);
                }, () -> digestModel.summaryProperty().get() != null && digest.lookupAll(".digest-card").size() > 4,
                        () -> showDigest.accept(false)),
                state("profiles", profiles, () -> digest.getScene().lookup("#profile-files") instanceof ListView<?> list
                        && profileRead(list), profiles),
                state("paused", model::togglePause, () -> model.unseenProperty().get() > 0, model::toEnd));
    }

    private TourState state(String id, Runnable prepare, BooleanSupplier ready, Runnable leave) {
        return new TourState(id, prepare, () -> {
            boolean there = ready.getAsBoolean();
            // After the look: what is drawn is not older than what was found.
            refresh.run();
            return there;
        }, leave);
    }

    private boolean everySourceRead() {
        Map<SourceKey, SourceHealth> all = model.session().health();
        return model.rowsProperty().get() > 60
                && model.logs().sources().stream().noneMatch(source -> model.logs().health(source, all).isEmpty())
                && all.values().stream().noneMatch(health -> health.condition() == Condition.STARTING);
    }

    /** Opens the newest profile once there is one, and waits until it is read. */
    private static boolean profileRead(ListView<?> files) {
        if (!files.getItems().isEmpty() && files.getSelectionModel().isEmpty()) {
            files.getSelectionModel().selectFirst();
        }
        return files.getScene().lookup("#profile-functions") instanceof TableView<?> functions
                && !functions.getItems().isEmpty();
    }

    /** Looks again until enough failures have come, and chooses one. */
    private boolean matchShown() {
        if (model.matches().rows() < ENOUGH || model.matches().progress() < 1) {
            return false;
        }
        for (long row = model.matches().rows() - 1; model.matches().selectedRow() < 0 && row >= 0; row--) {
            StoredLine line = model.matches().row(row, 1 << 10);
            if (line != null && line.kind() == StoredLine.Kind.LINE && !model.matches().isContext(line)) {
                model.matches().select(model.matches().rowOf(line.number()));
            }
        }
        return model.record() != null;
    }

    /** Looks for a failure, farther back where there is none yet. */
    private boolean failureSelected() {
        if (model.selectedProperty().get() >= 0) {
            return true;
        }
        if (model.problemProperty().get() != null) {
            model.past().readEarlier(() -> {});
        }
        model.search().find("status>=500");
        return false;
    }
}
