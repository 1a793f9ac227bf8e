package fr.touchweb.console.core.account;

import fr.touchweb.console.core.fleet.Account;
import fr.touchweb.console.core.fleet.Account.Grant;
import fr.touchweb.console.core.fleet.Account.Right;
import fr.touchweb.console.core.fleet.Fleet;
import fr.touchweb.console.core.fleet.FleetDocument;
import fr.touchweb.console.core.fleet.Server;
import fr.touchweb.console.core.fleet.Site;
import fr.touchweb.console.core.text.Message;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The one place that decides who may do what. A fleet without accounts belongs to whoever opens it. With accounts, a
 * login taken on a server that is not listed may do nothing; that login is the one which the document names for the
 * server, else the person's own. The grants that count are those of the person's own account where there is one, else
 * those of the login taken. What the console refuses here is a courtesy to honest people: the server's own rights are what
 * keeps others out. Immutable.
 */
public final class Access {
    private final Fleet fleet;
    private final String login;
    private final ZoneId zone;
    private final @Nullable Map<String, Account> accounts;

    /**
     * @param login of the person on this machine
     * @param zone in which the last day of a grant ends
     */
    public Access(Fleet fleet, String login, ZoneId zone) {
        this.fleet = fleet;
        this.login = login;
        this.zone = zone;
        Optional<List<Account>> listed = fleet.accounts();
        accounts = listed.isEmpty()
                ? null
                : listed.get().stream().collect(Collectors.toMap(Account::login, account -> account, (a, b) -> a,
                        LinkedHashMap::new));
    }

    /** Whether the documents list accounts at all. */
    public boolean governed() {
        return accounts != null;
    }

    /**
     * Who works here: the account of the person's own login, else that of the one login which the documents name for all
     * servers.
     */
    public Person person() {
        Account account = account(login);
        if (account == null) {
            Set<String> logins = fleet.servers().stream().map(this::login).collect(Collectors.toSet());
            account = logins.size() == 1 ? account(logins.iterator().next()) : null;
        }
        if (account == null) {
            return new Person(login, login, null);
        }
        return new Person(account.login(), Objects.requireNonNullElse(account.name(), account.login()), account);
    }

    /** What the person is here, and until when their last grant holds. */
    public Message role(Instant now) {
        if (accounts == null) {
            return Message.of("account.role.owner");
        }
        Account account = person().account();
        if (account == null) {
            return Message.of("account.role.unlisted");
        }
        Message kind = account.kind() == null
                ? Message.of("account.role.other")
                : Message.of("account.role." + account.kind().id());
        List<Grant> running = account.grants().stream().filter(grant -> !ended(grant, now)).toList();
        if (running.isEmpty()) {
            return Message.of("account.role.nothing", kind);
        }
        Optional<LocalDate> last = running.stream().anyMatch(grant -> grant.until() == null)
                ? Optional.empty()
                : running.stream().map(Grant::until).filter(Objects::nonNull).map(Objects::requireNonNull)
                        .max(LocalDate::compareTo);
        return last.isEmpty() ? kind : Message.of("account.role.until", kind, last.get());
    }

    /**
     * Whether the person may use a right on a server, or on one of its sites.
     *
     * @param site id of a site on that server, null for the server itself
     */
    public Decision may(Right right, String server, @Nullable String site, Instant now) {
        Server machine = fleet.server(server).orElse(null);
        if (machine == null) {
            return Decision.denied("account.denied.unknownServer", server);
        }
        if (site != null && fleet.site(site).filter(s -> server.equals(s.server())).isEmpty()) {
            return Decision.denied("account.denied.unknownSite", site);
        }
        if (accounts == null) {
            return Decision.ALLOWED;
        }
        Account account = deciding(machine);
        if (account == null) {
            return Decision.denied("account.denied.unlisted", login(machine));
        }
        List<Grant> here = account.grants().stream().filter(grant -> covers(grant, server, site)).toList();
        if (here.isEmpty()) {
            // Neither here nor elsewhere does a refusal confirm that the server exists.
            return Decision.denied("account.denied.unknownServer", server);
        }
        List<Grant> running = here.stream().filter(grant -> !ended(grant, now)).toList();
        if (running.isEmpty()) {
            LocalDate last = here.stream().map(Grant::until).filter(Objects::nonNull).map(Objects::requireNonNull)
                    .max(LocalDate::compareTo).orElseThrow();
            return Decision.denied("account.denied.ended", last);
        }
        if (denied(account, Right.SEE, server, site, now)) {
            // A server that is not to be seen is not confirmed either.
            return Decision.denied("account.denied.unknownServer", server);
        }
        return running.stream().anyMatch(grant -> brings(account, grant, right))
                && !denied(account, right, server, site, now)
                        ? Decision.ALLOWED
                        : Decision.denied("account.denied.right", right.id());
    }

