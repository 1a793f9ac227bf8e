package fr.touchweb.console.cli;

import fr.touchweb.console.core.text.Language;
import fr.touchweb.console.core.text.Message;
import fr.touchweb.console.core.text.Texts;
import java.io.IOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/**
 * The command line as a whole. Each group of verbs is a class annotated with picocli's {@code @Command}, constructed with
 * what it needs. Its {@code description} is the key of a text, as are the {@code descriptionKey}s of its options.
 */
public final class ConsoleCli {
    private static final List<String> WINDOW = List.of("--demo", "--fleet", "--profile", "--zone", "--open",
            "--timing");

    /** Verbs whose answer is made of all the others. */
    private static final List<String> LISTING = List.of("completion", "manual");

    private final CommandLine commands;
    private final Terminal terminal;
    private final Failures failures;

    private final String[] arguments;

    /**
     * Puts together what the arguments can ask for: to construct the parsers of every verb takes longer than most verbs.
     *
     * @param groups annotated objects by the name of their group of verbs
     */
    public ConsoleCli(Terminal terminal, Frontend frontend, Map<String, Supplier<Object>> groups,
            String... arguments) {
        this.terminal = terminal;
        this.arguments = arguments.clone();
        failures = new Failures(terminal);
        commands = new CommandLine(new RootCommand(terminal, frontend));
        Map<String, Supplier<Object>> verbs = new LinkedHashMap<>();
        verbs.put("tour", () -> new TourCommand(terminal, frontend));
        verbs.putAll(groups);
        verbs.put("completion", () -> new CompletionCommand(terminal, commands));
        verbs.put("manual", () -> new ManualCommand(terminal, commands));
        asked(verbs, arguments).forEach(verb -> commands.addSubcommand(verb.get()));
        commands.getCommandSpec().versionProvider(() -> new String[]{version()});
        commands.setResourceBundle(new HelpTexts(terminal.texts()));
        commands.setExecutionExceptionHandler(failures);
        commands.setParameterExceptionHandler(failures);
        word(commands, terminal.texts());
    }

    /** The verbs that the arguments may be about: all where they name none of them, for advice, and where they list all. */
    private static Collection<Supplier<Object>> asked(Map<String, Supplier<Object>> verbs, String... arguments) {
        List<String> given = List.of(arguments);
        if (given.isEmpty() || given.getFirst().startsWith("-") && !given.contains("--help")
                && given.stream().noneMatch(verbs::containsKey)) {
            return List.of();
        }
        Supplier<Object> first = verbs.get(given.getFirst());
        return first == null || LISTING.contains(given.getFirst()) ? verbs.values() : List.of(first);
    }

    /** The language that the arguments ask for with {@code --lang}, else the system's. */
    public static Language language(String... arguments) {
        for (int i = 0; i < arguments.length && !arguments[i].equals("--"); i++) {
            String wanted = arguments[i].startsWith("--lang=")
                    ? arguments[i].substring("--lang=".length())
                    : arguments[i].equals("--lang") && i + 1 < arguments.length ? arguments[i + 1] : "";
            for (Language language : Language.values()) {
                if (language.code().equals(wanted.toLowerCase(Locale.ROOT))) {
                    return language;
                }
            }
        }
        return Language.ofSystem();
    }

    /**
     * Runs the command that the arguments name, on the current thread.
     *
     * @return exit code
     */
    public int run() {
        CommandLine.ParseResult parsed;
        try {
            parsed = commands.parseArgs(arguments);
            for (CommandLine.ParseResult at = parsed; at != null; at = at.hasSubcommand() ? at.subcommand() : null) {
                if (at.isUsageHelpRequested()) {
                    terminal.line(at.commandSpec().commandLine().getUsageMessage(Ansi.AUTO).stripTrailing());
                    terminal.flush();
                    return ExitCode.OK;
                }
                if (at.isVersionHelpRequested()) {
                    terminal.line(terminal.texts().get("cli.version", Message.of("common.console"), version()));
                    terminal.flush();
                    return ExitCode.OK;
                }
            }
            misplaced(parsed);
            int code = new CommandLine.RunLast().execute(parsed);
            terminal.flush();
            return code;
        } catch (CommandLine.ParameterException e) {
            return failures.handleParseException(e, arguments);
        } catch (CommandLine.ExecutionException e) {
            return failures.code(Objects.requireNonNullElse(e.getCause(), e));
        } catch (IOException e) {
            return failures.code(e);
        }
    }

    /** Options of the window that stand before a verb would count for nothing. */
    private static void misplaced(CommandLine.ParseResult parsed) {
        for (String option : WINDOW) {
            if (parsed.hasSubcommand() && parsed.hasMatchedOption(option)) {
                throw new CommandLine.ExecutionException(parsed.commandSpec().commandLine(), option,
                        new UsageException(Message.of("cli.beforeVerb", option)));
            }
        }
    }

    /** Version of the jar; a build folder has none. */
    public static String version() {
        return Objects.requireNonNullElse(ConsoleCli.class.getPackage().getImplementationVersion(), "dev");
    }

    /** Puts keys into words, in every command: picocli knows texts of options by key, those of commands only by name. */
    private static void word(CommandLine command, Texts texts) {
        CommandSpec spec = command.getCommandSpec();
        UsageMessageSpec usage = spec.usageMessage();
        String[] about = usage.description();
        if (about.length == 1) {
            usage.description(escape(texts.get(about[0])));
        }
        usage.synopsisHeading(texts.get("cli.help.usage") + " ");
        usage.synopsisSubcommandLabel(texts.get("cli.help.verb"));
        usage.parameterListHeading("%n" + texts.get("cli.help.parameters") + "%n");
        usage.optionListHeading("%n" + texts.get("cli.help.options") + "%n");
        usage.commandListHeading("%n" + texts.get("cli.help.commands") + "%n");
        usage.width(100);
        command.getSubcommands().values().forEach(inner -> word(inner, texts));
    }

    private static String escape(String text) {
        return text.replace("%", "%%");
    }
}
