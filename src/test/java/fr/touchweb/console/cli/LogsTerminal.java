package fr.touchweb.console.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fr.touchweb.console.core.format.FormatCatalog;
import fr.touchweb.console.core.journal.CommandJournal;
import fr.touchweb.console.core.logs.KeptLogs;
import fr.touchweb.console.core.logs.LogSource;
import fr.touchweb.console.core.logs.bytes.IndexStore;
import fr.touchweb.console.core.logs.follow.Bookmarks;
import fr.touchweb.console.core.logs.follow.FollowTimes;
import fr.touchweb.console.core.policy.DigestPolicy;
import fr.touchweb.console.core.policy.Policies;
import fr.touchweb.console.core.ssh.LocalHost;
import fr.touchweb.console.core.ssh.RemoteHost;
import fr.touchweb.console.core.text.Language;
import fr.touchweb.console.core.text.Message;
import fr.touchweb.console.core.text.Texts;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** The verbs about logs on a terminal of the test: {@code web1} is this machine, with logs in the test's folder. */
final class LogsTerminal {
    private final Path folder;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private boolean closed;

    private final LogAccess access = new LogAccess() {
        @Override
        public List<LogSource> sources(CommonOptions options, String server) throws UsageException {
            if (!server.equals("web1")) {
                throw new UsageException(Message.of("cli.missing", server));
            }
            return List.of(new LogSource("web1", "access", folder + "/*access.log", null, true),
                    new LogSource("web1", "none", folder + "/none.log", null, false),
                    new LogSource("web1", "copied", folder + "/www-access.log", null, true,
                            new LogSource.Copy("manager", folder + "/copy.log", 60), LogSource.Vantage.LIVE));
        }

        @Override
        public RemoteHost host(CommonOptions options, String server) throws UsageException {
            if (!server.equals("manager")) {
                sources(options, server);
            }
            return new LocalHost(server, new CommandJournal(Clock.systemUTC()));
        }

        @Override
        public RemoteHost localHost(CommonOptions options) {
            return new LocalHost("local", new CommandJournal(Clock.systemUTC()));
        }

        @Override
        public FormatCatalog formats(CommonOptions options) throws IOException {
            return FormatCatalog.shipped(new Policies(folder).load("tw").formats());
        }

        @Override
        public DigestPolicy digests(CommonOptions options) throws IOException {
            return new Policies(folder).load("tw").digest();
        }

        @Override
        public int lineBytes(CommonOptions options) {
            return times(options).lineBytes();
        }

        @Override
        public Bookmarks marks(CommonOptions options) {
            return new Bookmarks(folder.resolve("places"), Duration.ofDays(1), 1 << 20, 64 << 10,
                    InstantSource.system());
        }

        @Override
        public KeptLogs kept(CommonOptions options) {
            return KeptLogs.in(folder, Duration.ofDays(1), InstantSource.system());
        }

        @Override
        public IndexStore indexes(CommonOptions options) {
            return new IndexStore(folder.resolve("indexes"), 1 << 20);
        }

        @Override
        public void close() {
            closed = true;
        }

        @Override
        public FollowTimes times(CommonOptions options) {
            return new FollowTimes(Duration.ofMillis(50), Duration.ofMillis(50), Duration.ofSeconds(5),
                    Duration.ofSeconds(5), Duration.ofSeconds(60),
                    Duration.ofSeconds(5), Duration.ofSeconds(60), Duration.ofSeconds(1), Duration.ofSeconds(30), 0,
                    4096, 1 << 20);
        }
    };

    LogsTerminal(Path folder) {
        this.folder = folder;
    }

    boolean closed() {
        return closed;
    }

    byte[] bytes() {
        return out.toByteArray();
    }

    String output() {
        return out.toString(StandardCharsets.UTF_8);
    }

    String errors() {
        return err.toString(StandardCharsets.UTF_8);
    }

    int run(String... arguments) {
        out.reset();
        err.reset();
        Terminal terminal = new Terminal(new ByteArrayInputStream("plain\n".getBytes(StandardCharsets.UTF_8)), out,
                new PrintStream(err, true, StandardCharsets.UTF_8), new Texts(Language.ENGLISH));
        Frontend none = new Frontend() {
            @Override
            public int window(Terminal t, WindowOptions demo) {
                return ExitCode.FINDING;
            }

            @Override
            public int tour(Terminal t, Path to, TourOptions options) {
                return ExitCode.FINDING;
            }
        };
        return new ConsoleCli(terminal, none, Map.of("logs", () -> LogsCommand.of(terminal, access)), arguments).run();
    }

    List<JsonNode> json() throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        List<JsonNode> nodes = new java.util.ArrayList<>();
        for (String line : out.toString(StandardCharsets.UTF_8).lines().toList()) {
            nodes.add(mapper.readTree(line));
        }
        return nodes;
    }
}
