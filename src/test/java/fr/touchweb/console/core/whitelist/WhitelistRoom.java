package fr.touchweb.console.core.whitelist;

import static org.junit.jupiter.api.Assertions.assertEquals;

import fr.touchweb.console.core.account.Access;
import fr.touchweb.console.core.fleet.Fleet;
import fr.touchweb.console.core.fleet.FleetDocument;
import fr.touchweb.console.core.fleet.Role;
import fr.touchweb.console.core.fleet.Server;
import fr.touchweb.console.core.fleet.Server.Whitelist;
import fr.touchweb.console.core.journal.ChangeJournal;
import fr.touchweb.console.core.journal.CommandJournal;
import fr.touchweb.console.core.policy.Policies;
import fr.touchweb.console.core.policy.Policy;
import fr.touchweb.console.core.ssh.LocalHost;
import fr.touchweb.console.core.ssh.RemoteHost;
import fr.touchweb.console.core.whitelist.confirm.Button;
import fr.touchweb.console.core.whitelist.confirm.Confirmation;
import fr.touchweb.console.core.whitelist.confirm.Confirmed;
import fr.touchweb.console.core.whitelist.register.Entry;
import fr.touchweb.console.core.whitelist.risk.Assessment;
import fr.touchweb.console.core.whitelist.risk.NetworkDatabases;
import fr.touchweb.console.core.whitelist.risk.RangeLists;
import fr.touchweb.console.core.whitelist.risk.RiskAssessor;
import fr.touchweb.console.support.Await;
import fr.touchweb.console.support.BareHost;
import fr.touchweb.console.support.CardReader;
import fr.touchweb.console.support.HandClock;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Servers with whitelists for tests: their folders, the console's, and people who work on them. */
final class WhitelistRoom {
    static final Author KARIM = new Author("klenoir", "Karim Lenoir", true);
    static final Author NADIA = new Author("nbensaid", "Nadia Bensaïd", true);
    static final Author JEANNE = new Author("jdurand", "Jeanne Durand", false);

    final Path folder;
    final Path store;
    final Policy policy;
    /** Of whoever is asked for from now on: real time, since daemons and scripts live in it. */
    Clock clock = Clock.systemUTC();
    final ChangeJournal journal;
    private final List<Server> servers = new ArrayList<>();
    final CommandJournal commands = new CommandJournal(Clock.systemUTC());
    private final Map<String, RemoteHost> machines = new HashMap<>();
    Function<Server, RemoteHost> hosts = server -> machines.computeIfAbsent(server.id(),
            id -> new BareHost(new LocalHost(id, commands)));
    Function<Server, NewConnection> fresh = server -> {
        throw new UnsupportedOperationException();
    };

    /** @param figures keys of the policy's whitelist part that differ, as JSON, or empty */
    WhitelistRoom(Path folder, String figures) throws IOException {
        this.folder = folder;
        store = folder.resolve("store");
        Path settings = folder.resolve("settings");
        Files.createDirectories(settings.resolve("policy"));
        Files.writeString(settings.resolve("policy/room.json"), """
                { "version": 1, "base": "lab", "whitelist": { "folder": "%s", "commandSeconds": 10 %s } }
                """.formatted(store, figures.isEmpty() ? "" : ", " + figures));
        policy = new Policies(settings).load("room");
        journal = new ChangeJournal(folder.resolve("state"), clock, "klenoir", "here");
    }

    /** A server whose logs are those of a folder of its own. */
    void server(String id, Whitelist... lists) {
        server(id, List.of(new Server.Log("access", folder.resolve(id + "-access.log").toString(), null)), lists);
    }

    void server(String id, List<Server.Log> logs, Whitelist... lists) {
        servers.add(new Server(id, null, null, "127.0.0.1", null, null, List.of(), null, null, List.of(), logs, null,
                List.of(lists), null));
    }

    /** Another server of the fleet, without lists. */
    void neighbour(String id, String host) {
        servers.add(Server.of(id, host));
    }

    /** A machine that connections pass through. */
    void bastion(String id, String host) {
        servers.add(new Server(id, null, Role.BASTION, host, null, null, List.of(), null, null, List.of(), List.of(),
                null, List.of(), null));
    }

