package fr.touchweb.console.cli;

import fr.touchweb.console.core.account.Decision;
import fr.touchweb.console.core.fleet.Fleet;
import fr.touchweb.console.core.fleet.FleetProblem;
import fr.touchweb.console.core.fleet.FleetStore;
import fr.touchweb.console.core.fleet.Server;
import fr.touchweb.console.core.fleet.facts.FleetProbe;
import fr.touchweb.console.core.fleet.health.ServerView;
import fr.touchweb.console.core.fleet.imports.AnsibleImport;
import fr.touchweb.console.core.fleet.imports.CsvImport;
import fr.touchweb.console.core.fleet.imports.ImportBatch;
import fr.touchweb.console.core.fleet.imports.ImportPreview;
import fr.touchweb.console.core.fleet.imports.SshConfigImport;
import fr.touchweb.console.core.fleet.query.Query;
import fr.touchweb.console.core.fleet.query.QueryException;
import fr.touchweb.console.core.policy.Policy;
import fr.touchweb.console.core.task.CurrentThreadRunner;
import fr.touchweb.console.core.task.Outcome;
import fr.touchweb.console.core.task.Task;
import fr.touchweb.console.core.text.Message;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tw-console fleet …}: the inventory on a terminal. */
@Command(name = "fleet", description = "cli.about.fleet")
public final class FleetVerbs {
    private final Terminal terminal;
    private final FleetDesk desk;

    /** What an import is made from. */
    enum Source {
        SSH_CONFIG("ssh-config"), ANSIBLE("ansible"), CSV("csv");

        private final String words;

        Source(String words) {
            this.words = words;
        }

        @Override
        public String toString() {
            return words;
        }
    }

    public FleetVerbs(Terminal terminal, FleetDesk desk) {
        this.terminal = terminal;
        this.desk = desk;
    }

    @Command(name = "check", description = "cli.about.fleetCheck")
    int check(@Mixin CommonOptions options, @Parameters(paramLabel = "FILE") String file) throws Exception {
        FleetStore store = desk.store(file, desk.policy(options, null));
        List<FleetProblem> problems = store.problems();
        JsonLines json = new JsonLines(terminal);
        for (FleetProblem problem : problems) {
            if (options.json()) {
                json.write(g -> {
                    g.writeStringField("file", problem.document());
                    g.writeStringField("path", problem.path());
                    g.writeNumberField("line", problem.line());
                    g.writeStringField("problem", terminal.texts().get(problem.text()));
                });
            } else {
                terminal.line(terminal.texts().get(problem.placed()));
            }
        }
        if (problems.isEmpty()) {
            Fleet fleet = store.load();
            desk.policy(options, fleet);
            terminal.say(Message.of("cli.fleet.good", fleet.servers().size(), fleet.sites().size(),
                    fleet.clients().size()));
        }
        return problems.isEmpty() ? ExitCode.OK : ExitCode.FINDING;
    }

    @Command(name = "list", description = "cli.about.fleetList")
    int list(@Mixin CommonOptions options,
            @Option(names = "--where", paramLabel = "FILTER", descriptionKey = "cli.option.where") @Nullable String where)
            throws Exception {
        Query query;
        try {
            query = Query.parse(where == null ? "" : where);
        } catch (QueryException e) {
            throw new UsageException(Message.of("cli.fleet.badFilter", where == null ? "" : where,
                    " ".repeat(e.position()) + "^", e.text()));
        }
        Fleet fleet = desk.load(options, terminal::say);
        Policy policy = desk.policy(options, fleet);
        List<ServerView> found = desk.views(fleet, policy).stream().filter(query).toList();
        if (options.json()) {
            JsonLines json = new JsonLines(terminal);
            for (ServerView view : found) {
                json.write(g -> FleetJson.server(g, view, terminal.texts()));
            }
        } else {
            for (String line : new FleetText(terminal.texts(), desk.clock()).table(found)) {
                terminal.line(line);
            }
            terminal.say(Message.of("cli.fleet.count", found.size(), fleet.servers().size()));
        }
        return ExitCode.OK;
    }

