package fr.touchweb.console.desktop.binlog;

import fr.touchweb.console.core.binlog.model.BinlogFile;
import fr.touchweb.console.core.binlog.model.Verdict;
import fr.touchweb.console.core.text.Message;
import fr.touchweb.console.desktop.shell.Words;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** Whether what is shown is all that there is: always there, one line for what is well and one for each thing that is not. */
final class VerdictBox extends VBox {
    private static final int MOST_LINES = 4;
    /** In the version of the lab's stand-in. */
    private static final String REPLAYED = "(replayed)";

    private final BinlogModel model;
    private final Words words;
    private final Label progressText = new Label();
    private final ProgressBar progress = new ProgressBar(0);
    private final Button cancel = new Button();
    private final Button decrypt = new Button();
    private final HBox progressLine = new HBox(10);
    private String shown = "";

    private record Line(String look, String text, String detail) {}

    /** @param askLogin asks for the login with which the database server decrypts */
    VerdictBox(BinlogModel model, Words words, Runnable askLogin) {
        this.model = model;
        this.words = words;
        decrypt.setText(words.get("binlogs.verdict.decrypt"));
        decrypt.setId("binlog-decrypt");
        decrypt.setMinWidth(Region.USE_PREF_SIZE);
        decrypt.setOnAction(event -> askLogin.run());
        setId("binlog-verdict");
        getStyleClass().add("bin-verdict");
        progress.setPrefWidth(120);
        progress.setMinWidth(60);
        cancel.setText(words.get("binlogs.reading.cancel"));
        cancel.getStyleClass().addAll("flat", "bin-cancel");
        cancel.setMinWidth(Region.USE_PREF_SIZE);
        cancel.setOnAction(event -> model.reading().stop());
        progressLine.setAlignment(Pos.CENTER_LEFT);
        HBox.setHgrow(progressText, Priority.ALWAYS);
        progressText.setMaxWidth(Double.MAX_VALUE);
        progressText.setMinWidth(0);
        progressLine.getChildren().addAll(progressText, progress, cancel);
    }

    /** Says what is known now. */
    void refresh() {
        boolean reading = model.reading().readingProperty().get();
        if (reading) {
            double part = model.reading().fraction();
            progress.setProgress(part);
            boolean follow = model.reading().followingProperty().get() && part >= 1;
            progressText.setText(words.get(follow ? "binlogs.reading.follows" : "binlogs.reading.progress",
                    words.formats().percent(part), words.formats().number(model.reading().summary().transactions()),
                    words.formats().size(model.reading().wireBytes())));
        }
        List<Line> lines = lines();
        String now = reading + lines.toString();
        if (now.equals(shown)) {
            return;
        }
        shown = now;
        getChildren().clear();
        if (reading) {
            getChildren().add(progressLine);
        }
        lines.forEach(line -> getChildren().add(label(line)));
        if (!reading && model.wantsLogin() && model.list().size() > 0) {
            getChildren().add(decrypt);
        }
        setVisible(!getChildren().isEmpty());
        setManaged(isVisible());
    }

    private Label label(Line line) {
        Label label = new Label(Looks.sign(line.look()) + "\u2002" + Looks.sentence(line.text()));
        label.getStyleClass().add(line.look());
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        if (!line.detail().isBlank()) {
            label.setTooltip(new Tooltip(Looks.inert(line.detail())));
        }
        return label;
    }

    private List<Line> lines() {
        List<Line> lines = new ArrayList<>();
        add(lines, "danger", model.reading().failureProperty().get());
        Map<String, Verdict> verdicts = model.reading().verdicts();
        List<Map.Entry<String, Verdict>> broken = verdicts.entrySet().stream().filter(e -> !e.getValue().whole())
                .toList();
        boolean several = model.reading().files().size() > 1;
        for (Map.Entry<String, Verdict> entry : broken.subList(0, Math.min(MOST_LINES, broken.size()))) {
            Verdict verdict = entry.getValue();
            String said = words.get(verdict.message());
            lines.add(new Line(Looks.look(verdict), several ? words.get("common.about", entry.getKey(), said) : said,
                    verdict.detail()));
        }
        if (broken.size() > MOST_LINES) {
            lines.add(new Line("warning", words.get("binlogs.verdict.more", broken.size() - MOST_LINES), ""));
        }
        List<Verdict> whole = verdicts.values().stream().filter(Verdict::whole).toList();
        if (whole.size() == 1) {
            lines.add(new Line(Looks.look(whole.getFirst()), words.get(whole.getFirst().message()) + facts(),
                    whole.getFirst().detail()));
        } else if (whole.size() > 1) {
            boolean live = whole.stream().anyMatch(one -> one.state() == Verdict.State.LIVE);
            lines.add(live
                    ? new Line("accent", words.get("binlogs.verdict.wholeLive", whole.size()) + facts(), "")
                    : new Line("good", words.get("binlogs.verdict.whole", whole.size()) + facts(), ""));
        }
        if (model.reading().tool().contains(REPLAYED)) {
            lines.add(new Line("warning", words.get("binlogs.verdict.replayed"), model.reading().tool()));
        }
        if (model.list().notListed() > 0) {
            lines.add(new Line("warning", words.get("binlogs.verdict.notListed",
                    words.formats().number(model.list().size()), words.formats().number(model.list().notListed())),
                    ""));
        }
        add(lines, "warning", model.reading().noteProperty().get());
        add(lines, "warning", model.problemProperty().get());
        add(lines, "danger", model.filters().problemProperty().get());
        for (FiltersModel.Chip chip : model.filters().chips()) {
            ValueSearch search = chip.search;
            Verdict end = search == null ? null : search.verdict();
            if (end != null && !end.whole()) {
                lines.add(new Line(Looks.look(end), words.get("common.about", chip.filter.typed(),
                        words.get(end.message())), end.detail()));
            }
        }
        return lines;
    }

    private void add(List<Line> lines, String look, @Nullable Message text) {
        if (text != null) {
            lines.add(new Line(look, words.get(text), ""));
        }
    }

    /** From when to when, and that there are no checksums where there are none. */
    private String facts() {
        List<BinlogFile> files = model.reading().files();
        boolean sums = files.stream().allMatch(file -> file.checksum() == BinlogFile.Checksum.CRC32);
        OperationTimes times = model.reading().times();
        String span = times.isEmpty()
                ? ""
                : " · " + words.formats().time(Instant.ofEpochSecond(times.first())) + " → "
                        + words.formats().time(Instant.ofEpochSecond(times.last()));
        return span + (sums ? "" : " · " + words.get("binlogs.verdict.noChecksums"));
    }
}
