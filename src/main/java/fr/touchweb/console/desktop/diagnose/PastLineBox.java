package fr.touchweb.console.desktop.diagnose;

import fr.touchweb.console.core.diagnose.Judgement;
import fr.touchweb.console.desktop.shell.Words;
import fr.touchweb.console.desktop.widget.Widgets;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/** What a log line says of a past request: the verdict of yesterday, without a probe. */
final class PastLineBox extends VBox {
    private final Words words;
    private final Runnable forget;

    PastLineBox(Words words, Runnable forget) {
        this.words = words;
        this.forget = forget;
        getStyleClass().add("past-line");
        setId("past-line");
    }

    void show(@Nullable PastLine line) {
        setVisible(line != null);
        setManaged(line != null);
        getChildren().clear();
        if (line == null) {
            return;
        }
        Judgement judgement = line.judgement();
        String who = judgement == null
                ? words.get("diagnosis.line.unknown")
                : new HopWords(words).verdict(judgement.verdict(), judgement.origin());
        String status = line.reading().status() < 0 ? "" : line.reading().status() + " · ";
        Label title = Widgets.label(status + who, "strong");
        Button close = Widgets.iconButton(Feather.X, words.get("diagnosis.line.forget"));
        close.getStyleClass().add("small");
        close.setOnAction(event -> forget.run());
        String when = line.reading().time() == null
                ? line.server()
                : line.server() + " · " + words.formats().dateTime(line.reading().time());
        Label place = Widgets.label(when, "caption", "muted");
        place.setMinWidth(Region.USE_PREF_SIZE);
        HBox head = new HBox(8, title);
        if (judgement != null) {
            Label sure = Widgets.label(words.get(judgement.confidence().text()), "confidence");
            sure.setMinWidth(Region.USE_PREF_SIZE);
            head.getChildren().add(sure);
        }
        head.getChildren().addAll(Widgets.grow(), place, close);
        head.setAlignment(Pos.CENTER_LEFT);
        Label meaning = Widgets.label(words.get(line.reading().meaning()), "reason");
        meaning.setWrapText(true);
        Label help = Widgets.label(words.get("diagnosis.line.help"), "caption", "muted");
        help.setWrapText(true);
        getChildren().addAll(head, meaning, EvidencePane.code(line.text()), help);
    }
}
