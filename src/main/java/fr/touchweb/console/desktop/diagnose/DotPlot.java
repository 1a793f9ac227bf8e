package fr.touchweb.console.desktop.diagnose;

import fr.touchweb.console.core.diagnose.redirect.Sample;
import fr.touchweb.console.core.diagnose.redirect.Timing;
import fr.touchweb.console.desktop.shell.Words;
import fr.touchweb.console.desktop.widget.Widgets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;

/**
 * The server's time of each probe against the two limits of the policy. The limits always stand at the same places, so
 * that an eye learns them; what is slower than the application's limit is drawn closer together.
 */
final class DotPlot extends Region {
    private static final double BAND = 28;
    private static final double LABELS = 20;
    private static final double FRONT_AT = 0.17;
    private static final double APPLICATION_AT = 0.86;
    private static final double GAP = 4;
    private static final double DOT = 8;
    private static final double CONTROL = 7;
    private static final double[] SPREAD = {0, -5, 5, -9, 9};

    private final int frontEndBelow;
    private final int applicationAbove;
    private final double most;
    private final Region before = zone("before");
    private final Region application = zone("application");
    private final Region axis = zone("axis");
    private final Region frontLine = zone("front-line");
    private final Region applicationLine = zone("application-line");
    private final Region interval = zone("interval");
    private final Label between;
    private final Label frontWords;
    private final Label applicationWords;
    private final Label frontShort;
    private final Label applicationShort;
    private final List<Mark> marks = new ArrayList<>();
    private final Timing timing;

    private record Mark(Region node, double value, double size) {}

    DotPlot(Timing timing, int frontEndBelow, int applicationAbove, Words words) {
        this.timing = timing;
        this.frontEndBelow = frontEndBelow;
        this.applicationAbove = applicationAbove;
        getStyleClass().add("dot-plot");
        between = Widgets.label(words.get("diagnosis.plot.between"), "caption", "muted");
        frontWords = Widgets.label(words.get("diagnosis.plot.front", frontEndBelow), "caption", "muted");
        applicationWords = Widgets.label(words.get("diagnosis.plot.application", applicationAbove), "caption", "muted");
        frontShort = Widgets.label(words.get("diagnosis.millis", frontEndBelow), "caption", "muted");
        applicationShort = Widgets.label(words.get("diagnosis.millis", applicationAbove), "caption", "muted");
        List<Sample> shown = timing.samples().stream().filter(sample -> sample.role() != Sample.Role.WARM_UP)
                .sorted(Comparator.comparing((Sample sample) -> sample.role() == Sample.Role.TARGET)
                        .thenComparingDouble(Sample::server))
                .toList();
        most = Math.max(applicationAbove * 1.5,
                shown.stream().mapToDouble(Sample::server).filter(Double::isFinite).max().orElse(0) * 1.05);
        getChildren().addAll(before, application, axis, between, frontLine, applicationLine, frontWords,
                applicationWords, frontShort, applicationShort, interval);
        interval.setVisible(timing.coverage() > 0);
        for (Sample sample : shown) {
            boolean target = sample.role() == Sample.Role.TARGET;
            Region dot = zone(sample.dropped() ? "dropped" : target ? "probe" : "control");
            marks.add(new Mark(dot, Math.max(0, sample.server()), target ? DOT : CONTROL));
            getChildren().add(dot);
        }
        setAccessibleText(words.get("diagnosis.plot.accessible", timing.probes(), frontEndBelow, applicationAbove));
        setMinHeight(BAND + LABELS);
        setPrefHeight(BAND + LABELS);
        setMaxHeight(BAND + LABELS);
    }

    private static Region zone(String style) {
        Region region = new Region();
        region.getStyleClass().add(style);
        region.setManaged(false);
        return region;
    }

    /** Where a time stands, 0 to 1. */
    double place(double millis) {
        if (millis <= frontEndBelow) {
            return FRONT_AT * millis / frontEndBelow;
        }
        if (millis <= applicationAbove) {
            return FRONT_AT + (APPLICATION_AT - FRONT_AT) * (millis - frontEndBelow)
                    / (applicationAbove - frontEndBelow);
        }
        return APPLICATION_AT + (1 - APPLICATION_AT) * Math.min(1, (millis - applicationAbove)
                / (most - applicationAbove));
    }

    @Override
    protected void layoutChildren() {
        double width = getWidth();
        double front = Math.rint(FRONT_AT * width);
        double slow = Math.rint(APPLICATION_AT * width);
        before.resizeRelocate(0, 2, front, BAND - 4);
        application.resizeRelocate(slow, 2, width - slow, BAND - 4);
        axis.resizeRelocate(0, BAND - 2, width, 1);
        frontLine.resizeRelocate(front - 1, 0, 2, BAND + 2);
        applicationLine.resizeRelocate(slow - 1, 0, 2, BAND + 2);
        label(between, (front + slow - between.prefWidth(-1)) / 2, 0, BAND);
        double frontEnd = front + GAP + frontWords.prefWidth(-1);
        double slowStart = slow + 2 * GAP - applicationWords.prefWidth(-1);
        boolean room = frontEnd + 2 * GAP < slowStart;
        frontWords.setVisible(room);
        applicationWords.setVisible(room);
        frontShort.setVisible(!room);
        applicationShort.setVisible(!room);
        label(frontWords, front + GAP, BAND + 2, LABELS - 2);
        label(applicationWords, slowStart, BAND + 2, LABELS - 2);
        label(frontShort, front + GAP, BAND + 2, LABELS - 2);
        label(applicationShort, slow + GAP, BAND + 2, LABELS - 2);
        layoutMarks(width);
    }

    private void layoutMarks(double width) {
        double middle = BAND / 2;
        between.setVisible(true);
        double lastAt = Double.NEGATIVE_INFINITY;
        int run = 0;
        for (Mark mark : marks) {
            double size = mark.size();
            double x = place(mark.value()) * (width - size);
            run = Math.abs(x - lastAt) < size ? run + 1 : 0;
            lastAt = run == 0 ? x : lastAt;
            mark.node().resizeRelocate(Math.rint(x), Math.rint(middle + SPREAD[run % SPREAD.length] - size / 2), size,
                    size);
            if (x + size > between.getLayoutX() - GAP && x < between.getLayoutX() + between.getWidth() + GAP) {
                between.setVisible(false);
            }
        }
        if (interval.isVisible()) {
            double low = place(Math.max(0, timing.low())) * (width - DOT);
            double high = place(Math.max(0, timing.high())) * (width - DOT) + DOT;
            interval.resizeRelocate(Math.rint(low), BAND - 4, Math.max(3, Math.rint(high - low)), 3);
        }
    }

    private static void label(Label label, double x, double y, double height) {
        label.resizeRelocate(Math.rint(x), y, Math.ceil(label.prefWidth(-1)), height);
    }
}