    @Command(name = "probe", description = "cli.about.fleetProbe")
    int probe(@Mixin CommonOptions options, @Parameters(paramLabel = "SERVER", arity = "1..*") List<String> names)
            throws Exception {
        Fleet fleet = desk.load(options, terminal::say);
        Policy policy = desk.policy(options, fleet);
        List<Server> servers = new ArrayList<>();
        for (String name : names) {
            servers.add(fleet.server(name).orElseThrow(
                    () -> new UsageException(Message.of("fleet.check.noServer", name))));
        }
        Map<String, FleetProbe.Result> results = new LinkedHashMap<>();
        try (Machines machines = desk.machines(policy)) {
            for (Server server : servers) {
                for (Message note : machines.notes(fleet.target(server))) {
                    terminal.say(Message.of("cli.fleet.sshNote", server.id(), note));
                }
            }
            FleetProbe probe = desk.probe(fleet, policy, server -> machines.open(fleet.target(server)));
            Task<Boolean> task = Task.of(Message.of("fleet.probe.title"), control -> {
                probe.probe(servers, control, (server, result) -> {
                    synchronized (results) {
                        results.put(server.id(), result);
                    }
                });
                return true;
            });
            new CurrentThreadRunner().start(task, outcome -> {
                if (outcome instanceof Outcome.Failure<Boolean>(Throwable cause)) {
                    throw new IllegalStateException(cause);
                }
            });
        }
        boolean failed = false;
        for (Server server : servers) {
            FleetProbe.Result result = Objects.requireNonNull(results.get(server.id()));
            failed |= result instanceof FleetProbe.Result.Failed;
            ServerView view = desk.view(fleet, server, result, policy);
            if (options.json()) {
                new JsonLines(terminal).write(g -> FleetJson.probe(g, view, terminal.texts()));
            } else {
                for (String line : new FleetText(terminal.texts(), desk.clock()).sheet(view)) {
                    terminal.line(line);
                }
            }
        }
        return failed ? ExitCode.REMOTE : ExitCode.OK;
    }

    @Command(name = "import", description = "cli.about.fleetImport")
    int importFrom(@Mixin CommonOptions options, @Parameters(index = "0", paramLabel = "KIND") Source source,
            @Parameters(index = "1", paramLabel = "FILE") Path file,
            @Option(names = "--into", paramLabel = "FLEET", descriptionKey = "cli.option.into") @Nullable String into)
            throws Exception {
        ImportBatch batch = switch (source) {
            case SSH_CONFIG -> SshConfigImport.read(file, desk.home());
            case ANSIBLE -> AnsibleImport.read(file.toString(), Files.readAllBytes(file));
            case CSV -> CsvImport.read(file.toString(), Files.readAllBytes(file));
        };
        FleetStore store = desk.store(into != null ? into : desk.address(options), desk.policy(options, null));
        Fleet before = store.loadOrEmpty();
        if (into != null && desk.mayEdit(before) instanceof Decision.Denied(Message reason)) {
            throw UsageException.refused(reason);
        }
        ImportPreview preview = ImportPreview.of(before, batch);
        for (ImportPreview.Row row : preview.rows()) {
            write(row, options.json());
        }
        preview.notes().forEach(terminal::say);
        Message counts = Message.of("cli.fleet.importCounts", preview.count(ImportPreview.Kind.ADDED),
                preview.count(ImportPreview.Kind.CHANGED), preview.count(ImportPreview.Kind.UNCHANGED),
                preview.count(ImportPreview.Kind.REFUSED));
        terminal.say(counts);
        if (into != null) {
            store.save(preview.apply());
            terminal.say(Message.of("cli.fleet.written", into));
        } else {
            terminal.say(Message.of("cli.fleet.previewOnly"));
        }
        return preview.count(ImportPreview.Kind.REFUSED) > 0 ? ExitCode.FINDING : ExitCode.OK;
    }

    @Command(name = "delegate", description = "cli.about.fleetDelegate")
    int delegate(@Mixin CommonOptions options, @Parameters(paramLabel = "LOGIN") String login) throws Exception {
        return new FleetAccounts(terminal, desk).delegate(options, login);
    }

    @Command(name = "factors", description = "cli.about.fleetFactors")
    int factors(@Mixin CommonOptions options) throws Exception {
        return new FleetAccounts(terminal, desk).factors(options);
    }

    @Command(name = "history", description = "cli.about.fleetHistory")
    int history(@Mixin CommonOptions options) throws Exception {
        return new FleetAccounts(terminal, desk).history(options);
    }

    @Command(name = "accesses", description = "cli.about.fleetAccesses")
    int accesses(@Mixin CommonOptions options) throws Exception {
        return new FleetAccounts(terminal, desk).register(options);
    }

    private void write(ImportPreview.Row row, boolean asJson) throws IOException {
        String kind = row.kind().name().toLowerCase(java.util.Locale.ROOT);
        String reason = row.reason() == null ? "" : terminal.texts().get(row.reason());
        if (asJson) {
            new JsonLines(terminal).write(g -> {
                g.writeStringField("server", row.name());
                g.writeStringField("result", kind);
                g.writeArrayFieldStart("changes");
                for (String change : row.changes()) {
                    g.writeString(change);
                }
                g.writeEndArray();
                if (row.reason() != null) {
                    g.writeStringField("reason", reason);
                }
            });
        } else {
            String details = reason.isEmpty() ? String.join(", ", row.changes()) : reason;
            terminal.line((terminal.texts().get("cli.fleet.import." + kind) + "  " + row.name() + "  " + details)
                    .stripTrailing());
        }
    }
}
