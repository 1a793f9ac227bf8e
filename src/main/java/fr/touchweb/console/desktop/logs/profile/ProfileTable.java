package fr.touchweb.console.desktop.logs.profile;

import fr.touchweb.console.core.logs.digest.Profile;
import fr.touchweb.console.desktop.shell.Words;
import fr.touchweb.console.desktop.widget.Tables;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;

/** Functions with what they cost. */
final class ProfileTable {
    private static final double NAME = 420;
    private static final double EDGE_NAME = 230;
    private static final double FIGURE = 84;
    /** Below so many seconds, milliseconds have decimals. */
    private static final double SHORT = 0.01;

    private ProfileTable() {}

    /** All functions of a profile. */
    static TableView<Profile.Function> functions(Words words) {
        TableView<Profile.Function> table = new TableView<>();
        table.setId("profile-functions");
        table.setAccessibleText(words.get("logs.profile.function"));
        Tables.columns(table, List.of(
                Tables.text(words.get("logs.profile.function"), NAME, Profile.Function::name,
                        Comparator.comparing(Profile.Function::name), "mono"),
                seconds(words.get("logs.profile.self"), Profile.Function::self, words),
                seconds(words.get("logs.profile.inclusive"), Profile.Function::inclusive, words),
                Tables.text(words.get("logs.profile.calls"), FIGURE, one -> words.formats().number(one.calls()),
                        Comparator.comparingLong(Profile.Function::calls), "number")));
        nameTakesTheRest(table);
        return table;
    }

    /** Those that call a function, or that it calls. */
    static TableView<Profile.Edge> edges(String title, Words words) {
        TableView<Profile.Edge> table = new TableView<>();
        table.setAccessibleText(title);
        Tables.columns(table, List.of(
                Tables.text(title, EDGE_NAME, Profile.Edge::name, Comparator.comparing(Profile.Edge::name), "mono"),
                seconds(words.get("logs.profile.inclusive"), Profile.Edge::inclusive, words),
                Tables.text(words.get("logs.profile.calls"), FIGURE, one -> words.formats().number(one.calls()),
                        Comparator.comparingLong(Profile.Edge::calls), "number")));
        nameTakesTheRest(table);
        return table;
    }

    /** Figures need no more than their width; names of functions are long. */
    private static void nameTakesTheRest(TableView<?> table) {
        table.getColumns().stream().skip(1).forEach(column -> column.setMaxWidth(FIGURE));
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
    }

    private static <T> TableColumn<T, T> seconds(String title, ToDoubleFunction<T> value, Words words) {
        return Tables.text(title, FIGURE, one -> milliseconds(value.applyAsDouble(one), words),
                Comparator.comparingDouble(value), "number");
    }

    private static String milliseconds(double seconds, Words words) {
        return words.get("logs.digest.millis", words.formats().decimal(seconds * 1e3, seconds < SHORT ? 2 : 0));
    }
}
