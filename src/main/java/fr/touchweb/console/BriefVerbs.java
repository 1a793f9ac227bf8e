package fr.touchweb.console;

import fr.touchweb.console.cli.ConsoleCli;
import fr.touchweb.console.cli.ExitCode;
import fr.touchweb.console.cli.Frontend;
import fr.touchweb.console.cli.Services;
import fr.touchweb.console.cli.Terminal;
import fr.touchweb.console.core.text.Language;
import fr.touchweb.console.core.text.Texts;
import fr.touchweb.console.lab.Lab;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.List;

/** Verbs that people run by the hundred, once each on the lab's own files: what they load stands in the cache too. */
final class BriefVerbs {
    private static final String SERVER = "acme-web1";
    private static final String LOGS = "/var/log/";

    private BriefVerbs() {}

    /** @return whether each of them worked */
    static boolean run(Lab lab, Frontend frontend) {
        Terminal nowhere = new Terminal(InputStream.nullInputStream(), OutputStream.nullOutputStream(),
                new PrintStream(OutputStream.nullOutputStream()), new Texts(Language.ENGLISH));
        String access = log(lab, "apache2/access.log");
        String fleet = lab.fleetFile().toString();
        boolean worked = true;
        for (List<String> verb : List.of(List.of("logs", "search", "--count", "(?i)get .* 50[0-9]|html", access),
                List.of("logs", "search", "GET", access), List.of("logs", "parse", access),
                List.of("logs", "stats", "--json", access), List.of("logs", "slow", log(lab, "mysql/mariadb-slow.log")),
                List.of("logs", "merge", "--from", "1h", access, log(lab, "haproxy.log")),
                List.of("fleet", "check", fleet),
                List.of("whitelist", "check", "203.0.113.7", "--fleet", fleet))) {
            Services services = new Services(nowhere, lab.console());
            int code = new ConsoleCli(nowhere, frontend, services.groups()).run(verb.toArray(String[]::new));
            worked &= code == ExitCode.OK || code == ExitCode.FINDING;
        }
        return worked;
    }

    private static String log(Lab lab, String name) {
        return lab.root(SERVER).resolve((LOGS + name).substring(1)).toString();
    }
}
