package fr.touchweb.console.cli;

import java.time.ZoneId;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tw-console} without a verb: the window. */
@Command(name = "tw-console", description = "cli.about.root")
final class RootCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final Frontend frontend;

    @Mixin
    private final HelpOptions help = new HelpOptions();

    @Option(names = "--version", versionHelp = true, descriptionKey = "cli.option.version")
    private boolean version;

    @Option(names = "--demo", descriptionKey = "cli.option.demo")
    private boolean demo;

    @Option(names = "--fleet", paramLabel = "FILE", descriptionKey = "cli.option.fleet")
    @Nullable
    private String fleet;

    @Option(names = "--profile", paramLabel = "NAME", descriptionKey = "cli.option.profile")
    @Nullable
    private String profile;

    @Option(names = "--zone", paramLabel = "ZONE", descriptionKey = "cli.option.zone")
    @Nullable
    private ZoneId zone;

    @Option(names = "--open", paramLabel = "LINK", descriptionKey = "cli.option.open")
    @Nullable
    private String open;

    @Option(names = "--timing", descriptionKey = "cli.option.timing")
    private boolean timing;

    RootCommand(Terminal terminal, Frontend frontend) {
        this.terminal = terminal;
        this.frontend = frontend;
    }

    @Override
    public Integer call() throws Exception {
        WindowOptions window = new WindowOptions(demo, fleet, profile, zone, null, timing);
        return frontend.window(terminal, open == null ? window : window.opening(open));
    }
}
