package fr.touchweb.console.core.whitelist;

import fr.touchweb.console.core.address.Cidr;
import fr.touchweb.console.core.fleet.Server;
import fr.touchweb.console.core.fleet.Server.Whitelist;
import fr.touchweb.console.core.policy.WhitelistPolicy;
import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.ssh.RemoteException.Kind;
import fr.touchweb.console.core.ssh.RemoteHost;
import fr.touchweb.console.core.text.Message;
import fr.touchweb.console.core.whitelist.apply.FileChange;
import fr.touchweb.console.core.whitelist.apply.Outcome;
import fr.touchweb.console.core.whitelist.apply.ServerFiles;
import fr.touchweb.console.core.whitelist.apply.Transaction;
import fr.touchweb.console.core.whitelist.backend.Backend;
import fr.touchweb.console.core.whitelist.backend.Backends;
import fr.touchweb.console.core.whitelist.drop.FileDrop;
import fr.touchweb.console.core.whitelist.register.Entry;
import fr.touchweb.console.core.whitelist.register.Register;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The register and the lists of one server: reads them together, and makes of a change one transaction over all of them.
 * It decides nothing about who may do what.
 */
final class ServerLists {
    static final String REGISTER = "register.json";
    private static final String VERSIONS = "versions";
    private static final DateTimeFormatter ID = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssSSS")
            .withZone(ZoneOffset.UTC);

    private final Server server;
    private final ServerFiles files;
    private final WhitelistPolicy policy;
    private final Clock clock;
    private final Consumer<Register> heard;

    /** @param heard is told each register that is read */
    ServerLists(Server server, RemoteHost host, WhitelistPolicy policy, Clock clock, Consumer<Register> heard) {
        this.server = server;
        this.files = new ServerFiles(host, policy);
        this.policy = policy;
        this.clock = clock;
        this.heard = heard;
    }

    /**
     * What was read together; a change is made against exactly this.
     *
     * @param bytes of the register, null where there is none yet
     * @param lists content of each list of the door, null where the file is not there
     * @param boot content of the crontab of ours, null where there is none
     */
    record Snapshot(Register register, byte @Nullable [] bytes, Map<Backend, byte @Nullable []> lists,
            byte @Nullable [] boot) {}

    /**
     * A change of the register and of the lists of one door.
     *
     * @param register the new register from the old one
     * @param in entries that are let in
     * @param out entries that are let in no longer
     */
    record Change(Scope scope, UnaryOperator<Register> register, List<Entry> in, List<Entry> out) {}

    Server server() {
        return server;
    }

    ServerFiles files() {
        return files;
    }

    List<Backend> backends(Scope scope) throws RemoteException {
        List<Backend> backends = new ArrayList<>();
        for (Whitelist list : server.whitelists()) {
            if (list.scope().equals(scope.id()) && !list.backend().equals(Backends.FILE_DROP)) {
                backends.add(Backends.of(list));
            }
        }
        return backends;
    }

    /** The folder in which changes of a door are asked for by a file, where the door has no list that we may write. */
    Optional<FileDrop> drop(Scope scope) {
        return server.whitelists().stream()
                .filter(list -> list.scope().equals(scope.id()) && list.backend().equals(Backends.FILE_DROP)
                        && list.path() != null)
                .findFirst().map(list -> new FileDrop(files.host(), Objects.requireNonNull(list.path()),
                        Duration.ofSeconds(policy.takenSeconds()), clock));
    }

    /** Site whose door a list is, null for the whole server. */
    @Nullable
    String site(Scope scope, String path) throws RemoteException {
        return backends(scope).stream().filter(list -> list.path().equals(path)).map(Backend::site)
                .filter(Objects::nonNull).findFirst().orElse(null);
    }

    /** Whether some list of a door would hold an entry. */
    boolean holds(Entry entry) throws RemoteException {
        return drop(entry.scope()).isPresent() || backends(entry.scope()).stream().anyMatch(list -> list.holds(entry));
    }

