package fr.touchweb.console.desktop.account;

import fr.touchweb.console.core.account.FactorState;
import fr.touchweb.console.core.fleet.Account;
import fr.touchweb.console.desktop.shell.Words;
import fr.touchweb.console.desktop.widget.Widgets;
import java.util.List;
import java.util.Objects;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/** Which accounts have a second factor, for those who look after the fleet (L37 to L39). */
final class FactorsBox extends VBox {
    FactorsBox(List<FactorState.Line> accounts, Words words) {
        super(8);
        setId("account-factors");
        FactorState.Coverage coverage = FactorState.coverage(accounts);
        Label sum = new Label(words.get("account.factors", coverage.mfa(), coverage.all(), coverage.percent(),
                coverage.unknown()));
        sum.setWrapText(true);
        getChildren().add(sum);
        accounts.stream().filter(line -> line.state() != FactorState.MFA).forEach(line -> {
            Account account = line.account();
            HBox row = new HBox(12, Widgets.label(account.login(), "machine"),
                    Widgets.label(Objects.requireNonNullElse(account.name(), ""), "muted"), Widgets.grow(),
                    Widgets.badge(words.get("account.factor." + line.state().id()),
                            line.state() == FactorState.NEITHER ? "danger" : "warning"));
            getChildren().add(Widgets.styled(row, "vault-row"));
        });
    }
}
