package fr.touchweb.console.desktop.fleet;

import fr.touchweb.console.core.fleet.Server;
import fr.touchweb.console.core.fleet.eol.Penalty;
import fr.touchweb.console.core.fleet.eol.Support;
import fr.touchweb.console.core.fleet.facts.Contact;
import fr.touchweb.console.core.fleet.facts.Facts;
import fr.touchweb.console.core.fleet.facts.Product;
import fr.touchweb.console.core.fleet.facts.Versions;
import fr.touchweb.console.core.fleet.health.ServerView;
import fr.touchweb.console.core.policy.HealthPolicy;
import fr.touchweb.console.core.policy.Policy;
import fr.touchweb.console.desktop.shell.Words;
import fr.touchweb.console.desktop.widget.Tables;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;

/** Columns of the fleet, in the language of now. */
final class FleetColumns {
    private final Words words;
    private final Clock clock;
    private final Supplier<Optional<Policy>> policy;
    private final List<TableColumn<ServerView, ?>> columns = new ArrayList<>();

    FleetColumns(Words words, Clock clock, Supplier<Optional<Policy>> policy) {
        this.words = words;
        this.clock = clock;
        this.policy = policy;
        add("state", own("fleet.column.state", 102, Comparator.comparing((ServerView view) -> rank(view)),
                () -> new StateCell(words)));
        add("server", Tables.text(words.get("fleet.column.server"), 116, ServerView::id,
                Comparator.comparing(ServerView::id), "mono"));
        add("client", Tables.text(words.get("fleet.column.client"), 96, FleetColumns::client,
                Comparator.comparing(FleetColumns::client, String.CASE_INSENSITIVE_ORDER)));
        add("role", Tables.text(words.get("fleet.column.role"), 108, this::role, Comparator.comparing(this::role)));
        add("system", own("fleet.column.system", 196,
                Comparator.comparing((ServerView view) -> view.system() == null ? "" : view.system().id())
                        .thenComparing(view -> view.system() == null ? "" : view.system().version(),
                                Versions::compare),
                () -> new BadgeCell(this::system)));
        add("php", own("fleet.column.php", 84, byVersion(Product.PHP), () -> new BadgeCell(this::php)));
        add("database", own("fleet.column.database", 114, byVersion(Product.MARIADB, Product.MYSQL),
                () -> new BadgeCell(this::database)));
        add("disk", Tables.column(words.get("fleet.column.disk"), 62, Comparator.comparingInt(ServerView::diskPercent),
                this::fillDisk, "number"));
        add("load", Tables.column(words.get("fleet.column.load"), 58, Comparator.comparingDouble(ServerView::load),
                this::fillLoad, "number"));
        add("contact", Tables.column(words.get("fleet.column.contact"), 88,
                Comparator.comparing((ServerView view) -> lastContact(view)), this::fillContact));
        add("plan", Tables.text(words.get("fleet.column.plan"), 70, FleetColumns::plan,
                Comparator.comparing(FleetColumns::plan)));
        add("penalty", Tables.column(words.get("fleet.column.penalty"), 72, Comparator.comparingDouble(
                (ServerView view) -> view.penalty() == null ? 0 : view.penalty().multiplier().doubleValue()),
                this::fillPenalty, "number"));
        columns.getFirst().getStyleClass().add("edge");
    }

    List<TableColumn<ServerView, ?>> all() {
        return columns;
    }

    private void add(String id, TableColumn<ServerView, ?> column) {
        column.setId(id);
        columns.add(column);
    }

    private TableColumn<ServerView, ServerView> own(String key, double width, Comparator<ServerView> order,
            Supplier<TableCell<ServerView, ServerView>> cell) {
        TableColumn<ServerView, ServerView> column = new TableColumn<>(words.get(key));
        column.setPrefWidth(width);
        column.setComparator(order);
        column.setCellValueFactory(features -> new ReadOnlyObjectWrapper<>(features.getValue()));
        column.setCellFactory(made -> cell.get());
        return column;
    }

    /** Worst first when sorted upwards: that is what one looks for. */
    private static int rank(ServerView view) {
        return switch (view.health().state()) {
            case DOWN -> 0;
            case ATTENTION -> 1;
            case UNKNOWN -> 2;
            case HEALTHY -> 3;
        };
    }

