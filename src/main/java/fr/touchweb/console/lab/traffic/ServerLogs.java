package fr.touchweb.console.lab.traffic;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The logs of one server, where Debian puts them. */
final class ServerLogs implements AutoCloseable {
    final LogFile access;
    final LogFile webError;
    final LogFile haproxy;
    final LogFile fpm;
    final LogFile fpmSlow;
    final LogFile phpError;
    final LogFile sqlError;
    final LogFile sqlSlow;
    final LogFile syslog;
    final LogFile auth;
    final LogFile fail2ban;
    final LogFile schema;
    final LogFile app;
    final LogFile worker;
    private final List<LogFile> all;

    ServerLogs(Path root, Machine machine) {
        Path log = root.resolve("var/log");
        Path web = log.resolve(machine.nginx() ? "nginx" : "apache2");
        access = new LogFile(web.resolve("access.log"));
        webError = new LogFile(web.resolve("error.log"));
        haproxy = new LogFile(log.resolve("haproxy.log"));
        fpm = new LogFile(log.resolve("php" + machine.phpBranch() + "-fpm.log"));
        fpmSlow = new LogFile(log.resolve("php/www.slow"));
        phpError = new LogFile(log.resolve("php/error.log"));
        sqlError = new LogFile(log.resolve("mysql/error.log"));
        sqlSlow = new LogFile(log.resolve(machine.mariadb() ? "mysql/mariadb-slow.log" : "mysql/mysql-slow.log"));
        syslog = new LogFile(log.resolve("syslog"));
        auth = new LogFile(log.resolve("auth.log"));
        fail2ban = new LogFile(log.resolve("fail2ban.log"));
        schema = new LogFile(log.resolve("mysql/btws_integrity.log"));
        app = new LogFile(log.resolve("php/app.log"));
        worker = new LogFile(log.resolve("php/worker.json"));
        all = List.of(access, webError, haproxy, fpm, fpmSlow, phpError, sqlError, sqlSlow, syslog, auth, fail2ban,
                schema, app, worker);
    }

    List<LogFile> all() {
        return all;
    }

    void flush() throws IOException {
        for (LogFile file : all) {
            file.flush();
        }
    }

    @Override
    public void close() throws IOException {
        for (LogFile file : all) {
            file.close();
        }
    }
}
