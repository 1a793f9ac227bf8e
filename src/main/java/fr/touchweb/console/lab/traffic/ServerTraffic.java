package fr.touchweb.console.lab.traffic;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** The visitors of one server, request by request, and what each leaves in its logs. One thread at a time. */
final class ServerTraffic implements AutoCloseable {
    private static final Duration BACKEND_LIMIT = Duration.ofSeconds(10);
    private static final Duration PROFILE_EVERY = Duration.ofMinutes(5);

    private final Machine machine;
    private final TrafficPlan plan;
    private final Random random;
    private final Visitors visitors;
    private final ServerLogs logs;
    private final Lines lines;
    private final Agenda agenda = new Agenda();
    private final Incidents incidents;
    private final int haproxyPid;
    private volatile double pace;
    private @Nullable ProfilerFolder profiler;

    ServerTraffic(Machine machine, TrafficPlan plan, Path root, Instant start) {
        this.machine = machine;
        this.plan = plan;
        random = new Random(plan.seed() * 31 + machine.name().hashCode());
        visitors = new Visitors(random);
        logs = new ServerLogs(root, machine);
        lines = new Lines(machine.zone(), machine.name(), machine.isoSyslog());
        haproxyPid = 700 + random.nextInt(300);
        pace = plan.pace();
        incidents = new Incidents(machine, random, agenda, logs, lines);
        Instant past = start.minus(plan.history());
        agenda.at(past, this::boot);
        agenda.at(past, this::arrive);
        if (machine.profiled()) {
            profiler = new ProfilerFolder(root.resolve("var/log/php/profiler"), machine.client(), random);
            agenda.at(past, this::profile);
        }
        if (plan.incidents()) {
            incidents.plan(past);
            if (machine.requestsPerSecond() >= 2) {
                new Breakdowns(machine, random, agenda, logs, lines, visitors).plan(past);
            }
        }
        agenda.at(start.plus(plan.firstRotation()), this::rotate);
        if (plan.history().toMinutes() >= 10) {
            agenda.at(start.minus(plan.history().dividedBy(2)), at -> turnOver(at));
        }
    }

    /** Writes everything that happened until an instant. */
    void advance(Instant to) throws IOException {
        agenda.advance(to);
        logs.flush();
    }

    void pace(double value) {
        pace = value;
    }

    long lines() {
        return logs.all().stream().mapToLong(LogFile::lines).sum();
    }

    private void boot(Instant at) throws IOException {
        for (LogFile log : logs.all()) {
            log.reopen();
        }
        logs.fpm.add(lines.fpm(at, "NOTICE", "fpm is running, pid 611"));
        logs.fpm.add(lines.fpm(at, "NOTICE", "ready to handle connections"));
        String ready = "/usr/sbin/mysqld: ready for connections.";
        logs.sqlError.add(machine.mariadb()
                ? lines.mariadbError(at, 0, "Note", ready)
                : lines.mysqlError(at, 0, "Note", ready));
        logs.schema.add(lines.schema(at, machine.client(), "snapshot: 283 tables, no change since the last one"));
        logs.app.add(lines.monolog(at, "app", "INFO", "Cache warmed", ""));
        logs.worker.add(lines.json(at, "info", "worker started", "\"pid\":911"));
        logs.fail2ban.add(lines.fail2ban(at, "server", 640, "INFO", "Starting Fail2ban"));
        logs.syslog.add(lines.syslog(at, "systemd", 1, "Started haproxy.service - HAProxy Load Balancer."));
    }

    private void arrive(Instant at) {
        request(at);
        double rate = Math.max(0.01, machine.requestsPerSecond() * pace);
        // Nobody comes at an even pace: exponential gaps, with a slow swell over a few minutes.
        double swell = 1 + 0.35 * Math.sin(at.getEpochSecond() / 95.0);
        long nanos = (long) (-Math.log(1 - random.nextDouble()) / (rate * swell) * 1_000_000_000L);
        agenda.at(at.plusNanos(Math.max(1_000, nanos)), this::arrive);
    }

    /** Somebody looks for what is slow, with xdebug's cookie. */
    private void profile(Instant at) throws IOException {
        if (profiler != null) {
            profiler.write(30_000 + random.nextInt(9_000));
            agenda.at(at.plus(PROFILE_EVERY), this::profile);
        }
    }

    private void request(Instant at) {
        int kind = random.nextInt(1_000);
        if (kind < 520) {
            asset(at);
        } else if (kind < 945) {
            page(at);
        } else if (kind < 970) {
            redirects(at);
        } else if (kind < 985) {
            probe(at);
        } else if (kind < 990) {
            preconnect(at);
        } else {
            house(at);
        }
    }

