package fr.touchweb.console;

import fr.touchweb.console.cli.ConsoleCli;
import fr.touchweb.console.cli.ExitCode;
import fr.touchweb.console.cli.Services;
import fr.touchweb.console.cli.Terminal;
import fr.touchweb.console.core.assembly.ConsoleOptions;
import fr.touchweb.console.core.ssh.SecretSource;
import fr.touchweb.console.core.ssh.hostkey.HostKeyAsker;
import fr.touchweb.console.core.text.Language;
import fr.touchweb.console.core.text.Texts;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Verbs about files that stand here, once each on small ones: a package trains the AOT cache of its command line with
 * them. All that a cache holds is loaded at each start, so neither the window nor connections are in this one: a verb that
 * connects waits for its server, not for classes.
 */
final class BriefVerbs {
    private static final String ACCESS = """
            203.0.113.7 - - [26/Nov/2026:10:00:00 +0100] "GET /fr/ HTTP/1.1" 200 5120 "-" "Mozilla/5.0 (X11; Linux x86_64)"
            203.0.113.8 - - [26/Nov/2026:10:00:01 +0100] "POST /panier HTTP/1.1" 503 312 "-" "curl/7.88.1"
            """;
    private static final String ERROR = """
            [Thu Nov 26 10:00:01.512000 2026] [proxy_fcgi:error] [pid 812] [client 203.0.113.8:51712] AH01071: Got error
            """;
    private static final String SLOW = """
            # Time: 2026-11-26T09:00:01.000000Z
            # User@Host: shop[shop] @ localhost []
            # Query_time: 4.2  Lock_time: 0.1  Rows_sent: 1  Rows_examined: 812000
            SELECT * FROM ps_orders WHERE reference = 'X';
            """;
    private static final String FLEET = """
            {"version": 1, "servers": [{"id": "web1", "host": "203.0.113.10", "user": "jdurand"}]}
            """;

    private BriefVerbs() {}

    /** @param arguments an empty folder for the files */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        String access = file(folder, "access.log", ACCESS);
        String error = file(folder, "error.log", ERROR);
        boolean worked = true;
        for (List<String> verb : List.of(List.of("logs", "search", "--count", "(?i)get .* 50[0-9]|panier", access),
                List.of("logs", "search", "GET", access), List.of("logs", "parse", access),
                List.of("logs", "stats", "--json", access),
                List.of("logs", "slow", file(folder, "slow.log", SLOW)),
                List.of("logs", "merge", "--from", "2026-11-26T09:00:00Z", access, error),
                List.of("fleet", "check", file(folder, "fleet.json", FLEET)))) {
            worked &= run(verb);
        }
        // as the verbs end, without what System.exit loads
        Runtime.getRuntime().halt(worked ? ExitCode.OK : ExitCode.FINDING);
    }

    private static boolean run(List<String> verb) {
        Terminal terminal = new Terminal(InputStream.nullInputStream(), OutputStream.nullOutputStream(),
                new PrintStream(OutputStream.nullOutputStream()), new Texts(Language.ENGLISH));
        ConsoleOptions options = ConsoleOptions.ofUser(System.getenv(), SecretSource.NONE, HostKeyAsker.NOBODY);
        int code = new ConsoleCli(terminal, new DesktopFrontend(), new Services(terminal, options).groups(),
                verb.toArray(String[]::new)).run();
        return code == ExitCode.OK || code == ExitCode.FINDING;
    }

    private static String file(Path folder, String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content).toString();
    }
}
