package fr.touchweb.console.desktop.diagnose;

import fr.touchweb.console.core.diagnose.cache.CacheRequest;
import fr.touchweb.console.core.diagnose.probe.Vantage;
import fr.touchweb.console.core.diagnose.probe.WebAddress;
import fr.touchweb.console.core.diagnose.proof.ServerSide;
import fr.touchweb.console.core.diagnose.redirect.RedirectRequest;
import fr.touchweb.console.core.diagnose.rules.Rule;
import fr.touchweb.console.core.task.TaskRunner;
import fr.touchweb.console.desktop.ban.BanModel;
import fr.touchweb.console.desktop.shell.ScopePath;
import java.net.URI;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import org.jspecify.annotations.Nullable;

/**
 * State and actions of the page: the address, where the diagnosis stands, and one model a tab. JavaFX thread only.
 */
public final class DiagnoseModel {
    private final PageState.Memory memory;
    private final RedirectModel redirect;
    private final CacheModel cache;
    private final BatchModel batch;
    private final RuleModel rules;
    private final AddressModel address;
    private final ObjectProperty<DiagnoseTab> tab = new SimpleObjectProperty<>(this, "tab", DiagnoseTab.REDIRECT);
    private final ObjectProperty<Stand> stand = new SimpleObjectProperty<>(this, "stand", Stand.HERE);
    private final ReadOnlyObjectWrapper<Places> places;
    private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper(this, "busy");
    private final ReadOnlyObjectWrapper<@Nullable PastLine> line = new ReadOnlyObjectWrapper<>(this, "line");
    private final ReadOnlyObjectWrapper<ScopePath> scope = new ReadOnlyObjectWrapper<>(this, "scope", ScopePath.ALL);
    private final ZoneId zone;
    private final ReadOnlyBooleanWrapper banRunning = new ReadOnlyBooleanWrapper(this, "banRunning");
    private @Nullable BanModel ban;
    private boolean standChosen;

    /**
     * @param fleet where the person may diagnose; the page follows its changes
     * @param past earlier runs
     * @param zone of log lines that carry none
     * @param screen runs on the JavaFX thread
     */
    public DiagnoseModel(ObservableValue<Places> fleet, PastRuns past, PageState.Memory memory, ZoneId zone,
            TaskRunner tasks, Executor screen, Consumer<Throwable> errors) {
        this.memory = memory;
        this.zone = zone;
        places = new ReadOnlyObjectWrapper<>(this, "places", fleet.getValue());
        redirect = new RedirectModel(() -> places().diagnosis().redirect(), past, tasks, screen, errors);
        cache = new CacheModel(() -> places().diagnosis().cache(), past, tasks, screen, errors);
        batch = new BatchModel(() -> places().diagnosis().batch(), tasks, screen, errors);
        rules = new RuleModel(tasks, errors);
        PageState before = memory.load();
        address = new AddressModel(before.url(), () -> standChosen = false);
        tab.set(before.tab());
        tab.addListener((p, old, now) -> {
            address.forgetProblem();
            save();
        });
        busy.bind(Bindings.createBooleanBinding(() -> switch (tab.get()) {
            case REDIRECT -> redirect.runningProperty().get();
            case CACHE -> cache.runningProperty().get();
            case BATCH -> batch.runningProperty().get();
            case BAN -> banRunning.get();
        }, tab, redirect.runningProperty(), cache.runningProperty(), batch.runningProperty(), banRunning));
        fleet.addListener((p, old, now) -> places(now));
        places(fleet.getValue());
    }

    private void places(Places now) {
        places.set(now);
        Stand chosen = stand.get();
        if (chosen.server() != null && !now.servers().contains(chosen.server())) {
            standChosen = false;
        }
        suggestStand();
    }

    /** Unless the person chose, the server that the address belongs to takes part. */
    private void suggestStand() {
        if (!standChosen) {
            stand.set(site().filter(site -> places().servers().contains(site.server()))
                    .map(site -> new Stand(Stand.Kind.BOTH, site.server())).orElse(Stand.HERE));
        }
    }

    private void save() {
        memory.save(new PageState(address.urlProperty().get(), tab.get()));
    }

    /** Gives the page its tab about bans; before a view is made of it. */
    void bans(BanModel model) {
        ban = model;
        banRunning.bind(model.runningProperty());
    }

    /** What stands in the tab about bans, null where there is none. */
    @Nullable
    BanModel ban() {
        return ban;
    }

    /** The address in question. */
    AddressModel address() {
        return address;
    }

    public ObjectProperty<DiagnoseTab> tabProperty() {
        return tab;
    }

    /** Which machines take part. */
    public ReadOnlyObjectProperty<Stand> standProperty() {
        return stand;
    }

    void chooseStand(Stand value) {
        standChosen = true;
        stand.set(value);
    }

    Places places() {
        return places.get();
    }

    /** Where the person may diagnose. */
    ReadOnlyObjectProperty<Places> placesProperty() {
        return places.getReadOnlyProperty();
    }

    public RedirectModel redirect() {
        return redirect;
    }

    public CacheModel cache() {
        return cache;
    }

    public BatchModel batch() {
        return batch;
    }

    RuleModel rules() {
        return rules;
    }

    /** Takes an address as it was typed or pasted; false when it cannot be asked. */
    public boolean take(String typed) {
        boolean taken = address.take(typed);
        if (taken) {
            suggestStand();
            save();
        }
        return taken;
    }

    /**
     * Takes a line of a log: what it says of who answered needs no probe, and the address that it names goes into the
     * field.
     *
     * @param server id of the server
     * @param file path of the log on it
     */
    void takeLine(String server, String file, String text) {
        PastLine taken = PastLine.of(server, file, text, places().policy().redirect(), zone);
        tab.set(DiagnoseTab.REDIRECT);
        redirect.forget();
        addressOf(server, taken.path()).ifPresent(this::take);
        line.set(taken);
    }