    private static String client(ServerView view) {
        return view.client() == null ? Objects.requireNonNullElse(view.server().client(), "") : view.client().label();
    }

    private String role(ServerView view) {
        Server server = view.server();
        return server.role() == null ? "" : words.get("fleet.role." + server.role().id());
    }

    private static String plan(ServerView view) {
        return view.client() == null ? "" : Objects.requireNonNullElse(view.client().plan(), "");
    }

    private static Instant lastContact(ServerView view) {
        Facts facts = view.facts();
        return facts == null ? Instant.EPOCH : facts.at();
    }

    private static Comparator<ServerView> byVersion(Product... products) {
        return Comparator.comparing((ServerView view) -> view.newest(products)
                .map(installed -> installed.software().product().id()).orElse(""))
                .thenComparing(
                        view -> view.newest(products).map(installed -> installed.software().version()).orElse(""),
                        Versions::compare);
    }

    private BadgeCell.Content system(ServerView view) {
        Support support = view.systemSupport();
        if (view.system() == null || support == null) {
            return new BadgeCell.Content("?", null, "neutral", true);
        }
        Penalty penalty = view.penalty();
        String badge = penalty == null
                ? words.get(support.badge())
                : words.get("fleet.penalty.badge", penalty.multiplier().toPlainString());
        return new BadgeCell.Content(view.system().label(), badge,
                penalty == null ? Tones.style(support.tone()) : "danger", false);
    }

    private BadgeCell.Content php(ServerView view) {
        return software(view, true, Product.PHP);
    }

    private BadgeCell.Content database(ServerView view) {
        return software(view, false, Product.MARIADB, Product.MYSQL);
    }

    private BadgeCell.Content software(ServerView view, boolean versionOnly, Product... products) {
        Optional<ServerView.Installed> newest = view.newest(products);
        if (newest.isEmpty()) {
            Facts facts = view.facts();
            boolean none = facts != null && List.of(products).stream().allMatch(each -> facts.of(each).isKnown());
            return new BadgeCell.Content(none ? "–" : "?", null, "neutral", true);
        }
        ServerView.Installed found = newest.get();
        String version = Versions.truncate(found.software().version(), 2);
        // A package of Debian ends with Debian, which has its badge already; a good one in every row would drown the rest.
        boolean telling = !found.support().calendar().equals("debian") && switch (found.support().tone()) {
            case WARNING, DANGER -> true;
            case GOOD, UNKNOWN -> false;
        };
        return new BadgeCell.Content(versionOnly ? version : found.software().product().label() + " " + version,
                telling ? words.get(found.support().badge()) : null, Tones.style(found.support().tone()), false);
    }

    private void fillDisk(TableCell<ServerView, ServerView> cell, ServerView view) {
        int percent = view.diskPercent();
        cell.setText(percent < 0 ? "?" : words.formats().percent(percent / 100.0));
        Optional<HealthPolicy> limits = policy.get().map(Policy::health);
        if (percent >= limits.map(HealthPolicy::diskCriticalPercent).orElse(101)) {
            cell.getStyleClass().add("danger");
        } else if (percent >= limits.map(HealthPolicy::diskAttentionPercent).orElse(101)) {
            cell.getStyleClass().add("warning");
        }
    }

    private void fillLoad(TableCell<ServerView, ServerView> cell, ServerView view) {
        cell.setText(Double.isNaN(view.load()) ? "?" : words.formats().decimal(view.load(), 1));
    }

    private void fillContact(TableCell<ServerView, ServerView> cell, ServerView view) {
        Contact contact = view.contact();
        cell.getStyleClass().remove("muted");
        if (contact.failure() != null) {
            cell.setText(words.get("fleet.contact.none"));
            cell.getStyleClass().add("muted");
        } else if (contact.facts() == null) {
            cell.setText(words.get("fleet.contact.never"));
            cell.getStyleClass().add("muted");
        } else {
            cell.setText(words.formats().age(contact.facts().at(), clock.instant()));
            if (contact.tried() == null) {
                cell.getStyleClass().add("muted");
            }
        }
    }

    private void fillPenalty(TableCell<ServerView, ServerView> cell, ServerView view) {
        Penalty penalty = view.penalty();
        cell.setText(penalty == null ? "" : "×" + penalty.multiplier().toPlainString());
        if (penalty != null) {
            cell.getStyleClass().add("danger");
        }
    }
}
