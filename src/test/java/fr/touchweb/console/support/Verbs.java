package fr.touchweb.console.support;

import fr.touchweb.console.cli.ConsoleCli;
import fr.touchweb.console.cli.Frontend;
import fr.touchweb.console.cli.Services;
import fr.touchweb.console.cli.Terminal;
import fr.touchweb.console.cli.TerminalHostKeys;
import fr.touchweb.console.cli.TourOptions;
import fr.touchweb.console.cli.WindowOptions;
import fr.touchweb.console.core.assembly.ConsoleOptions;
import fr.touchweb.console.core.text.Language;
import fr.touchweb.console.core.text.Texts;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The whole command line as a person runs it, without a window. */
public final class Verbs {
    private Verbs() {}

    /** What a verb ended with and said. */
    public record Said(int code, String out, String err) {
        /** Both streams, data first. */
        public String text() {
            return out + err;
        }
    }

    /** Of a script: nobody sits at a terminal. */
    public static Said run(ConsoleOptions options, String... words) {
        return run(options, new ByteArrayInputStream(new byte[0]), null, words);
    }

    /** Of a person at a terminal, who reads standard error and types these lines. */
    public static Said typed(ConsoleOptions options, List<String> lines, String... words) {
        InputStream keys = new ByteArrayInputStream(
                lines.stream().map(line -> line + "\n").collect(Collectors.joining()).getBytes(StandardCharsets.UTF_8));
        StringBuilder read = new StringBuilder();
        Said said = run(options, keys, new TerminalHostKeys.Lines() {
            @Override
            public void say(String text) {
                read.append(text).append('\n');
            }

            @Override
            public @Nullable String ask(String question) {
                read.append(question);
                StringBuilder line = new StringBuilder();
                try {
                    for (int at = keys.read(); at != '\n'; at = keys.read()) {
                        if (at < 0) {
                            return null;
                        }
                        line.append((char) at);
                    }
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                return line.toString();
            }
        }, words);
        return new Said(said.code(), said.out(), read + said.err());
    }

    private static Said run(ConsoleOptions options, InputStream in, TerminalHostKeys.@Nullable Lines person,
            String... words) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Terminal terminal = new Terminal(in, out, new PrintStream(err, true, StandardCharsets.UTF_8),
                new Texts(Language.ENGLISH));
        int code = new ConsoleCli(terminal, new Frontend() {
            @Override
            public int window(Terminal there, WindowOptions chosen) {
                throw new UnsupportedOperationException();
            }

            @Override
            public int tour(Terminal there, Path into, TourOptions options) {
                throw new UnsupportedOperationException();
            }
        }, new Services(terminal, options, person).groups(), words).run();
        return new Said(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