    /** Every grant lets see what it is about; engineers look after the house's own without being told so. */
    private static boolean brings(Account account, Grant grant, Right right) {
        boolean own = switch (right) {
            case SEE -> true;
            case PREPRODUCTION, RIGHTS_RESET, FLEET_EDIT, APPROVE -> account.kind() == Account.Kind.ENGINEER;
            case LOGS, BINLOG, DIAGNOSE, WHITELIST -> false;
        };
        return own || grant.rights().contains(right);
    }

    /** What is denied for some of the sites is not denied for the server. */
    private boolean denied(Account account, Right right, String server, @Nullable String site, Instant now) {
        return account.grants().stream().filter(grant -> grant.servers().contains(server) && !ended(grant, now))
                .filter(grant -> grant.sites().isEmpty() || site != null && grant.sites().contains(site))
                .anyMatch(grant -> grant.deny().contains(right));
    }

    /** What the person may do on at least one server: pages and commands for anything else are not shown. */
    public Set<Right> anywhere(Instant now) {
        Set<Right> rights = EnumSet.allOf(Right.class);
        rights.removeIf(right -> accounts != null && fleet.servers().stream()
                .noneMatch(server -> may(right, server.id(), null, now).allowed()));
        if (mayEditFleet(now).allowed()) {
            // Also in a fleet that has no server yet.
            rights.add(Right.FLEET_EDIT);
        }
        return rights;
    }

    /** Whether the person may hear of a server at all, be it that a grant on it has ended. */
    public boolean knows(Server server) {
        Account account = deciding(server);
        return accounts == null || account != null
                && account.grants().stream().anyMatch(grant -> grant.servers().contains(server.id()))
                && account.grants().stream().noneMatch(grant -> grant.servers().contains(server.id())
                        && grant.sites().isEmpty() && grant.deny().contains(Right.SEE));
    }

    /** Whether the person may know that a server exists: some grant on it holds. */
    public boolean sees(Server server, Instant now) {
        return may(Right.SEE, server.id(), null, now).allowed();
    }

    /**
     * The fleet as the person may see it: servers and sites of grants that hold, their clients, the bastions on the way
     * there, and no account but the person's own. Nothing in it tells that there is more. Who may change the fleet sees it
     * whole, so that nothing is lost when it is saved.
     */
    public Fleet visible(Instant now) {
        if (mayEditFleet(now).allowed()) {
            return fleet;
        }
        Set<String> servers = new HashSet<>();
        fleet.servers().stream().filter(server -> sees(server, now)).forEach(server -> keep(server, servers));
        Set<String> sites = fleet.sites().stream().filter(site -> site.server() != null
                && servers.contains(site.server()) && seesSite(site, now)).map(Site::id).collect(Collectors.toSet());
        Set<String> clients = fleet.servers().stream().filter(server -> servers.contains(server.id()))
                .map(Server::client).filter(Objects::nonNull).map(Objects::requireNonNull)
                .collect(Collectors.toSet());
        Set<String> own = fleet.servers().stream().filter(server -> servers.contains(server.id())).map(this::deciding)
                .filter(Objects::nonNull).map(account -> Objects.requireNonNull(account).login())
                .collect(Collectors.toSet());
        own.add(person().login());
        Map<String, FleetDocument> documents = new LinkedHashMap<>();
        fleet.documents().forEach((name, whole) -> documents.put(name, new FleetDocument(whole.version(),
                whole.policy(), whole.clients().stream().filter(client -> clients.contains(client.id())).toList(),
                whole.servers().stream().filter(server -> servers.contains(server.id()))
                        .map(server -> narrowed(server, servers, sites)).toList(),
                whole.sites().stream().filter(site -> sites.contains(site.id())).map(site -> narrowed(site, sites))
                        .toList(),
                accounts(whole).stream().filter(account -> own.contains(account.login()))
                        .map(account -> narrowed(account, servers, sites)).toList())));
        return Fleet.of(documents);
    }

