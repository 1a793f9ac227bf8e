package fr.touchweb.console.desktop.logs;

import fr.touchweb.console.desktop.logs.digest.DigestModel;
import fr.touchweb.console.desktop.logs.digest.DigestView;
import fr.touchweb.console.desktop.shell.TourState;
import java.util.List;
import java.util.function.Consumer;

/** The states of the page that are worth a picture, on the traffic of the lab. */
final class LogsTour {
    private final LogsModel model;
    private final DigestModel digestModel;
    private final DigestView digest;
    private final Consumer<Boolean> showDigest;

    LogsTour(LogsModel model, DigestModel digestModel, DigestView digest, Consumer<Boolean> showDigest) {
        this.model = model;
        this.digestModel = digestModel;
        this.digest = digest;
        this.showDigest = showDigest;
    }

    List<TourState> states() {
        return List.of(TourState.of("empty", () -> model.logs().followOnly(source -> false), () -> {}),
                new TourState("live", () -> model.logs().followOnly(source -> true),
                        () -> model.rowsProperty().get() > 60, () -> {}),
                new TourState("record", () -> {}, this::failureSelected, () -> model.selectedProperty().set(-1)),
                new TourState("filtered", () -> {
                    model.search().wantedProperty().set(null);
                    model.filters().add("status>=400");
                    model.filters().add("-favicon");
                }, () -> model.rowsProperty().get() > 20 && model.filters().hits(0) > 20,
                        () -> model.filters().clear()),
                new TourState("digest", () -> {
                    model.filters().clear();
                    showDigest.accept(true);
                }, () -> digestModel.summaryProperty().get() != null && digest.lookupAll(".digest-card").size() > 4,
                        () -> showDigest.accept(false)),
                new TourState("paused", model::togglePause, () -> model.unseenProperty().get() > 0, model::toEnd));
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