    static Whitelist list(Scope scope, String backend, @Nullable Path path, List<String> validate,
            List<String> reload, List<String> probe) {
        return new Whitelist(scope.id(), backend, List.of(), path == null ? null : path.toString(), validate, reload,
                probe, List.of(), List.of());
    }

    Fleet fleet() {
        return Fleet.of(Map.of("fleet.json",
                new FleetDocument(1, null, List.of(), List.copyOf(servers), List.of(), null)));
    }

    Whitelists as(Author author) throws IOException {
        return new Whitelists(new WhitelistSetup(fleet(), new Access(fleet(), author.login(), ZoneId.of("UTC")), hosts,
                server -> hosts.apply(server), (host, port) -> List.of(new InetSocketAddress(host, port)), fresh,
                policy, new RiskAssessor(policy.whitelist(), true, RangeLists.of(List.of()),
                        NetworkDatabases.none(), clock),
                journal, author, clock));
    }

    /** Notes requests of addresses in the access log of a server, so that they count as seen. */
    void seen(String server, String... addresses) throws IOException {
        StringBuilder log = new StringBuilder();
        for (String address : addresses) {
            log.append(address).append(" - - [25/Nov/2026:12:00:00 +0000] \"GET / HTTP/1.1\" 200 12\n");
        }
        Files.writeString(folder.resolve(server + "-access.log"), log);
    }

    /** Lets what runs on the server by itself come to its end, so that nothing writes into folders that go away. */
    void end() throws Exception {
        if (!Files.exists(store.resolve("shared.sh"))) {
            return;
        }
        for (String list : List.of("ids", "ssh", "ftp", "pma", "backoffice")) {
            for (int i = 0; i < 3; i++) {
                Files.deleteIfExists(store.resolve("lists/" + list + "-" + i));
            }
        }
        Files.writeString(store.resolve(".changed"), "");
        for (String lock : List.of("timer.lock", "lock")) {
            Await.until("nobody holds " + lock,
                    () -> new ProcessBuilder("flock", "-n", store.resolve(lock).toString(), "true").start()
                            .waitFor() == 0);
        }
    }

    /** Ends what the server runs by itself for this test, as a restart does. */
    void restart() {
        ProcessHandle.allProcesses().filter(process -> process.info().commandLine()
                .filter(line -> line.contains(store.toString()) && !line.contains("java")).isPresent())
                .forEach(ProcessHandle::destroyForcibly);
    }

    AddRequest request(Whitelists lists, Scope scope, String text, Duration life, String... on)
            throws IOException, InterruptedException {
        Assessment assessment = lists.assess(text, List.of(on), scope);
        return lists.request(List.of(on), scope, assessment, Entry.Kind.PERSON, "accès à la boutique", "ticket 4711",
                life);
    }

    /** Confirms as a person does, in no time. */
    Confirmed confirmed(AddRequest request) {
        HandClock hand = new HandClock(Instant.now());
        Confirmation confirmation = Confirmation.of(request, policy.whitelist(), hand, List.of());
        return confirmed(confirmation, hand);
    }

    /** The second person's confirmation of what waits, on their own card. */
    Confirmed agreed(Whitelists lists, String server, String entry) throws IOException, InterruptedException {
        HandClock hand = new HandClock(Instant.now());
        AddRequest card = lists.approve(server, entry).request();
        Entry waiting = lists.requests(List.of(server)).stream().map(Whitelists.Found::entry)
                .filter(e -> e.id().equals(entry)).findFirst().orElseThrow();
        return confirmed(Confirmation.approving(waiting, card, policy.whitelist(), hand, List.of()), hand);
    }

    static Confirmed confirmed(Confirmation confirmation, HandClock hand) {
        hand.pass(Duration.ofSeconds(2));
        confirmation.press(Button.CONTINUE);
        hand.pass(Duration.ofSeconds(2));
        CardReader.answered(confirmation);
        confirmation.press(Button.CONFIRM);
        return confirmation.confirmed().orElseThrow();
    }

    Applied add(Author author, Scope scope, String text, String server) throws Exception {
        Whitelists lists = as(author);
        Applied applied = lists.changes()
                .add(confirmed(request(lists, scope, text, Duration.ofDays(7), server))).getFirst();
        assertEquals(server, applied.server());
        return applied;
    }
}
