package fr.touchweb.console.desktop.logs;

import fr.touchweb.console.core.logs.follow.SourceHealth.Condition;
import fr.touchweb.console.desktop.logs.digest.DigestModel;
import fr.touchweb.console.desktop.logs.digest.DigestView;
import fr.touchweb.console.desktop.shell.TourState;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** The states of the page that are worth a picture, on the traffic of the lab. */
final class LogsTour {
    private final LogsModel model;
    private final DigestModel digestModel;
    private final DigestView digest;
    private final Consumer<Boolean> showDigest;
    private final Runnable refresh;

    /** @param refresh brings what the page draws less often up to now, so that no picture shows the state before */
    LogsTour(LogsModel model, DigestModel digestModel, DigestView digest, Consumer<Boolean> showDigest,
            Runnable refresh) {
        this.model = model;
        this.digestModel = digestModel;
        this.digest = digest;
        this.showDigest = showDigest;
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
                state("digest", () -> {
                    model.filters().clear();
                    showDigest.accept(true);
                }, () -> digestModel.summaryProperty().get() != null && digest.lookupAll(".digest-card").size() > 4,
                        () -> showDigest.accept(false)),
                state("paused", model::togglePause, () -> model.unseenProperty().get() > 0, model::toEnd));
    }

    private TourState state(String id, Runnable prepare, BooleanSupplier ready, Runnable leave) {
        return new TourState(id, prepare, () -> {
            refresh.run();
            return ready.getAsBoolean();
        }, leave);
    }

    private boolean everySourceRead() {
        return model.rowsProperty().get() > 60 && model.session().health().values().stream()
                .noneMatch(health -> health.condition() == Condition.STARTING);
    }

    /** Looks again until the traffic has brought a failure. */
    private boolean failureSelected() {
        if (model.selectedProperty().get() < 0) {
            model.search().find("status>=500");
            return false;
        }
        return true;
    }
}
