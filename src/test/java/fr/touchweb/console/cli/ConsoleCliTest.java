package fr.touchweb.console.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.store.DocumentException;
import fr.touchweb.console.core.text.Language;
import fr.touchweb.console.core.text.Message;
import fr.touchweb.console.core.text.Texts;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

class ConsoleCliTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private String opened = "";

    private final Frontend frontend = new Frontend() {
        @Override
        public int window(Terminal terminal, WindowOptions options) {
            opened = (options.demo() ? "demo" : "window") + String.join(",", options.ignored())
                    + Objects.requireNonNullElse(options.fleet(), "")
                    + Objects.requireNonNullElse(options.link(), "") + (options.timing() ? " timed" : "");
            return ExitCode.OK;
        }

        @Override
        public int tour(Terminal terminal, Path folder, TourOptions options) {
            opened = "tour " + folder + (options.all() ? " all" : "")
                    + (options.page() == null ? "" : " " + options.page());
            return ExitCode.OK;
        }
    };

    @Command(name = "try", description = "cli.about.root")
    static final class Verbs {
        private final Terminal terminal;

        Verbs(Terminal terminal) {
            this.terminal = terminal;
        }

        @Command(name = "fail", description = "cli.about.root")
        int fail(@Mixin CommonOptions options, @Parameters(paramLabel = "KIND") String kind) throws Exception {
            switch (kind) {
                case "remote" -> throw new RemoteException(RemoteException.Kind.LOST, Message.of("cli.fault"), null);
                case "document" -> throw new DocumentException("fleet.json", "servers", 3, Message.of("store.empty"));
                case "usage" -> throw new UsageException(Message.of("cli.missing", "X"));
                case "file" -> throw new NoSuchFileException("/nowhere");
                case "interrupt" -> throw new InterruptedException();
                case "bug" -> throw new IllegalStateException("broken on purpose");
                case "no" -> {
                    return ExitCode.FINDING;
                }
                default -> {
                    new JsonLines(terminal).write(g -> {
                        g.writeStringField("time", JsonLines.time(Instant.EPOCH));
                        g.writeStringField("word", "é\n" + (options.fleet() == null ? "" : options.fleet()));
                    });
                    return ExitCode.OK;
                }
            }
        }
    }

    private int run(Language language, OutputStream to, String... arguments) {
        Terminal terminal = new Terminal(new ByteArrayInputStream(new byte[0]), to,
                new PrintStream(err, true, StandardCharsets.UTF_8), new Texts(language));
        return new ConsoleCli(terminal, frontend, Map.of("try", () -> new Verbs(terminal)), arguments).run();
    }

    private int run(String... arguments) {
        out.reset();
        err.reset();
        return run(Language.FRENCH, out, arguments);
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    @Test
    void theWindowTakesTheOptionsOfEveryVerb() {
        assertEquals(0, run("--fleet", "x.json", "--profile", "tw", "--zone", "UTC"));
        assertEquals("windowx.json", opened);
        assertEquals(0, run("--demo", "--fleet", "x.json", "--zone", "UTC"));
        assertEquals("demo--fleetx.json", opened);
        assertEquals(2, run("--fleet", "x.json", "try", "fail", "ok"));
        assertTrue(err().contains("--fleet"), err());
    }

    @Test
    void whatTheSystemHandsOverIsALinkOrAFleet() {
        assertEquals(0, run("--timing", "--open", "tw-console://web1/var/log/a%20b.log@12"));
        assertEquals("windowtw-console://web1/var/log/a%20b.log@12 timed", opened);
        assertEquals(0, run("--open", "/home/j/acme.fleet.json"));
        assertEquals("window/home/j/acme.fleet.json", opened);
        assertEquals(0, run("--open", "file:///home/j/acme%20sarl.fleet.json"));
        assertEquals("window/home/j/acme sarl.fleet.json", opened);
        opened = "";
        for (String none : List.of("tw-console://web1", "tw-console:///var/log/a@1", "tw-console://web1/a@x",
                "tw-console://web1/a@1?run=rm", "tw-console://web1/a b@1", "file://elsewhere/x")) {
            assertEquals(2, run("--open", none), none);
            assertTrue(err().contains(none), err());
        }
        assertEquals("", opened);
    }

    @Test
    void exitCodes() {
        assertEquals(0, run("try", "fail", "ok"));
        assertEquals(1, run("try", "fail", "no"));
        assertEquals(2, run("try", "fail", "document"));
        assertEquals("tw-console\u00a0: fleet.json, ligne 3, servers\u00a0: le document est vide\n", err());
        assertEquals(2, run("try", "fail", "usage"));
        assertEquals(2, run("try", "fail", "file"));
        assertTrue(err().contains("/nowhere"));
        assertEquals(3, run("try", "fail", "remote"));
        assertEquals(130, run("try", "fail", "interrupt"));
        assertEquals(2, run("try", "fail", "bug"));
        assertTrue(err().contains("broken on purpose"));
        assertEquals("", out());
    }

    @Test
    void wrongUse() {
        assertEquals(2, run("try", "fail"));
        assertEquals("tw-console\u00a0: il manque KIND\nAide\u00a0: tw-console try fail --help\n", err());
        assertEquals(2, run("try"));
        assertEquals(2, run("nothing"));
        assertTrue(err().contains("nothing"));
        assertEquals(2, run("try", "fail", "ok", "--zone", "Mars/Olympus"));
        assertTrue(err().contains("«\u00a0Mars/Olympus\u00a0»"), err());
        assertEquals(2, run("--lang", "de"));
        assertEquals("", out());
    }

    @Test
    void jsonLines() {
        assertEquals(0, run("try", "fail", "ok", "--json", "--fleet", "x"));
        assertEquals("{\"time\":\"1970-01-01T00:00:00Z\",\"word\":\"é\\nx\"}\n", out());
    }

    @Test
    void completionAndManualKnowEveryVerbAndOption() {
        assertEquals(0, run("completion"));
        assertTrue(out().contains("complete -F _complete_tw-console") && out().contains("--timing"), out());
        assertEquals(0, run("manual"));
        String page = out();
        for (String told : List.of(".TH \"TW\\-CONSOLE\"", ".SS \"tw\\-console try fail KIND\"",
                ".SS \"tw\\-console tour DIR\"", ".B \\-\\-open LINK", ".SH \"CODES DE SORTIE\"")) {
            assertTrue(page.contains(told), told + " in " + page);
        }
    }

    @Test
    void withoutAVerbTheWindowOpens() {
        assertEquals(0, run());
        assertEquals("window", opened);
        assertEquals(0, run("--demo"));
        assertEquals("demo", opened);
    }

    @Test
    void helpIsInTheLanguageAskedFor() {
        assertEquals(0, run("--help"));
        assertTrue(out().startsWith("Usage\u00a0: tw-console"), out());
        assertTrue(out().contains("Verbes\u00a0:"), out());
        List<String> words = List.of(out().split("\\s+"));
        assertTrue(words.containsAll(List.of(new Texts(Language.FRENCH).get("cli.option.fleet").split(" "))), out());
        out.reset();
        assertEquals(0, run(Language.ENGLISH, out, "try", "fail", "--help"));
        assertTrue(out().startsWith("Usage: tw-console try fail"), out());
        assertTrue(out().contains("One JSON object per line"), out());
        assertTrue(out().contains("--lang"), out());
        assertEquals(Language.ENGLISH, ConsoleCli.language("--demo", "--lang", "en"));
        assertEquals(Language.FRENCH, ConsoleCli.language("--lang=fr"));
        assertEquals(Language.ofSystem(), ConsoleCli.language("--", "--lang=fr"));
        assertEquals(0, run("--version"));
        assertTrue(out().startsWith("Console TW "), out());
    }

    @Test
    void aReaderThatLeftEndsTheCommandQuietly() {
        OutputStream closed = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("Broken pipe");
            }
        };
        assertEquals(0, run(Language.FRENCH, closed, "try", "fail", "ok"));
        assertEquals("", err());
    }
}