    private void asset(Instant at) {
        boolean known = random.nextInt(5) == 0;
        exchange(at, visitors.client(), "GET", visitors.asset(), known ? 304 : 200,
                known ? 0 : 900 + random.nextInt(90_000), 1 + random.nextInt(7),
                "https://" + machine.domain() + "/fr/");
    }

    private void page(Instant at) {
        double usual = 60 + Math.exp(random.nextGaussian() * 0.7 + 4.6);
        double millis = incidents.slowed(at) ? usual * 8 + 2_500 + random.nextInt(9_000) : usual;
        String path = visitors.page();
        String client = visitors.client();
        if (millis >= BACKEND_LIMIT.toMillis()) {
            incidents.backendTimeout(at, client, visitors.port(), path, BACKEND_LIMIT, haproxyPid, route(true));
            incidents.slowTrace(at.plusSeconds(3), path);
            return;
        }
        if (millis > 3_000) {
            incidents.slowTrace(at.plusSeconds(3), path);
            incidents.slowQuery(at.plusMillis((long) millis - 200), millis / 1_000 - 1);
        }
        boolean broken = incidents.failing(at) && random.nextInt(3) == 0;
        if (broken) {
            incidents.fatal(at.plusMillis(80), client, path);
        }
        boolean order = path.equals("/fr/commande");
        exchange(at, client, order ? "POST" : "GET", path, broken ? 500 : order ? 302 : 200,
                broken ? 1_204 : order ? 0 : 14_000 + random.nextInt(60_000), (long) millis,
                random.nextBoolean() ? "-" : "https://" + machine.domain() + "/fr/");
    }

    /** The chain that the guide speaks of: http, then the bare domain, then the old address of a page. */
    private void redirects(Instant at) {
        String client = visitors.client();
        int port = visitors.port();
        String old = "/ancienne-boutique/" + (1 + random.nextInt(90)) + ".html";
        proxy(at.plusMillis(1), client, port, at, "http http/<NOSRV>", "0/-1/-1/-1/0", 301, 121, "LR--", old, "GET",
                visitors.agent());
        exchange(at.plusMillis(60), client, "GET", old, 301, 324, 3, "-");
        exchange(at.plusMillis(140), client, "GET", "/fr/" + old.substring(19), 301, 0, 290 + random.nextInt(80), "-");
        exchange(at.plusMillis(520), client, "GET", "/fr/12-chaussures", 200, 48_211, 180 + random.nextInt(90), "-");
    }

    private void probe(Instant at) {
        String client = visitors.client();
        String path = visitors.probe();
        exchange(at, client, "GET", path, path.startsWith("/.") ? 403 : 404, 196, 2, "-");
        if (machine.nginx()) {
            agenda.at(at.plusMillis(2), end -> logs.webError.add(lines.nginxError(end, "error", 812,
                    10_000 + random.nextInt(90_000), "open() \"/home/www/" + machine.client() + path
                            + "\" failed (2: No such file or directory)",
                    client, machine.domain(), "GET " + path + " HTTP/1.1", "")));
        } else if (path.startsWith("/.")) {
            agenda.at(at.plusMillis(2), end -> logs.webError.add(lines.apacheError(end, "authz_core", "error", 2_114,
                    client, visitors.port(), "AH01630: client denied by server configuration: /home/www/"
                            + machine.client() + path)));
        }
    }

    /** A browser that connects ahead and then asks nothing: no fault of the site. */
    private void preconnect(Instant at) {
        String client = visitors.client();
        int port = visitors.port();
        agenda.at(at.plusSeconds(5), end -> logs.haproxy.add(lines.haproxyHttp(end, haproxyPid, client, port, at,
                "https~ https/<NOSRV>", "-1/-1/-1/-1/5001", 408, 212, "cR--", "12/9/0/0/0", null, "<BADREQ>")));
    }