    /** Whether the person may change the fleet's documents: who has that right on every server and sees every site. */
    public Decision mayEditFleet(Instant now) {
        if (accounts == null) {
            return Decision.ALLOWED;
        }
        Account account = person().account();
        // In a fleet without servers there is nothing that a grant could be about.
        boolean may = account != null && (account.kind() == Account.Kind.ENGINEER || account.grants().stream()
                .anyMatch(grant -> !ended(grant, now) && grant.rights().contains(Right.FLEET_EDIT)));
        boolean whole = fleet.servers().stream()
                .allMatch(server -> may(Right.FLEET_EDIT, server.id(), null, now).allowed())
                && fleet.sites().stream().allMatch(site -> site.server() == null || seesSite(site, now));
        return may && whole ? Decision.ALLOWED : Decision.denied("account.denied.edit");
    }

    private static List<Account> accounts(FleetDocument document) {
        return Objects.requireNonNullElse(document.accounts(), List.of());
    }

    private static Server narrowed(Server server, Set<String> seen, Set<String> sites) {
        Server.Mirror mirror = server.mirror();
        List<Server.Whitelist> lists = server.whitelists().stream()
                .filter(list -> list.site() == null || sites.contains(list.site())).toList();
        boolean mirrored = mirror == null || seen.contains(mirror.server());
        return mirrored && lists.equals(server.whitelists())
                ? server
                : new Server(server.id(), server.client(), server.role(), server.host(), server.port(), server.user(),
                        server.jump(), server.hoster(), server.isVirtual(), server.tags(), server.logs(),
                        server.binlogs(), lists, mirrored ? mirror : null);
    }

    private static Site narrowed(Site site, Set<String> seen) {
        return site.preproduction() == null || seen.contains(site.preproduction())
                ? site
                : new Site(site.id(), site.server(), site.url(), site.root(), site.cms(), site.cmsVersion(),
                        site.mediaUrl(), null);
    }

    private static Account narrowed(Account account, Set<String> servers, Set<String> sites) {
        return new Account(account.login(), account.name(), account.kind(), account.mfa(),
                account.grants().stream()
                        .map(grant -> grant.narrowed(servers, sites))
                        .filter(grant -> !grant.servers().isEmpty()).toList());
    }

    private void keep(Server server, Set<String> kept) {
        if (kept.add(server.id())) {
            server.jump().forEach(jump -> fleet.server(jump).ifPresent(bastion -> keep(bastion, kept)));
        }
    }

    private boolean seesSite(Site site, Instant now) {
        return may(Right.SEE, Objects.requireNonNull(site.server()), site.id(), now).allowed();
    }

    /** The account whose grants count on a server, null when the login taken there is not listed. */
    private @Nullable Account deciding(Server server) {
        Account taken = account(login(server));
        Account own = account(login);
        return taken == null || own == null ? taken : own;
    }

    private String login(Server server) {
        return Objects.requireNonNullElse(server.user(), login);
    }

    private @Nullable Account account(String name) {
        return accounts == null ? null : accounts.get(name);
    }

    private static boolean covers(Grant grant, String server, @Nullable String site) {
        return grant.servers().contains(server)
                && (site == null || grant.sites().isEmpty() || grant.sites().contains(site));
    }

    /** The last day counts whole. */
    private boolean ended(Grant grant, Instant now) {
        return grant.until() != null && now.atZone(zone).toLocalDate().isAfter(grant.until());
    }
}
