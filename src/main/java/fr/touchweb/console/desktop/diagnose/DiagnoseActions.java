package fr.touchweb.console.desktop.diagnose;

import fr.touchweb.console.core.diagnose.cache.CacheReport;
import fr.touchweb.console.core.diagnose.redirect.RedirectReport;
import fr.touchweb.console.core.task.Outcome;
import fr.touchweb.console.core.task.Task;
import fr.touchweb.console.core.text.Message;
import fr.touchweb.console.desktop.diagnose.BatchModel.Line;
import fr.touchweb.console.desktop.shell.Desk;
import fr.touchweb.console.desktop.shell.Words;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.layout.HBox;

/** What the page does beyond the model: clipboard, files, other pages. */
final class DiagnoseActions {
    /** Command of page Journaux: server, and the text that its lines hold. */
    private static final String SHOW_LINES = "open-log-lines";

    private final DiagnoseModel model;
    private final Desk desk;
    private final Words words;
    private final FilePick files;
    private final ReportText text;

    DiagnoseActions(DiagnoseModel model, Desk desk, FilePick files) {
        this.model = model;
        this.desk = desk;
        this.files = files;
        words = desk.words();
        text = new ReportText(words);
    }

    HBox reportButtons() {
        MenuButton copy = new MenuButton(words.get("diagnosis.action.copy"), null,
                item("diagnosis.copy.text", this::copyText), item("diagnosis.copy.markdown", this::copyMarkdown),
                item("diagnosis.copy.json", this::copyJson));
        copy.setId("copy-report");
        return foot(copy, past("history"));
    }

    private Button past(String id) {
        Button past = new Button(words.get("diagnosis.action.history"));
        past.setId(id);
        past.setOnAction(event -> history());
        return past;
    }

    HBox cacheButtons() {
        MenuButton copy = new MenuButton(words.get("diagnosis.action.copy"), null,
                item("diagnosis.copy.text", this::copyText), item("diagnosis.copy.markdown", this::copyMarkdown),
                item("diagnosis.copy.json", this::copyJson));
        return foot(copy, past("cache-history"));
    }

    private static HBox foot(Node... buttons) {
        HBox foot = new HBox(8, buttons);
        foot.getStyleClass().add("evidence-foot");
        return foot;
    }

    private MenuItem item(String key, Runnable action) {
        MenuItem item = new MenuItem(words.get(key));
        item.setOnAction(event -> action.run());
        return item;
    }

    void copyText() {
        copy(text::text, text::cacheText);
    }

    void copyMarkdown() {
        copy(text::markdown, text::cacheMarkdown);
    }

    void copyJson() {
        copy(ReportJson::of, ReportJson::of);
    }

    private void copy(Function<RedirectReport, String> redirect,
            Function<CacheReport, String> cache) {
        RedirectReport found = model.redirect().report();
        CacheReport steps = model.cache().reportProperty().get();
        if (model.tabProperty().get() == DiagnoseTab.REDIRECT && found != null) {
            desk.copy().accept(redirect.apply(found));
        } else if (model.tabProperty().get() == DiagnoseTab.CACHE && steps != null) {
            desk.copy().accept(cache.apply(steps));
        }
    }

    void history() {
        RedirectReport report = model.redirect().report();
        if (model.tabProperty().get() == DiagnoseTab.REDIRECT && report != null) {
            new HistoryBox(desk).open(report.request().address().toString(), model.redirect().pastProperty().get());
        }
        CacheReport steps = model.cache().reportProperty().get();
        if (model.tabProperty().get() == DiagnoseTab.CACHE && steps != null) {
            new HistoryBox(desk).openCaches(steps.request().address().toString(), model.cache().pastProperty().get());
        }
    }

    void logLines(String server, String path) {
        desk.commands().run(SHOW_LINES, server, path);
    }

    /** Diagnoses one row of a batch by itself. */
    void openRow(String url) {
        model.tabProperty().set(DiagnoseTab.REDIRECT);
        if (model.take(url)) {
            model.diagnose();
        }
    }

    void chooseFile() {
        model.tabProperty().set(DiagnoseTab.BATCH);
        files.open(words.get("diagnosis.batch.open")).ifPresent(model.batch()::open);
    }

    void exportBatch() {
        List<Line> lines = List.copyOf(model.batch().lines());
        if (model.tabProperty().get() != DiagnoseTab.BATCH || lines.isEmpty()) {
            return;
        }
        files.save(words.get("diagnosis.batch.export")).ifPresent(chosen -> write(lines, chosen));
    }

    private void write(List<Line> lines, Path file) {
        desk.tasks().start(Task.of(Message.of("diagnosis.task.export", String.valueOf(file.getFileName())), control -> {
            BatchCsv.write(lines, file);
            return file;
        }), outcome -> {
            if (outcome instanceof Outcome.Failure<Path>(Throwable cause)) {
                desk.errors().accept(cause);
            }
        });
    }
}