    /** What a server does for itself. */
    private void house(Instant at) {
        switch (random.nextInt(7)) {
            case 0 -> logs.syslog.add(lines.syslog(at, "CRON", 20_000 + random.nextInt(9_000),
                    "(www-data) CMD (php /home/www/" + machine.client() + "/bin/console cron:run)"));
            case 1 -> logs.auth.add(lines.syslog(at, "sshd", 20_000 + random.nextInt(9_000),
                    "Accepted publickey for klenoir from 198.51.100.14 port " + visitors.port()
                            + " ssh2: ED25519 SHA256:mHqkP0kQ4Yq9H1m9vXcZlabDEMOkeyFiction000000"));
            case 2 -> logs.syslog.add(lines.syslog(at, "systemd", 1,
                    "logrotate.service: Deactivated successfully."));
            case 3 -> logs.app.add(lines.monolog(at, "order", "INFO", "Order paid",
                    "{\"order\":" + (80_000 + random.nextInt(9_000)) + ",\"carrier\":\"relais\"}"));
            case 4 -> logs.worker.add(lines.json(at, "info", "stock of the supplier read", "\"job\":"
                    + (4_000 + random.nextInt(900)) + ",\"duration\":" + (200 + random.nextInt(700)) / 1_000.0));
            case 5 -> {
                int port = visitors.port();
                long millis = 20 + random.nextInt(9_000);
                agenda.at(at.plusMillis(millis), end -> logs.haproxy.add(lines.haproxyTcp(end, haproxyPid, "192.0.2.10",
                        port, at, "sql sql/db1", "1/0/" + millis, 900 + random.nextInt(90_000), "--", "9/4/3/3/0")));
            }
            default -> {
                String note = "Aborted connection " + (100 + random.nextInt(900)) + " to db: '" + machine.client()
                        + "' user: 'shop' host: 'localhost' (Got timeout reading communication packets)";
                logs.sqlError.add(machine.mariadb()
                        ? lines.mariadbError(at, 40 + random.nextInt(60), "Warning", note)
                        : lines.mysqlError(at, 40 + random.nextInt(60), "Note", note));
            }
        }
    }

    /** A request through HAProxy to the web server: two lines, both written at its end. */
    private void exchange(Instant start, String client, String method, String path, int status, long bytes,
            long millis, String referer) {
        int port = visitors.port();
        String agent = visitors.agent();
        Instant end = start.plusMillis(millis);
        agenda.at(end, at -> logs.access.add(lines.access(client, machine.nginx() ? at : start,
                method + " " + path + " HTTP/1.1", status, bytes, referer, agent)));
        proxy(end.plusMillis(1), client, port, start, route(false),
                "0/0/1/" + Math.max(0, millis - 1) + "/" + (millis + 1), status, bytes + 310, "----", path, method,
                agent);
    }

    private void proxy(Instant end, String client, int port, Instant start, String route, String timers, int status,
            long bytes, String flags, String path, String method, String agent) {
        int busy = 3 + random.nextInt(20);
        agenda.at(end, at -> logs.haproxy.add(lines.haproxyHttp(at, haproxyPid, client, port, start, route, timers,
                status, bytes, flags, busy + "/" + busy + "/" + busy / 2 + "/" + busy / 2 + "/0",
                agent, method + " " + path + " HTTP/1.1")));
    }

    private String route(boolean slow) {
        return "https~ " + machine.client() + "/" + (slow || random.nextInt(4) > 0 ? "web1" : "web2");
    }

    String name() {
        return machine.name();
    }

    /** A request that somebody really made: in the logs at once. */
    void served(Served one) throws IOException {
        Instant end = one.start().plusMillis(one.millis());
        if (!one.byProxy()) {
            logs.access.add(lines.access(one.client(), machine.nginx() ? end : one.start(), one.request(), one.status(),
                    one.bytes(), one.referer() == null ? "-" : one.referer(),
                    one.agent() == null ? "-" : one.agent()));
        }
        if (one.throughProxy()) {
            String frontend = one.tls() ? "https~ " : "http ";
            String route = one.byProxy() ? frontend.replace("~", "").strip() + "/<NOSRV>" : machine.client() + "/web1";
            String timers = one.byProxy()
                    ? "0/-1/-1/-1/" + one.millis()
                    : "0/0/0/" + one.millis() + "/" + one.millis();
            logs.haproxy.add(lines.haproxyHttp(end, haproxyPid, one.client(), one.port(), one.start(),
                    frontend + route, timers, one.status(), one.bytes() + 210, flags(one),
                    "1/1/0/0/0", one.agent(), one.request()));
        }
        logs.flush();
    }

    /** How HAProxy ended it: by a redirect of its own, by a rule that keeps somebody out, or as usual. */
    private static String flags(Served one) {
        return !one.byProxy() ? "----" : one.status() == 408 ? "PR--" : "LR--";
    }

    private void rotate(Instant at) throws IOException {
        turnOver(at);
        agenda.at(at.plus(plan.rotateEvery()), this::rotate);
    }

    /** logrotate renames all logs first; each daemon reopens its own a moment later. */
    private void turnOver(Instant at) throws IOException {
        Instant reopen = at.plus(plan.reopenLag());
        for (LogFile log : logs.all()) {
            log.rename();
            agenda.at(reopen, moment -> log.reopen());
            reopen = reopen.plusMillis(20);
        }
    }

    @Override
    public void close() throws IOException {
        logs.close();
    }
}
