package fr.touchweb.console.desktop.fleet;

import fr.touchweb.console.core.fleet.Account.Right;
import fr.touchweb.console.core.fleet.Client;
import fr.touchweb.console.core.fleet.Fleet;
import fr.touchweb.console.core.fleet.Server;
import fr.touchweb.console.core.fleet.Site;
import fr.touchweb.console.core.fleet.health.ServerView;
import fr.touchweb.console.core.fleet.imports.AnsibleImport;
import fr.touchweb.console.core.fleet.imports.CsvImport;
import fr.touchweb.console.core.fleet.imports.ImportBatch;
import fr.touchweb.console.core.fleet.imports.ImportPreview;
import fr.touchweb.console.core.fleet.imports.SshConfigImport;
import fr.touchweb.console.core.ssh.ShellQuoting;
import fr.touchweb.console.core.task.Outcome;
import fr.touchweb.console.core.task.Task;
import fr.touchweb.console.core.text.Message;
import fr.touchweb.console.desktop.shell.Choice;
import fr.touchweb.console.desktop.shell.Desk;
import fr.touchweb.console.desktop.shell.Question;
import fr.touchweb.console.desktop.shell.ScopePath;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import javafx.scene.Node;
import javafx.stage.FileChooser;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;

/** What can be done with the fleet and its servers, apart from looking. */
final class FleetActions {
    private static final String SAVE = "save";
    private static final String OPEN_LOGS = "open-logs";

    private final FleetModel model;
    private final Desk desk;
    private final Terminals terminals;

    FleetActions(FleetModel model, Desk desk, Terminals terminals) {
        this.model = model;
        this.desk = desk;
        this.terminals = terminals;
    }

    /** Puts servers in scope and shows their logs, as far as the person may; the logs page gets plain ids. */
    void openLogs(List<ServerView> chosen) {
        List<ServerView> views = chosen.stream().filter(view -> model.person().may(Right.LOGS, view.id())).toList();
        if (views.isEmpty()) {
            return;
        }
        Server first = views.get(0).server();
        desk.scope().set(new ScopePath(first.client(), first.id(), null));
        if (!desk.commands().run(OPEN_LOGS, views.stream().map(ServerView::id).toArray(String[]::new))) {
            desk.open().accept("logs");
        }
    }

    void copySsh(List<ServerView> views) {
        model.fleet().ifPresent(fleet -> desk.copy().accept(String.join("\n",
                views.stream().map(view -> ShellQuoting.line(SshLine.argv(fleet, view.server()))).toList())));
    }

    void openTerminal(ServerView view) {
        model.fleet().ifPresent(fleet -> {
            List<String> wanted = desk.settings().terminalProperty().get();
            List<String> argv = SshLine.argv(fleet, view.server());
            desk.tasks().start(Task.of(Message.of("fleet.task.terminal"),
                    control -> Optional.ofNullable(terminals.open(wanted, argv))).hidden(),
                    outcome -> {
                        if (outcome instanceof Outcome.Success<Optional<Message>>(Optional<Message> problem)) {
                            problem.ifPresent(text -> desk.notices().warning(view.id(), text,
                                    Message.of("fleet.terminal.advice")));
                        }
                    });
        });
    }

    void addServer() {
        model.fleet().ifPresent(fleet -> server(fleet, null));
    }

    void editServer(ServerView view) {
        model.fleet().ifPresent(fleet -> server(fleet, view.server()));
    }

    private void server(Fleet fleet, @Nullable Server old) {
        ServerForm form = new ServerForm(model, fleet, old, desk.words());
        ask(old == null ? "fleet.form.addServer" : "fleet.form.editServer", old == null ? null : old.id(),
                "fleet.form.saveServer", form, form.first(), before -> before.with(form.server()),
                () -> form.server().id());
    }

    void addClient() {
        model.fleet().ifPresent(fleet -> client(fleet, null));
    }

    void editClient(ServerView view) {
        model.fleet().ifPresent(fleet -> client(fleet, view.client()));
    }

    private void client(Fleet fleet, @Nullable Client old) {
        ClientForm form = new ClientForm(fleet, old, desk.words());
        ask(old == null ? "fleet.form.addClient" : "fleet.form.editClient", old == null ? null : old.id(),
                "fleet.form.saveClient", form, form.first(), before -> before.with(form.client()), () -> null);
    }

    void addSite(ServerView view) {
        site(view, null);
    }

    void editSite(ServerView view, Site site) {
        site(view, site);
    }

    /** Takes a site out of the documents; it can be put back until the next removal. */
    void removeSite(Site site) {
        remove(Message.of("fleet.removed.site", site.id()), fleet -> fleet.without(site), fleet -> fleet.with(site));
    }