    Snapshot read(Scope scope) throws IOException, InterruptedException {
        List<Backend> backends = backends(scope);
        String register = files.path(REGISTER);
        String use = files.path(UseFile.NAME);
        List<String> paths = Stream.concat(Stream.of(register, use, policy.bootFile()),
                backends.stream().map(Backend::path)).filter(path -> !path.isEmpty()).toList();
        Map<String, byte @Nullable []> content = files.read(paths);
        Map<Backend, byte @Nullable []> lists = new LinkedHashMap<>();
        backends.forEach(backend -> lists.put(backend, content.get(backend.path())));
        byte[] bytes = content.get(register);
        return new Snapshot(known(register, bytes, content.get(use)), bytes, lists, content.get(policy.bootFile()));
    }

    /** The register alone. */
    Register register() throws IOException, InterruptedException {
        String path = files.path(REGISTER);
        String use = files.path(UseFile.NAME);
        Map<String, byte @Nullable []> content = files.read(List.of(path, use));
        return known(path, content.get(path), content.get(use));
    }

    private Register known(String path, byte @Nullable [] bytes, byte @Nullable [] use) throws IOException {
        Register register = bytes == null
                ? Register.EMPTY
                : UseFile.read(use).into(Register.read(server.id() + ":" + path, bytes));
        heard.accept(register);
        return register;
    }

    /** Keeps what logs told of the use of entries, where it is worth it. */
    void keepUse(Map<String, Usage> now) throws IOException, InterruptedException {
        String path = files.path(REGISTER);
        String use = files.path(UseFile.NAME);
        Map<String, byte @Nullable []> content = files.read(List.of(path, use));
        byte[] register = content.get(path);
        byte[] changed = register == null
                ? null
                : UseFile.read(content.get(use)).with(now, Register.read(server.id() + ":" + path, register),
                        Duration.ofMinutes(policy.useKeptMinutes()));
        if (changed != null) {
            files.put(UseFile.NAME, changed);
        }
    }

    ListView view(Scope scope) throws IOException, InterruptedException {
        Snapshot snapshot;
        try {
            snapshot = read(scope);
        } catch (RemoteException e) {
            if (drop(scope).isEmpty() || e.kind().retryable()) {
                throw e;
            }
            // Who may only ask by a file may not read the register either.
            return new ListView(server.id(), scope, List.of(), List.of(),
                    List.of(Message.of("whitelist.unread", Backends.FILE_DROP, e.text())),
                    List.of(Backends.FILE_DROP), clock.instant());
        }
        Instant now = clock.instant();
        List<Drift> drift = new ArrayList<>();
        List<Message> unread = new ArrayList<>();
        for (Map.Entry<Backend, byte @Nullable []> list : snapshot.lists().entrySet()) {
            drift.addAll(drift(snapshot.register().active(scope, now).stream().filter(list.getKey()::holds).toList(),
                    list.getKey(), list.getValue()));
            running(list.getKey(), list.getValue(), drift, unread);
        }
        if (!snapshot.register().active(scope, now).isEmpty()) {
            watchEnds(unread);
        }
        return new ListView(server.id(), scope,
                snapshot.register().entries().reversed().stream().filter(entry -> entry.scope() == scope).toList(),
                drift, unread, snapshot.lists().keySet().stream().map(Backend::id).toList(), now);
    }

    /** A restart of the server ends its timer: whoever looks starts it again. */
    private void watchEnds(List<Message> unread) throws RemoteException, InterruptedException {
        try {
            files.startTimer();
        } catch (RemoteException e) {
            if (e.kind().retryable()) {
                throw e;
            }
            unread.add(Message.of("whitelist.noTimer", e.text()));
        }
    }

