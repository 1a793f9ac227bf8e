package fr.touchweb.console.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A real fail2ban with configuration, socket, database and one jail of its own; its action only writes a file. */
public final class TestFail2ban implements AutoCloseable {
    public static final String JAIL = "web";

    private final Path folder;
    private boolean stopped;

    private TestFail2ban(Path folder) {
        this.folder = folder;
    }

    public static TestFail2ban start(Path folder) throws Exception {
        RealPeer.require("fail2ban-server");
        TestFail2ban server = new TestFail2ban(folder);
        Path etc = Files.createDirectories(server.configuration());
        TestSshd.run("cp", "-r", "/etc/fail2ban/.", etc.toString());
        TestSshd.run("sh", "-c", "rm -f " + etc + "/jail.d/*");
        Files.writeString(etc.resolve("fail2ban.local"), """
                [Definition]
                loglevel = INFO
                logtarget = %1$s/fail2ban.log
                socket = %1$s/f2b.sock
                pidfile = %1$s/f2b.pid
                dbfile = %1$s/f2b.sqlite3
                """.formatted(folder));
        Files.writeString(etc.resolve("action.d/note.conf"), """
                [Definition]
                actionstart =
                actionstop =
                actioncheck =
                actionban = echo ban <ip> >> %1$s/acts
                actionunban = echo unban <ip> >> %1$s/acts
                """.formatted(folder));
        Files.writeString(etc.resolve("filter.d/shop.conf"), """
                [Definition]
                failregex = ^ login failed from <ADDR>$
                """);
        Files.writeString(etc.resolve("jail.local"), """
                [DEFAULT]
                ignoreip = 127.0.0.1/8
                [%s]
                enabled = true
                filter = shop
                banaction = note
                action = note
                backend = polling
                logpath = %s/shop.log
                maxretry = 3
                findtime = 600
                bantime = 3600
                """.formatted(JAIL, folder));
        Files.writeString(folder.resolve("shop.log"), "");
        server.run("start");
        return server;
    }

    public Path configuration() {
        return folder.resolve("etc");
    }

    public List<String> client() {
        return List.of(RealPeer.require("fail2ban-client").toString(), "-c", configuration().toString(), "-s",
                folder + "/f2b.sock", "-p", folder + "/f2b.pid");
    }

    public String run(String... words) throws Exception {
        List<String> argv = new ArrayList<>(client());
        argv.addAll(List.of(words));
        return TestSshd.run(argv.toArray(String[]::new));
    }

    /** Four failed logins, more than the jail takes. */
    public void fail(String address) throws IOException {
        fail(address, 4);
    }

    /** One more failed login, too few for a ban. */
    public void line(String address) throws IOException {
        fail(address, 1);
    }

    private void fail(String address, int times) throws IOException {
        String now = LocalDateTime.now().format(DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT));
        Files.writeString(folder.resolve("shop.log"), (now + " login failed from " + address + "\n").repeat(times),
                StandardOpenOption.APPEND);
    }

    public boolean bans(String address) throws Exception {
        return run("banned", address).contains("'" + JAIL + "'");
    }

    public boolean ignores(String address) throws Exception {
        return run("get", JAIL, "ignoreip").lines().anyMatch(line -> line.endsWith("- " + address));
    }

    public void reload() throws Exception {
        run("reload");
    }

    public String log() throws IOException {
        return Files.readString(folder.resolve("fail2ban.log"));
    }

    @Override
    public void close() throws Exception {
        if (!stopped) {
            stopped = true;
            run("stop");
        }
    }
}
