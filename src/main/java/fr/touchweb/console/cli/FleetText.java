package fr.touchweb.console.cli;

import fr.touchweb.console.core.fleet.facts.Fact;
import fr.touchweb.console.core.fleet.facts.Facts;
import fr.touchweb.console.core.fleet.facts.Product;
import fr.touchweb.console.core.fleet.health.ServerView;
import fr.touchweb.console.core.fleet.health.SiteWords;
import fr.touchweb.console.core.text.Formats;
import fr.touchweb.console.core.text.Message;
import fr.touchweb.console.core.text.Texts;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Servers and facts for people on a terminal. */
final class FleetText {
    private final Texts texts;
    private final Formats formats;
    private final Clock clock;

    FleetText(Texts texts, Clock clock) {
        this.texts = texts;
        this.formats = new Formats(texts, ZoneOffset.UTC);
        this.clock = clock;
    }

    /** One line a server, columns aligned, the first line their names. */
    List<String> table(List<ServerView> views) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("state", "server", "client", "role", "system", "php", "database", "disk", "load").stream()
                .map(column -> texts.get("fleet.column." + column)).toList());
        for (ServerView view : views) {
            rows.add(List.of(texts.get("fleet.state." + view.health().state().id()), view.id(),
                    view.client() == null ? "" : view.client().label(),
                    view.server().role() == null ? "" : texts.get("fleet.role." + view.server().role().id()),
                    view.system() == null || view.systemSupport() == null
                            ? "?"
                            : view.system().label() + " [" + texts.get(view.systemSupport().badge()) + "]",
                    versions(view, Product.PHP), versions(view, Product.MARIADB, Product.MYSQL),
                    view.diskPercent() < 0 ? "?" : formats.percent(view.diskPercent() / 100.0),
                    Double.isNaN(view.load()) ? "?" : formats.decimal(view.load(), 1)));
        }
        return aligned(rows);
    }

    /** Rows with as many cells each, two blanks between columns. */
    static List<String> aligned(List<List<String>> rows) {
        int columns = rows.get(0).size();
        int[] widths = new int[columns];
        rows.forEach(row -> {
            for (int i = 0; i < columns; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        });
        return rows.stream().map(row -> {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < columns; i++) {
                line.append(row.get(i)).append(" ".repeat(widths[i] - row.get(i).length() + 2));
            }
            return line.toString().stripTrailing();
        }).toList();
    }

    private String versions(ServerView view, Product... products) {
        if (view.facts() == null) {
            return "?";
        }
        List<Product> wanted = List.of(products);
        boolean known = wanted.stream().allMatch(product -> Objects.requireNonNull(view.facts()).of(product).isKnown());
        String found = view.software().stream().filter(each -> wanted.contains(each.software().product()))
                .map(each -> wanted.size() == 1 ? each.software().version() : each.software().label())
                .collect(Collectors.joining(", "));
        return found.isEmpty() ? known ? "–" : "?" : found;
    }

    /** All facts of a server, each with its source or with the reason why it is not known. */
    List<String> sheet(ServerView view) {
        List<String> lines = new ArrayList<>();
        lines.add(view.id() + "  " + view.server().host() + "  "
                + texts.get("fleet.state." + view.health().state().id()) + ": "
                + view.health().reasons().stream().map(texts::get).collect(Collectors.joining("; ")));
        Facts facts = view.facts();
        if (facts != null) {
            lines.add("  " + texts.get("cli.fleet.readAt", formats.dateTime(facts.at()), formats.zoneName(),
                    formats.ago(facts.at(), clock.instant())));
            add(lines, "system", facts.system(), system -> system.label()
                    + (view.systemSupport() == null ? "" : " [" + texts.get(view.systemSupport().badge()) + "]"));
            add(lines, "kernel", facts.kernel(), Function.identity());
            add(lines, "uptime", facts.uptime(), formats::duration);
            add(lines, "load", facts.load(), load -> formats.decimal(load.one(), 2) + "  "
                    + formats.decimal(load.five(), 2) + "  " + formats.decimal(load.fifteen(), 2));
            add(lines, "processors", facts.processors(), String::valueOf);
            add(lines, "memory", facts.memory(), memory -> texts.get("fleet.value.memory",
                    formats.size(memory.total()), formats.size(memory.available())));
            add(lines, "swap", facts.memory(), memory -> formats.size(memory.swapTotal()));
            add(lines, "mounts", facts.mounts(), mounts -> mounts.stream().map(this::mount)
                    .collect(Collectors.joining("\n" + " ".repeat(22))));
            add(lines, "raid", facts.raid(), raid -> raid(raid));
            add(lines, "virtualisation", facts.virtualisation(), Function.identity());
            for (Product product : Product.values()) {
                add(lines, product.label(), facts.of(product), found -> software(view, product));
            }
            add(lines, "PageSpeed", facts.pageSpeed(), on -> texts.get(on ? "fleet.value.on" : "fleet.value.off"));
            add(lines, "zone", facts.zone(), Function.identity());
            add(lines, "clock", facts.clockOffset(),
                    offset -> texts.get("fleet.value.offset", offset.toMillis() / 1000.0));
            add(lines, "updates", facts.updates(),
                    updates -> texts.get("fleet.value.updates", updates.all(), updates.security()));
            add(lines, "reboot", facts.rebootRequired(),
                    yes -> texts.get(yes ? "fleet.value.yes" : "fleet.value.no"));
        }
        view.contact().sites().forEach(reading -> lines.add("  " + reading.site() + " ".repeat(Math.max(1,
                20 - reading.site().length())) + texts.get(SiteWords.of(reading, clock.instant()))));
        view.remarks().forEach(remark -> lines.add("  ! " + texts.get(remark.text())));
        return lines;
    }

    private String mount(Facts.Mount mount) {
        return mount.point() + "  " + formats.percent(mount.usedPercent() / 100.0) + "  "
                + texts.get("fleet.value.free", formats.size(mount.available()), formats.size(mount.size()))
                + (mount.type() == null ? "" : "  " + mount.type())
                + (mount.inodesPercent() == null
                        ? ""
                        : "  inodes " + formats.percent(mount.inodesPercent() / 100.0));
    }

    private String raid(Facts.Raid raid) {
        if (raid.arrays().isEmpty() && raid.controllers().isEmpty()) {
            return texts.get("fleet.value.none");
        }
        List<String> parts = new ArrayList<>();
        raid.arrays().forEach(array -> parts.add(array.name() + " " + array.level() + " " + array.members() + " "
                + texts.get(array.degraded() ? "fleet.value.degraded" : "fleet.value.whole")));
        parts.addAll(raid.controllers());
        return String.join(", ", parts);
    }

    private String software(ServerView view, Product product) {
        String found = view.software().stream().filter(each -> each.software().product() == product)
                .map(each -> each.software().version() + " (" + each.software().origin().label() + ") ["
                        + texts.get(each.support().badge()) + "]"
                        + (Boolean.FALSE.equals(each.software().running())
                                ? " " + texts.get("fleet.value.stopped")
                                : ""))
                .collect(Collectors.joining(", "));
        return found.isEmpty() ? texts.get("fleet.value.none") : found;
    }

    private <T> void add(List<String> lines, String name, Fact<T> fact, Function<T, String> value) {
        String label = Character.isUpperCase(name.charAt(0)) || Product.FAIL2BAN.label().equals(name)
                || Product.NGINX.label().equals(name) ? name : texts.get("fleet.fact." + name);
        String padded = "  " + label + " ".repeat(Math.max(1, 20 - label.length()));
        lines.add(switch (fact) {
            case Fact.Known<T> known -> padded + value.apply(known.value()) + "   ← " + known.source();
            case Fact.Unknown<T>(Message reason) -> padded + texts.get("fleet.value.unknown", reason);
        });
    }
}
