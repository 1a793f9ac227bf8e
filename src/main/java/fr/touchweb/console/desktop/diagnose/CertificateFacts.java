package fr.touchweb.console.desktop.diagnose;

import fr.touchweb.console.core.diagnose.probe.TlsFacts;
import fr.touchweb.console.desktop.shell.Words;
import fr.touchweb.console.desktop.widget.Widgets;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;

/** What a certificate says of itself, for a person who must decide whether to go on. */
final class CertificateFacts extends GridPane {
    private static final double NAME_WIDTH = 112;
    private static final int MOST_NAMES = 12;

    CertificateFacts(TlsFacts tls, Words words) {
        getStyleClass().add("facts");
        ColumnConstraints values = new ColumnConstraints();
        values.setHgrow(Priority.ALWAYS);
        getColumnConstraints().addAll(new ColumnConstraints(NAME_WIDTH), values);
        TlsFacts.Certificate certificate = tls.certificate();
        if (certificate == null) {
            return;
        }
        row(words.get("diagnosis.certificate.subject"), certificate.subject(), false);
        String names = String.join(", ", certificate.names().stream().limit(MOST_NAMES).toList());
        row(words.get("diagnosis.certificate.names"), certificate.names().size() > MOST_NAMES ? names + "…" : names,
                true);
        row(words.get("diagnosis.certificate.issuer"), certificate.issuer(), false);
        row(words.get("diagnosis.certificate.time"), words.get("diagnosis.certificate.fromTo",
                words.formats().dateTime(certificate.notBefore()), words.formats().dateTime(certificate.notAfter())),
                false);
        row(words.get("diagnosis.certificate.sha256"), certificate.sha256(), true);
    }

    private void row(String name, String value, boolean mono) {
        Label shown = Widgets.label(value, "caption");
        shown.setWrapText(true);
        if (mono) {
            shown.getStyleClass().add("mono");
        }
        addRow(getRowCount(), Widgets.label(name, "muted", "caption"), shown);
    }
}