    private static List<Drift> drift(List<Entry> active, Backend backend, byte @Nullable [] content) {
        List<Drift> drift = new ArrayList<>();
        Backend.Content read = backend.read(content);
        for (Cidr cidr : read.foreign()) {
            drift.add(new Drift(Drift.Kind.FOREIGN, backend.id(), backend.path(), cidr, null));
        }
        Set<String> ids = read.entries().keySet();
        Set<String> known = active.stream().map(Entry::id).collect(Collectors.toSet());
        for (Entry entry : active) {
            if (!ids.contains(entry.id())) {
                drift.add(new Drift(Drift.Kind.NOT_IN_FILE, backend.id(), backend.path(), entry.cidr(), entry.id()));
            }
        }
        read.entries().forEach((id, cidr) -> {
            if (!known.contains(id)) {
                drift.add(new Drift(Drift.Kind.ORPHAN, backend.id(), backend.path(), cidr, id));
            }
        });
        return drift;
    }

    private void running(Backend backend, byte @Nullable [] content, List<Drift> drift, List<Message> unread)
            throws RemoteException, InterruptedException {
        try {
            List<Cidr> running = backend.running(files.host()).orElse(null);
            if (running == null) {
                return;
            }
            Set<Cidr> live = new HashSet<>(running);
            Set<Cidr> written = new HashSet<>(backend.owned(content));
            Set<Cidr> elsewhere = new HashSet<>(backend.foreign(content));
            elsewhere.addAll(backend.configured(files.host()));
            for (Cidr cidr : running) {
                if (!written.contains(cidr) && !elsewhere.contains(cidr)) {
                    drift.add(new Drift(Drift.Kind.ONLY_RUNNING, backend.id(), backend.path(), cidr, null));
                }
            }
            for (Cidr cidr : written) {
                if (!live.contains(cidr)) {
                    drift.add(new Drift(Drift.Kind.NOT_RUNNING, backend.id(), backend.path(), cidr, null));
                }
            }
        } catch (RemoteException e) {
            if (e.kind() != Kind.PERMISSION && e.kind() != Kind.PROTOCOL) {
                throw e;
            }
            unread.add(Message.of("whitelist.unread", backend.id(), e.text()));
        }
    }

    /** What a change would do. */
    Plan plan(Snapshot snapshot, Change change, String why) throws IOException, InterruptedException {
        List<FileChange> changes = new ArrayList<>();
        changes.add(new FileChange(files.path(REGISTER), snapshot.bytes(),
                change.register().apply(snapshot.register()).bytes(), "0640"));
        List<String> check = new ArrayList<>();
        List<String> validate = new ArrayList<>();
        List<String> live = new ArrayList<>();
        List<String> back = new ArrayList<>();
        List<String> probe = new ArrayList<>();
        boolean lists = !change.in().isEmpty() || !change.out().isEmpty();
        int number = 0;
        for (Map.Entry<Backend, byte @Nullable []> list : lists
                ? snapshot.lists().entrySet()
                : Set.<Map.Entry<Backend, byte @Nullable []>>of()) {
            Backend backend = list.getKey();
            List<Entry> here = change.in().stream().filter(backend::holds).toList();
            if (here.isEmpty() && change.out().stream().noneMatch(backend::holds)) {
                number++;
                continue;
            }
            FileChange file = backend.change(list.getValue(), here, change.out());
            // An entry that only changes its end is live already, and stays so when the change is taken back.
            Set<String> there = new HashSet<>(backend.ids(list.getValue()));
            List<Entry> in = here.stream().filter(entry -> !there.contains(entry.id())).toList();
            List<Entry> out = change.out().stream().filter(entry -> there.contains(entry.id())).toList();
            // The same address may stand there by another entry or by a hand: the daemon keeps it then.
            List<Entry> gone = notIn(backend, file.after(), out);
            changes.add(file);
            check.add(backend.check(file.after()));
            validate.add(backend.validate(in, gone));
            live.add(backend.live(in, gone));
            back.add(backend.live(gone, notIn(backend, list.getValue(), in)));
            probe.add(backend.probe());
            changes.add(descriptor(change.scope(), number++, backend));
        }
        if (lists) {
            new BootFile(policy).change(snapshot.boot(), files).ifPresent(changes::add);
        }
        int keep = lists && change.scope().locking() ? policy.keepSeconds() : 0;
        return new Plan(server.id(), new Transaction(changeId(why), changes, joined(check),
                joined(validate), joined(live), joined(back), joined(probe), keep));
    }

