package fr.touchweb.console.cli;

import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tw-console tour DIR [--all] [--page PAGE]}. */
@Command(name = "tour", description = "cli.about.tour")
final class TourCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final Frontend frontend;

    @Parameters(paramLabel = "DIR", descriptionKey = "cli.option.tourFolder")
    @Nullable
    private Path folder;

    @Option(names = "--all", descriptionKey = "cli.option.tourAll")
    private boolean all;

    @Option(names = "--page", paramLabel = "PAGE", descriptionKey = "cli.option.tourPage")
    @Nullable
    private String page;

    TourCommand(Terminal terminal, Frontend frontend) {
        this.terminal = terminal;
        this.frontend = frontend;
    }

    @Override
    public Integer call() throws Exception {
        return frontend.tour(terminal, Objects.requireNonNull(folder), new TourOptions(all, page));
    }
}
