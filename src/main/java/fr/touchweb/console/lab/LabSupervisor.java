package fr.touchweb.console.lab;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fr.touchweb.console.core.whitelist.Scope;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The reference supervisor at work on one fictional server: requests by file are taken from its api folder. All of the lab
 * belongs to the account that runs it, so that account is the one with rights here.
 */
final class LabSupervisor implements AutoCloseable {
    /** Server whose phpMyAdmin list is changed by files. */
    static final String SERVER = "acme-pp";
    /** Its door. */
    static final Scope SCOPE = Scope.PMA;
    private static final String SITE = "/home/www/acme";
    /** Where requests are left. */
    static final String API = SITE + "/tw_supervisor/api";

    private static final String RESET = "reset-rights";
    private static final String SBIN = "/usr/local/sbin/";
    private static final int PATIENCE_SECONDS = 5;

    private final Process process;

    private LabSupervisor(Process process) {
        this.process = process;
    }

    /** Starts it; empty on a machine without Python, where requests then lie as on a server without a supervisor. */
    static Optional<LabSupervisor> start(ServerRoot root) throws IOException {
        Path api = Files.createDirectories(root.at(API));
        Path python = HostPrograms.find("python3").orElse(null);
        if (python == null || !placed(root, "tw-supervisor") || !placed(root, RESET)) {
            return Optional.empty();
        }
        Path config = Files.write(root.at("/etc/tw-supervisor.json"), config(root, api, python));
        return Optional.of(new LabSupervisor(new ProcessBuilder(python.toString(), "-B",
                root.at(SBIN + "tw-supervisor").toString(), config.toString()).redirectErrorStream(true)
                .redirectOutput(root.at("/var/log/tw-supervisor.log").toFile()).start()));
    }

    private static boolean placed(ServerRoot root, String program) throws IOException {
        try (InputStream script = LabSupervisor.class.getResourceAsStream("/server/" + program)) {
            if (script != null) {
                Files.write(root.at(SBIN + program), script.readAllBytes());
            }
            return script != null;
        }
    }

    private static byte[] config(ServerRoot root, Path api, Path python) throws IOException {
        JsonMapper mapper = new JsonMapper();
        ObjectNode all = mapper.createObjectNode().put("version", 1).put("store",
                root.at(LabWhitelists.FOLDER).toString()).put("interval", 1);
        ObjectNode folder = all.putArray("folders").addObject().put("api", api.toString()).put("scope", SCOPE.id())
                .put("maxDays", 30).put("budget", 64).put("reservedAllowed", true);
        folder.putObject("rights").putArray(System.getProperty("user.name", "")).add("unban").add("whitelist-add")
                .add("whitelist-remove").add("reset_rights");
        String list = root.at(LabWhitelists.path(SCOPE)).toString();
        ObjectNode file = folder.putObject("list").put("file", list).put("line", "{}");
        List.of("cp", list, root.at(LabWhitelists.live(SCOPE)).toString()).forEach(file.putArray("reload")::add);
        List.of(root.at("/" + ServerRoot.SCRIPTS + "/fail2ban-client").toString(), "unban", "{}")
                .forEach(folder.putArray("unban")::add);
        Path site = root.at(SITE);
        List.of(python.toString(), "-B", root.at(SBIN + RESET).toString(), "--group",
                Files.readAttributes(site, PosixFileAttributes.class).group().getName(), site.toString())
                .forEach(folder.putArray("reset_rights")::add);
        return mapper.writerWithDefaultPrettyPrinter().writeValueAsBytes(all);
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
