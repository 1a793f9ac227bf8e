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
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;

/** Columns of the fleet, in the language of now. */
final class FleetColumns {
    /** Columns up to this width hold figures, which cut short would say something else: they do not shrink. */
    private static final double NARROW = 120;

    private final Words words;
    private final Clock clock;
    private final Supplier<Optional<Policy>> policy;
    private final List<TableColumn<ServerView, ?>> columns = new ArrayList<>();

    FleetColumns(Words words, Clock clock, Supplier<Optional<Policy>> policy) {
        this.words = words;
        this.clock = clock;
        this.policy = policy;
        add("state", column("fleet.column.state", 104, Comparator.comparing((ServerView view) -> rank(view)),
                () -> new StateCell(words)));
        add("server", fact("fleet.column.server", 100, Comparator.comparing(ServerView::id),
                view -> FactCell.Content.plain(view.id()), "mono"));
        add("client", fact("fleet.column.client", 92,
                Comparator.comparing(FleetColumns::client, String.CASE_INSENSITIVE_ORDER),
                view -> FactCell.Content.plain(client(view))));
        add("role", fact("fleet.column.role", 112, Comparator.comparing(this::role),
                view -> FactCell.Content.plain(role(view))));
        add("system", column("fleet.column.system", 186,
                Comparator.comparing((ServerView view) -> view.system() == null ? "" : view.system().id())
                        .thenComparing(view -> view.system() == null ? "" : view.system().version(),
                                Versions::compare),
                () -> new BadgeCell(this::system)));
        add("php", column("fleet.column.php", 78, byVersion(Product.PHP), () -> new BadgeCell(this::php)));
        add("database", column("fleet.column.database", 120, byVersion(Product.MARIADB, Product.MYSQL),
                () -> new BadgeCell(this::database)));
        add("disk", fact("fleet.column.disk", 56, Comparator.comparingInt(ServerView::diskPercent), this::disk,
                "number"));
        add("load", fact("fleet.column.load", 58, Comparator.comparingDouble(ServerView::load), this::load,
                "number"));
        add("contact", fact("fleet.column.contact", 84,
                Comparator.comparing((ServerView view) -> lastContact(view)), this::contact));
        add("plan", fact("fleet.column.plan", 70, Comparator.comparing(FleetColumns::plan),
                view -> FactCell.Content.plain(plan(view))));
        add("penalty", fact("fleet.column.penalty", 76, Comparator.comparingDouble(
                (ServerView view) -> view.penalty() == null ? 0 : view.penalty().multiplier().doubleValue()),
                this::penalty, "number"));
        columns.getFirst().getStyleClass().add("edge");
    }

    List<TableColumn<ServerView, ?>> all() {
        return columns;
    }

    private void add(String id, TableColumn<ServerView, ?> column) {
        column.setId(id);
        columns.add(column);
    }

    private TableColumn<ServerView, ServerView> column(String key, double width, Comparator<ServerView> order,
            Supplier<TableCell<ServerView, ServerView>> cell) {
        TableColumn<ServerView, ServerView> column = new TableColumn<>(words.get(key));
        column.setPrefWidth(width);
        column.setComparator(order);
        column.setCellValueFactory(features -> new ReadOnlyObjectWrapper<>(features.getValue()));
        column.setCellFactory(made -> cell.get());
        return column;
    }

    private TableColumn<ServerView, ServerView> fact(String key, double width, Comparator<ServerView> order,
            Function<ServerView, FactCell.Content> content, String... styles) {
        TableColumn<ServerView, ServerView> column = column(key, width, order, () -> {
            FactCell cell = new FactCell(content);
            cell.getStyleClass().addAll(styles);
            return cell;
        });
        column.setMinWidth(width <= NARROW ? width : NARROW / 2);
        column.getStyleClass().addAll(styles);
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

    private FactCell.Content disk(ServerView view) {
        int percent = view.diskPercent();
        if (percent < 0) {
            return new FactCell.Content("?", FactCell.Tone.MUTED);
        }
        Optional<HealthPolicy> limits = policy.get().map(Policy::health);
        FactCell.Tone tone = percent >= limits.map(HealthPolicy::diskCriticalPercent).orElse(101)
                ? FactCell.Tone.DANGER
                : percent >= limits.map(HealthPolicy::diskAttentionPercent).orElse(101)
                        ? FactCell.Tone.WARNING
                        : FactCell.Tone.PLAIN;
        return new FactCell.Content(words.formats().percent(percent / 100.0), tone);
    }

    private FactCell.Content load(ServerView view) {
        return Double.isNaN(view.load())
                ? new FactCell.Content("?", FactCell.Tone.MUTED)
                : FactCell.Content.plain(words.formats().decimal(view.load(), 1));
    }

    private FactCell.Content contact(ServerView view) {
        Contact contact = view.contact();
        if (contact.failure() != null) {
            return new FactCell.Content(words.get("fleet.contact.none"), FactCell.Tone.MUTED);
        }
        if (contact.facts() == null) {
            return new FactCell.Content(words.get("fleet.contact.never"), FactCell.Tone.MUTED);
        }
        return new FactCell.Content(words.formats().age(contact.facts().at(), clock.instant()),
                contact.tried() == null ? FactCell.Tone.MUTED : FactCell.Tone.PLAIN);
    }

    private FactCell.Content penalty(ServerView view) {
        Penalty penalty = view.penalty();
        return penalty == null
                ? FactCell.Content.EMPTY
                : new FactCell.Content("×" + penalty.multiplier().toPlainString(), FactCell.Tone.DANGER);
    }
}
