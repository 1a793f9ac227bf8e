package fr.touchweb.console.cli;

import fr.touchweb.console.core.text.Texts;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** A manual page (man(7)) of the commands as they are: what is told here is what the parser takes. */
final class ManualPage {
    private final Texts texts;
    private final StringBuilder page = new StringBuilder();

    ManualPage(Texts texts) {
        this.texts = texts;
    }

    String of(CommandSpec root, String version) {
        String name = root.name();
        macro("TH", name.toUpperCase(Locale.ROOT), "1", "", texts.get("common.console") + " " + version, "");
        section("cli.manual.name");
        page.append(escape(name)).append(" \\- ").append(escape(about(root))).append('\n');
        section("cli.manual.use");
        for (String use : List.of("[OPTIONS]", texts.get("cli.help.verb") + " [OPTIONS]")) {
            page.append(".B ").append(escape(name)).append("\n.RI ").append(quote(use)).append("\n.br\n");
        }
        section("cli.manual.options");
        root.options().stream().filter(option -> !option.hidden()).forEach(this::option);
        section("cli.manual.verbs");
        root.subcommands().values().forEach(verb -> verb(name, verb.getCommandSpec(), root));
        section("cli.manual.exit");
        for (String line : texts.get("cli.manual.exitCodes").split("\n")) {
            page.append(".br\n").append(escape(line)).append('\n');
        }
        section("cli.manual.files");
        for (String line : texts.get("cli.manual.filesText").split("\n")) {
            page.append(".br\n").append(escape(line)).append('\n');
        }
        return page.toString();
    }

    private void verb(String before, CommandSpec spec, CommandSpec root) {
        String name = before + " " + spec.name();
        if (spec.subcommands().isEmpty()) {
            macro("SS", (name + " " + spec.positionalParameters().stream().map(ArgSpec::paramLabel)
                    .collect(Collectors.joining(" "))).strip());
            page.append(escape(about(spec))).append('\n');
            spec.options().stream().filter(option -> !option.hidden() && common(root, option)).forEach(this::option);
        }
        spec.subcommands().values().stream().map(CommandLine::getCommandSpec)
                .forEach(inner -> verb(name, inner, root));
    }

    /** Options that every verb shares are told once. */
    private static boolean common(CommandSpec root, OptionSpec option) {
        return root.options().stream().noneMatch(known -> known.longestName().equals(option.longestName()));
    }

    private void option(OptionSpec option) {
        page.append(".TP\n.B ")
                .append(Stream.of(option.names()).map(ManualPage::escape).collect(Collectors.joining(", ")))
                .append(option.typeInfo().isBoolean() ? "" : " " + escape(option.paramLabel())).append('\n')
                .append(escape(String.join(" ", option.description()).replace("%%", "%"))).append('\n');
    }

    private static String about(CommandSpec spec) {
        return String.join(" ", spec.usageMessage().description()).replace("%%", "%");
    }

    private void section(String key) {
        macro("SH", texts.get(key).toUpperCase(texts.locale()));
    }

    private void macro(String name, String... arguments) {
        page.append('.').append(name);
        for (String argument : arguments) {
            page.append(' ').append(quote(argument));
        }
        page.append('\n');
    }

    private static String quote(String text) {
        return '"' + escape(text).replace("\"", "\\(dq") + '"';
    }

    /** A line of text that troff takes for nothing else. */
    private static String escape(String text) {
        String plain = text.replace("\\", "\\e").replace("-", "\\-");
        return plain.startsWith(".") || plain.startsWith("'") ? "\\&" + plain : plain;
    }
}
