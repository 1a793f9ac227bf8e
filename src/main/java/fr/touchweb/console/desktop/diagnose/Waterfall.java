package fr.touchweb.console.desktop.diagnose;

import fr.touchweb.console.core.diagnose.probe.Phases;
import fr.touchweb.console.core.diagnose.probe.TlsFacts;
import fr.touchweb.console.core.diagnose.redirect.HopDiagnosis;
import fr.touchweb.console.desktop.shell.Words;
import fr.touchweb.console.desktop.widget.Widgets;
import java.util.ArrayList;
import java.util.List;
import javafx.geometry.HPos;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/** The phases of one request one after the other, the wait split into the way there and back and the server's own time. */
final class Waterfall extends GridPane {
    private static final double NAME_WIDTH = 88;
    private static final double VALUE_WIDTH = 64;

    private final Words words;

    /** One bar: where it begins and how long it is, in milliseconds; NaN when the phase did not happen. */
    private record Bar(String name, String style, double start, double length) {}

    Waterfall(HopDiagnosis one, int frontEndBelow, int applicationAbove, Words words) {
        this.words = words;
        getStyleClass().add("waterfall");
        ColumnConstraints names = new ColumnConstraints(NAME_WIDTH);
        ColumnConstraints tracks = new ColumnConstraints(60, 300, Double.MAX_VALUE);
        tracks.setHgrow(Priority.ALWAYS);
        ColumnConstraints values = new ColumnConstraints(VALUE_WIDTH);
        values.setHalignment(HPos.RIGHT);
        getColumnConstraints().addAll(names, tracks, values);
        List<Bar> bars = bars(one, frontEndBelow, applicationAbove);
        double whole = bars.stream().filter(bar -> !Double.isNaN(bar.length()))
                .mapToDouble(bar -> bar.start() + bar.length()).max().orElse(1);
        for (int i = 0; i < bars.size(); i++) {
            add(bars.get(i), i, Math.max(whole, 0.001) * 1.03);
        }
    }

    private List<Bar> bars(HopDiagnosis one, int frontEndBelow, int applicationAbove) {
        Phases phases = one.hop().probe().phases();
        List<Bar> bars = new ArrayList<>();
        double at = 0;
        double dns = Phases.millis(phases.dns());
        bars.add(new Bar(words.get("diagnosis.phase.dns"), "dns", at, dns));
        at += zero(dns);
        double connect = Phases.millis(phases.connect());
        bars.add(new Bar(words.get("diagnosis.phase.connect"), "connect", at, connect));
        at += zero(connect);
        if (one.hop().address().tls()) {
            double tls = Phases.millis(phases.tls());
            bars.add(new Bar(protocol(one.hop().probe().tls()), "tls", at, tls));
            at += zero(tls);
        }
        double wait = Phases.millis(phases.firstByte());
        double way = Double.isNaN(wait) ? Double.NaN : Math.min(wait, zero(one.timing().roundTrip()));
        bars.add(new Bar(words.get("diagnosis.phase.way"), "way", at, way));
        at += zero(way);
        double median = one.timing().median();
        double server = Double.isNaN(median) ? Double.isNaN(wait) ? Double.NaN : Math.max(0, wait - way) : median;
        String zone = server < frontEndBelow ? "before" : server > applicationAbove ? "application" : "between";
        bars.add(new Bar(words.get("diagnosis.phase.server"), "server " + zone, at, Math.max(0, server)));
        return bars;
    }

    private static String protocol(@Nullable TlsFacts facts) {
        String protocol = facts == null ? null : facts.protocol();
        return protocol == null ? "TLS" : protocol.replace("TLSv", "TLS ");
    }

    private static double zero(double value) {
        return Double.isNaN(value) ? 0 : value;
    }

    private void add(Bar bar, int row, double whole) {
        boolean server = bar.style().startsWith("server");
        Label name = Widgets.label(bar.name(), "caption", server ? "strong" : "muted");
        String value = Double.isNaN(bar.length())
                ? "—"
                : words.get("diagnosis.millis",
                        words.formats().decimal(bar.length(), bar.length() < 10 ? 1 : 0));
        Label shown = Widgets.label(value, "caption", server ? "strong" : "muted");
        shown.setMinWidth(Region.USE_PREF_SIZE);
        Track track = new Track(bar, whole);
        track.setAccessibleText(bar.name() + " " + value);
        addRow(row, name, track, shown);
    }

    /** A bar on its track. */
    private static final class Track extends Region {
        private static final double HEIGHT = 8;
        private static final double LEAST = 2;

        private final Bar bar;
        private final double whole;
        private final Region ground = new Region();
        private final Region mark = new Region();

        Track(Bar bar, double whole) {
            this.bar = bar;
            this.whole = whole;
            ground.getStyleClass().add("track");
            mark.getStyleClass().add("phase");
            mark.getStyleClass().addAll(bar.style().split(" "));
            mark.setVisible(!Double.isNaN(bar.length()));
            getChildren().addAll(ground, mark);
            setMinHeight(HEIGHT);
            setMaxHeight(HEIGHT);
            setPrefHeight(HEIGHT);
        }

        @Override
        protected void layoutChildren() {
            double width = getWidth();
            ground.resizeRelocate(0, 0, width, HEIGHT);
            double start = Math.min(width - LEAST, bar.start() / whole * width);
            double length = Math.max(LEAST, bar.length() / whole * width);
            mark.resizeRelocate(Math.rint(start), 0, Math.rint(Math.min(length, width - start)), HEIGHT);
        }
    }
}
