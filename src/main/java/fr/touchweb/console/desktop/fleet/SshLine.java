package fr.touchweb.console.desktop.fleet;

import fr.touchweb.console.core.fleet.Fleet;
import fr.touchweb.console.core.fleet.Server;
import fr.touchweb.console.core.ssh.SshTarget;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The {@code ssh} command that a person would type for a server. */
final class SshLine {
    private SshLine() {}

    static List<String> argv(Fleet fleet, Server server) {
        SshTarget target = fleet.target(server);
        List<String> argv = new ArrayList<>(List.of("ssh"));
        if (!target.jump().isEmpty()) {
            argv.add("-J");
            argv.add(target.jump().stream().map(SshLine::hop).collect(Collectors.joining(",")));
        }
        if (target.port() != null) {
            argv.add("-p");
            argv.add(String.valueOf(target.port()));
        }
        argv.add("--");
        argv.add((target.user() == null ? "" : target.user() + "@") + target.host());
        return argv;
    }

    private static String hop(SshTarget target) {
        boolean address = target.host().indexOf(':') >= 0 && target.port() != null;
        String host = address ? "[" + target.host() + "]" : target.host();
        return (target.user() == null ? "" : target.user() + "@") + host
                + (target.port() == null ? "" : ":" + target.port());
    }
}
