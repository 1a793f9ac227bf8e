package fr.touchweb.console.desktop.logs;

import fr.touchweb.console.core.logs.StoredLine;
import fr.touchweb.console.core.logs.follow.SourceKey;
import fr.touchweb.console.core.text.Message;
import fr.touchweb.console.desktop.shell.ConsoleCommand;
import fr.touchweb.console.desktop.shell.Desk;
import fr.touchweb.console.desktop.shell.KeyHelp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.input.KeyCombination;

/** What a person can ask for on the page, with its keys. */
final class PageCommands {
    static final String DIAGNOSE = "logs.command.diagnose";
    static final String DATABASE = "logs.command.database";
    /** Keys of the lines and of the histogram, which are no commands. */
    static final List<KeyHelp> KEYS = List.of(
            new KeyHelp(Message.of("logs.keys.move"), Message.of("logs.keys.move.words")),
            new KeyHelp(Message.of("logs.keys.fold"), Message.of("logs.keys.fold.words")),
            new KeyHelp(Message.of("logs.keys.histogram"), Message.of("logs.keys.histogram.words")));
    private static final int CONTEXT = 5;
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);

    private final LogsModel model;
    private final Desk desk;
    private final LogsPage page;

    PageCommands(LogsModel model, Desk desk, LogsPage page) {
        this.model = model;
        this.desk = desk;
        this.page = page;
    }

    List<ConsoleCommand> all() {
        List<ConsoleCommand> all = new ArrayList<>();
        all.addAll(looking());
        all.addAll(going());
        all.addAll(aboutTheLine());
        for (int colour = 1; colour <= Highlights.COLOURS; colour++) {
            int one = colour;
            all.add(new ConsoleCommand("highlight-" + colour, Message.of("logs.command.highlight", colour),
                    KeyCombination.valueOf("Shortcut+Shift+" + colour), model.line().thereProperty(), false,
                    arguments -> model.line().highlight(one)));
        }
        return all;
    }

    private List<ConsoleCommand> looking() {
        return List.of(ConsoleCommand.of("logs.command.pause", "Space", model::togglePause),
                ConsoleCommand.of("logs.command.end", "End", model::toEnd),
                ConsoleCommand.of("logs.command.digest", "Shortcut+D", page::toggleDigest),
                ConsoleCommand.of("logs.command.filter", "Shortcut+F", page::focusFilter),
                ConsoleCommand.when("logs.command.undo", "Shortcut+Z", model.filters().undoableProperty(),
                        model.filters()::undo),
                ConsoleCommand.of("logs.command.around.filter", "C", this::moreContext),
                ConsoleCommand.of("logs.command.sources", "O", page::toggleSources),
                ConsoleCommand.of("logs.command.fold", "X", model.blocks()::foldAll),
                ConsoleCommand.of("logs.command.search", "Slash", page::openSearch),
                ConsoleCommand.of("logs.command.next", "N", () -> model.search().next(true)),
                ConsoleCommand.of("logs.command.previous", "Shift+N", () -> model.search().next(false)),
                ConsoleCommand.of("logs.command.matches", "Shortcut+J", page.second()::showMatches),
                ConsoleCommand.of("logs.command.past", "Shortcut+Shift+F", page.second()::searchPast),
                ConsoleCommand.of("logs.command.alerts", "Shortcut+Shift+A", page.second()::showAlerts),
                ConsoleCommand.of("logs.command.workspace", "Shortcut+Shift+S", page::openNaming),
                ConsoleCommand.of("logs.command.profiles", "Shortcut+Shift+P", page::toggleProfiles),
                ConsoleCommand.of("logs.command.export", "Shortcut+S", page::export),
                ConsoleCommand.of("logs.command.retry", null, () -> model.session().retry()),
                ConsoleCommand.of("logs.command.forget", null, model.places()::forget));
    }

    private void moreContext() {
        model.filters().aroundProperty().set(AroundChoice.next(model.filters().aroundProperty().get()));
    }

    private List<ConsoleCommand> going() {
        double slow = model.figures().slow();
        return List.of(ConsoleCommand.of("logs.command.goto", "Shortcut+G", page::openMoment),
                ConsoleCommand.of("logs.command.earlier", "Shift+Home", () -> model.moments().readEarlier()),
                ConsoleCommand.of("logs.command.minuteLater", "Shortcut+Right", () -> model.moments().move(MINUTE)),
                ConsoleCommand.of("logs.command.minuteEarlier", "Shortcut+Left",
                        () -> model.moments().move(MINUTE.negated())),
                ConsoleCommand.of("logs.command.hourLater", "Shortcut+Shift+Right", () -> model.moments().move(HOUR)),
                ConsoleCommand.of("logs.command.hourEarlier", "Shortcut+Shift+Left",
                        () -> model.moments().move(HOUR.negated())),
                ConsoleCommand.of("logs.command.nextError", "E", () -> error(true)),
                ConsoleCommand.of("logs.command.previousError", "Shift+E", () -> error(false)),
                ConsoleCommand.of("logs.command.nextSlow", "S", () -> slow(true, slow)),
                ConsoleCommand.of("logs.command.previousSlow", "Shift+S", () -> slow(false, slow)),
                ConsoleCommand.of("logs.command.nextMark", "Shift+M", model.line()::nextMark),
                ConsoleCommand.of("logs.command.marks", "Shortcut+M", page.second()::showMarks));
    }

    private void error(boolean forward) {
        model.search().jump(Jumps::error, forward, desk.words().get("logs.jump.error"));
    }

    private void slow(boolean forward, double seconds) {
        model.search().jump((line, parsed) -> Jumps.slow(line, parsed, seconds), forward,
                desk.words().get("logs.jump.slow", desk.words().formats().decimal(seconds, 1)));
    }

    private List<ConsoleCommand> aboutTheLine() {
        SelectedLine line = model.line();
        return List.of(ConsoleCommand.when("logs.command.client", "F", line.clientProperty(), line::sameClient),
                ConsoleCommand.when("logs.command.request", "R", line.requestProperty(), line::sameRequest),
                new ConsoleCommand("logs.command.around",
                        Message.of("logs.command.around", model.figures().aroundSeconds()),
                        KeyCombination.valueOf("Shortcut+Enter"), line.thereProperty(), false,
                        arguments -> model.moments().around(model.figures().around())),
                ConsoleCommand.when("logs.command.pin", "T", line.thereProperty(), line::togglePin),
                ConsoleCommand.when("logs.command.mark", "M", line.thereProperty(), model.line()::toggleMark),
                ConsoleCommand.of("logs.command.copy", "Shortcut+C", () -> copy(model.copy().text())),
                ConsoleCommand.when("logs.command.context", "Shortcut+Shift+C", line.thereProperty(),
                        () -> copy(model.copy().withContext(CONTEXT))),
                ConsoleCommand.when("logs.command.link", "L", line.thereProperty(), () -> copy(model.copy().link())),
                ConsoleCommand.when(DATABASE, "B", line.thereProperty(), page::openDatabase),
                ConsoleCommand.when(DIAGNOSE, "Shortcut+Shift+D", line.thereProperty(),
                        this::diagnose));
    }

    private void copy(String text) {
        if (!text.isEmpty()) {
            desk.copy().accept(text);
        }
    }

    /** Hands the selected line to the page that tells who answered it. */
    private void diagnose() {
        StoredLine line = model.line().line();
        if (line != null) {
            SourceKey source = model.line().source(line);
            desk.commands().run(LogsPage.DIAGNOSE_LINE, source.server(), source.path(), line.text());
        }
    }
}