    private static List<Entry> notIn(Backend backend, byte @Nullable [] content, List<Entry> entries) {
        Set<Cidr> stay = new HashSet<>(backend.owned(content));
        stay.addAll(backend.foreign(content));
        return entries.stream().filter(entry -> !stay.contains(entry.cidr())).toList();
    }

    /** Makes an entry of a line that is there: register and file change, the daemon does not. */
    Plan adoption(Snapshot snapshot, Drift drift, Entry entry) throws IOException {
        List<FileChange> changes = new ArrayList<>();
        changes.add(new FileChange(files.path(REGISTER), snapshot.bytes(), snapshot.register().with(entry).bytes(),
                "0640"));
        List<String> validate = new ArrayList<>();
        int number = 0;
        for (Map.Entry<Backend, byte @Nullable []> list : snapshot.lists().entrySet()) {
            if (list.getKey().path().equals(drift.path()) && list.getValue() != null) {
                changes.add(list.getKey().adopt(list.getValue(), drift.cidr(), entry));
                validate.add(list.getKey().validate(List.of(), List.of()));
                changes.add(descriptor(entry.scope(), number, list.getKey()));
            }
            number++;
        }
        return new Plan(server.id(), new Transaction(changeId(entry.id()), changes, "",
                joined(validate), "", "", "", 0));
    }

    /** Makes a line of somebody of an entry again. */
    Plan release(Snapshot snapshot, Drift drift, Entry entry) throws IOException {
        List<FileChange> changes = new ArrayList<>();
        changes.add(new FileChange(files.path(REGISTER), snapshot.bytes(),
                snapshot.register().with(entry.id(), e -> e.with(Entry.State.REVOKED)).bytes(), "0640"));
        for (Map.Entry<Backend, byte @Nullable []> list : snapshot.lists().entrySet()) {
            if (list.getKey().path().equals(drift.path()) && list.getValue() != null) {
                changes.add(list.getKey().release(list.getValue(), entry));
            }
        }
        return new Plan(server.id(), new Transaction(changeId(entry.id() + "-back"), changes,
                "", "", "", "", "", 0));
    }

    /** Tells the timer how a list is shortened; written with each change, so it is always that of the last one. */
    private FileChange descriptor(Scope scope, int number, Backend backend) {
        String text = Stream
                .of(backend.path(), backend.validate(List.of(), List.of()), backend.reload(), backend.dismissOne())
                .map(line -> line.replace('\n', ' ')).collect(Collectors.joining("\n", "", "\n"));
        return FileChange.whatever(files.path("lists/" + scope.id() + "-" + number),
                text.getBytes(StandardCharsets.UTF_8), "0640");
    }

    Outcome apply(Plan plan) throws RemoteException, InterruptedException {
        Outcome outcome = files.apply(plan.transaction());
        if (outcome.changed()) {
            files.startTimer();
        }
        return outcome;
    }

    /** Ids of the changes whose earlier state is kept, the newest first. */
    List<String> versions() throws RemoteException, InterruptedException {
        return files.names(VERSIONS).stream().filter(name -> name.endsWith(".json"))
                .map(name -> name.substring(0, name.length() - ".json".length())).toList().reversed();
    }

    /** The register as it was before a change. */
    Register version(String change) throws IOException, InterruptedException {
        String path = files.path(VERSIONS + "/" + change + ".json");
        byte[] bytes = files.read(List.of(path)).get(path);
        if (bytes == null) {
            throw new RemoteException(Kind.NO_SUCH_FILE, Message.of("ssh.error.no-such-file", path), null);
        }
        return Register.read(server.id() + ":" + path, bytes);
    }

    /** Id of a change of now, unique on the server and sortable by time. */
    String changeId(String why) {
        return ID.format(clock.instant()) + "-" + why;
    }

    private static String joined(List<String> lines) {
        return lines.stream().filter(line -> !line.isEmpty()).collect(Collectors.joining(" && "));
    }
}
