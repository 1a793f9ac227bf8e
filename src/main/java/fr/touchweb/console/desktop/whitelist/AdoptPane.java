package fr.touchweb.console.desktop.whitelist;

import fr.touchweb.console.core.whitelist.Drift;
import fr.touchweb.console.desktop.shell.Words;
import fr.touchweb.console.desktop.widget.Listening;
import fr.touchweb.console.desktop.widget.Widgets;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;

/** The form that makes an entry of a line written by hand. It lets nobody in who is not in already. */
final class AdoptPane extends SidePane {
    private final AdoptModel model;
    private final Label line = Widgets.label("", "mono", "medium");
    private final Label place = wrapped("", "muted");

    AdoptPane(AdoptModel model, Words words, Listening listening, Runnable close) {
        super(Beside.ADOPT, model, words, close);
        this.model = model;
        FormFields fields = new FormFields(words, listening, model::adopt);
        Button take = button("whitelists.adopt.take", "adopt-take", model::adopt);
        take.getStyleClass().add("accent");
        listening.now(model.busyProperty(), take::setDisable);
        above(line, place, wrapped(words.get("whitelists.adopt.text"), "muted"),
                fields.row("whitelists.add.reason",
                        fields.text("whitelists.add.reasonHint", model.reasonProperty(), "adopt-reason")),
                fields.row("whitelists.add.requester",
                        fields.text("whitelists.add.requesterHint", model.requesterProperty(), "adopt-requester")),
                fields.row("whitelists.add.kind", fields.kinds(model.kindProperty(), "adopt-kind")),
                fields.row("whitelists.add.days", fields.text("whitelists.add.daysHint", model.daysProperty(),
                        "adopt-days")),
                Widgets.styled(new HBox(take), "wl-last-row"));
        listen(listening);
    }

    @Override
    void fill(List<Node> nodes) {
        Drift drift = model.drift();
        line.setText(drift == null ? "" : drift.cidr().toString());
        place.setText(drift == null ? "" : words.get(drift.text()));
    }
}