    /** Takes a server and its sites out of the documents; they can be put back until the next removal. */
    void removeServer(ServerView view) {
        model.fleet().ifPresent(now -> {
            List<Site> sites = now.sitesOf(view.server());
            remove(Message.of("fleet.removed.server", view.id(), sites.size()), fleet -> {
                Fleet less = fleet;
                for (Site site : sites) {
                    less = less.without(site);
                }
                return less.without(view.server());
            }, fleet -> {
                Fleet more = fleet.with(view.server());
                for (Site site : sites) {
                    more = more.with(site);
                }
                return more;
            });
        });
    }

    void restore() {
        model.edits().restore(problem -> {
            if (problem != null) {
                desk.notices().warning(null, problem, Message.of("fleet.save.advice"));
            }
        });
    }

    private void remove(Message what, UnaryOperator<Fleet> edit, UnaryOperator<Fleet> back) {
        model.edits().remove(what, edit, back, problem -> {
            if (problem != null) {
                desk.notices().warning(null, problem, Message.of("fleet.save.advice"));
            }
        });
    }

    private void site(ServerView view, @Nullable Site old) {
        model.fleet().ifPresent(fleet -> {
            SiteForm form = new SiteForm(fleet, view.server(), old, desk.words());
            ask(old == null ? "fleet.form.addSite" : "fleet.form.editSite", old == null ? view.id() : old.id(),
                    "fleet.form.saveSite", form, form.first(),
                    before -> before.with(form.site()), () -> view.id());
        });
    }

    private void ask(String title, @Nullable String subject, String verb, Form form, Node focus,
            UnaryOperator<Fleet> edit, java.util.function.Supplier<@Nullable String> select) {
        desk.dialogs()
                .open(Question.of(Message.of(title), subject == null ? null : Message.of("fleet.form.subject", subject),
                        List.of(), Choice.safe("cancel", Message.of("fleet.form.cancel")),
                        Choice.normal(SAVE, Message.of(verb))), form, focus, form.validProperty(), answer -> {
                            if (answer.equals(SAVE)) {
                                model.save(edit, problem -> {
                                    String id = select.get();
                                    if (problem != null) {
                                        desk.notices().warning(null, problem, Message.of("fleet.save.advice"));
                                    } else if (id != null) {
                                        model.select(id);
                                    }
                                });
                            }
                        });
    }

    /** Asks for a file and shows what it would change. */
    void importFile(@Nullable Window window) {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(desk.words().get("fleet.command.import"));
        File file = chooser.showOpenDialog(window);
        if (file != null) {
            importFrom(file.toPath());
        }
    }

    /** The kind of inventory is told by the file itself. */
    void importFrom(Path file) {
        Path home = model.room().home();
        desk.tasks().start(Task.of(Message.of("fleet.task.import", file.toString()), control -> read(file, home)),
                outcome -> {
                    switch (outcome) {
                        case Outcome.Success<ImportBatch>(ImportBatch batch) -> model.fleet()
                                .ifPresent(fleet -> preview(ImportPreview.of(fleet, batch)));
                        case Outcome.Failure<ImportBatch>(Throwable cause) -> desk.notices().warning(null,
                                FleetModel.words(cause), null);
                        case Outcome.Cancelled<ImportBatch> cancelled -> {
                        }
                    }
                });
    }

    private static ImportBatch read(Path file, Path home) throws java.io.IOException {
        String name = file.getFileName().toString();
        if (name.endsWith(".json")) {
            return AnsibleImport.read(file.toString(), Files.readAllBytes(file));
        }
        return name.endsWith(".csv") || name.endsWith(".tsv") || name.endsWith(".txt")
                ? CsvImport.read(file.toString(), Files.readAllBytes(file))
                : SshConfigImport.read(file, home);
    }

    void preview(ImportPreview preview) {
        long changes = preview.count(ImportPreview.Kind.ADDED) + preview.count(ImportPreview.Kind.CHANGED);
        desk.dialogs().open(
                Question.of(Message.of("fleet.import.title"), null, List.of(),
                        Choice.safe("cancel", Message.of("fleet.form.cancel")),
                        Choice.normal(SAVE, Message.of("fleet.import.apply", changes))),
                new ImportPane(preview, desk.words()), null,
                new javafx.beans.property.ReadOnlyBooleanWrapper(changes > 0), answer -> {
                    if (answer.equals(SAVE)) {
                        model.save(fleet -> preview.apply(), problem -> {
                            if (problem != null) {
                                desk.notices().warning(null, problem, Message.of("fleet.save.advice"));
                            }
                        });
                    }
                });
    }
}
