package fr.touchweb.console.support;

import fr.touchweb.console.cli.ConsoleCli;
import fr.touchweb.console.cli.Frontend;
import fr.touchweb.console.cli.Services;
import fr.touchweb.console.cli.Terminal;
import fr.touchweb.console.cli.WindowOptions;
import fr.touchweb.console.core.assembly.ConsoleOptions;
import fr.touchweb.console.core.text.Language;
import fr.touchweb.console.core.text.Texts;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

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

    public static Said run(ConsoleOptions options, String... words) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Terminal terminal = new Terminal(new ByteArrayInputStream(new byte[0]), out,
                new PrintStream(err, true, StandardCharsets.UTF_8), new Texts(Language.ENGLISH));
        int code = new ConsoleCli(terminal, new Frontend() {
            @Override
            public int window(Terminal there, WindowOptions chosen) {
                throw new UnsupportedOperationException();
            }

            @Override
            public int tour(Terminal there, Path into, boolean all) {
                throw new UnsupportedOperationException();
            }
        }, new Services(terminal, options).groups(), words).run();
        return new Said(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