    private Optional<String> addressOf(String server, @Nullable String path) {
        if (path == null || !path.startsWith("/")) {
            return Optional.ofNullable(path);
        }
        return places().sites().stream().filter(site -> site.server().equals(server)).findFirst()
                .map(site -> site.address().scheme() + "://" + site.address().authority() + path);
    }

    /** The past request that is looked at, null for none. */
    ReadOnlyObjectProperty<@Nullable PastLine> lineProperty() {
        return line.getReadOnlyProperty();
    }

    void forgetLine() {
        line.set(null);
    }

    /** What the person looks at elsewhere: its site stands in the field when nothing else does. */
    void scope(ScopePath path) {
        scope.set(path);
        if (address.urlProperty().get().isBlank() && path.site() != null) {
            sitesInScope().stream().findFirst().ifPresent(site -> take(site.address().toString()));
        }
    }

    ReadOnlyObjectProperty<ScopePath> scopeProperty() {
        return scope.getReadOnlyProperty();
    }

    List<Places.Site> sitesInScope() {
        ScopePath now = scope.get();
        return places().sites().stream().filter(site -> (now.site() == null || now.site().equals(site.id()))
                && (now.server() == null || now.server().equals(site.server()))
                && (now.client() == null || now.client().equals(site.client()))).toList();
    }

    private Optional<Places.Site> site() {
        return address.asked().flatMap(asked -> places().site(asked.host()));
    }

    /** Diagnoses what the field holds, in the open tab. */
    public void diagnose() {
        if (tab.get() == DiagnoseTab.BATCH) {
            batch.run(vantage());
        } else if (take(address.urlProperty().get())) {
            address.asked().ifPresent(asked -> {
                BanModel bans = ban;
                if (tab.get() == DiagnoseTab.CACHE) {
                    cache.run(cacheRequest(asked, false), vantage(), side());
                } else if (tab.get() == DiagnoseTab.BAN) {
                    if (bans != null) {
                        bans.run(URI.create(asked.toString()), stand.get().server());
                    }
                } else {
                    run(RedirectRequest.of(asked).with(address.credentials()));
                }
            });
        }
    }

    /** Runs the open diagnosis again past what it stopped at: a certificate, an inner network. */
    void goOn(boolean badCertificate, boolean privateTarget) {
        address.asked().ifPresent(asked -> {
            if (tab.get() == DiagnoseTab.CACHE) {
                cache.run(cacheRequest(asked, badCertificate), vantage(), side());
            } else {
                var before = redirect.report();
                run(RedirectRequest.of(asked).with(address.credentials())
                        .acceptingBadCertificate(badCertificate
                                || before != null && before.request().acceptBadCertificate())
                        .followingPrivate(privateTarget || before != null && before.request().followPrivate()));
            }
        });
    }

    private void run(RedirectRequest request) {
        redirect.run(request, vantage(), side());
    }

    private CacheRequest cacheRequest(WebAddress asked, boolean badCertificate) {
        Places.Site site = site().orElse(null);
        return new CacheRequest(asked, address.credentials(), null, site != null && site.preproduction(),
                site == null ? null : site.address(), null, badCertificate);
    }

    /** Gives the full set of probes to a hop, from where the page stands. */
    void measure(int hop) {
        redirect.measure(hop, vantage());
    }

    /** The same from the server itself, which leaves the network out. */
    void measureFromServer(int hop) {
        serverOfHop(hop).ifPresent(server -> redirect.measure(hop, places().vantage().apply(server)));
    }

    /** Looks for proof of a hop on the server. */
    void prove(int hop) {
        serverOfHop(hop).ifPresent(server -> redirect.prove(hop, vantage(), side(server, hostOfHop(hop))));
    }

    /** Opens the file of a rule at its line. */
    void openRule(int hop, Rule rule) {
        redirect.selected().map(one -> one.proof()).map(proof -> proof.server()).or(() -> serverOfHop(hop))
                .ifPresent(server -> rules.open(side(server, hostOfHop(hop)), rule));
    }

    /** The server that can tell of a hop: the chosen one, else that of the site. */
    Optional<String> serverOfHop(int hop) {
        String chosen = stand.get().server();
        if (chosen != null) {
            return Optional.of(chosen);
        }
        var report = redirect.report();
        return report == null
                ? Optional.empty()
                : report.hop(hop).flatMap(one -> places().site(one.hop().address().host())).map(Places.Site::server)
                        .filter(places().servers()::contains);
    }

    private Vantage vantage() {
        Stand now = stand.get();
        return now.kind() == Stand.Kind.SERVER && now.server() != null
                ? places().vantage().apply(now.server())
                : places().diagnosis().here();
    }

    private @Nullable ServerSide side() {
        String server = stand.get().server();
        return server == null ? null : side(server, address.host());
    }

    private ServerSide side(String server, String name) {
        return places().side().of(server, name);
    }

    private String hostOfHop(int hop) {
        var report = redirect.report();
        return report == null
                ? address.host()
                : report.hop(hop).map(one -> one.hop().address().host()).orElse(address.host());
    }

    /** Whether the diagnosis of the open tab runs. */
    public ReadOnlyBooleanProperty busyProperty() {
        return busy.getReadOnlyProperty();
    }

    /** Stops the diagnosis of the open tab; what was found stays. */
    public void cancel() {
        switch (tab.get()) {
            case REDIRECT -> redirect.cancel();
            case CACHE -> cache.cancel();
            case BATCH -> batch.cancel();
            case BAN -> {
                if (ban != null) {
                    ban.cancel();
                }
            }
        }
    }
}
