package fr.touchweb.console.lab.traffic;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;

/**
 * What goes wrong on a server, in turns of six minutes: a slow backend with its 504s, a brute force that ends in a ban
 * seen as 408s, a pool without free children, a faulty release. The preproductions are spared.
 */
final class Incidents {
    private static final Duration TURN = Duration.ofMinutes(6);
    private static final String AGENT = "Mozilla/5.0 (X11; Linux x86_64; rv:144.0) Gecko/20100101 Firefox/144.0";

    private final Machine machine;
    private final Random random;
    private final Agenda agenda;
    private final ServerLogs logs;
    private final Lines lines;
    private Instant slowUntil = Instant.MIN;
    private Instant failingUntil = Instant.MIN;

    Incidents(Machine machine, Random random, Agenda agenda, ServerLogs logs, Lines lines) {
        this.machine = machine;
        this.random = random;
        this.agenda = agenda;
        this.logs = logs;
        this.lines = lines;
    }

    void plan(Instant turn) {
        if (machine.requestsPerSecond() >= 2) {
            agenda.at(turn.plusSeconds(45), at -> slowUntil = at.plusSeconds(22));
            agenda.at(turn.plusSeconds(120), this::bruteForce);
            agenda.at(turn.plusSeconds(205), this::poolFull);
            agenda.at(turn.plusSeconds(275), at -> failingUntil = at.plusSeconds(14));
        }
        agenda.at(turn.plus(TURN), this::plan);
    }

    boolean slowed(Instant at) {
        return at.isBefore(slowUntil);
    }

    boolean failing(Instant at) {
        return at.isBefore(failingUntil);
    }

    /** The backend sends no headers within the proxy's limit: {@code sH}, 504. */
    void backendTimeout(Instant start, String client, int port, String path, Duration limit, int pid, String route) {
        long millis = limit.toMillis();
        agenda.at(start.plus(limit), at -> {
            logs.haproxy.add(lines.haproxyHttp(at, pid, client, port, start, route, "0/0/1/-1/" + (millis + 1), 504,
                    198, "sH--", "24/24/18/17/0", AGENT, "GET " + path + " HTTP/1.1"));
            if (machine.nginx()) {
                logs.webError.add(lines.nginxError(at, "error", 812, 10_000 + random.nextInt(90_000),
                        "upstream prematurely closed connection while reading response header from upstream", client,
                        machine.domain(), "GET " + path + " HTTP/1.1",
                        "fastcgi://unix:/run/php/php" + machine.phpBranch() + "-fpm.sock:"));
            } else {
                logs.webError.add(lines.apacheError(at, "proxy_fcgi", "error", 2_114, client, port,
                        "AH01075: Error dispatching request to : (reading input brigade)"));
            }
        });
    }

    /** The dump of a script that runs longer than three seconds, in the slow log and the pool's own. */
    void slowTrace(Instant at, String path) {
        int pid = 4_000 + random.nextInt(60);
        String root = "/home/www/" + machine.client();
        agenda.at(at, moment -> {
            logs.fpmSlow.add(lines.fpmSlow(moment, "www", pid, root + "/index.php",
                    List.of("[0x00007f3c2a01" + hex() + "] curl_exec() " + root + "/modules/avis/avis.php:42",
                            "[0x00007f3c2a01" + hex() + "] fetch() " + root + "/modules/avis/AvisClient.php:118",
                            "[0x00007f3c2a01" + hex() + "] hookDisplayFooter() " + root + "/modules/avis/avis.php:77",
                            "[0x00007f3c2a01" + hex() + "] exec() " + root + "/classes/Hook.php:975",
                            "[0x00007f3c2a01" + hex() + "] [INCLUDE_OR_EVAL]() " + root + "/index.php:28")));
            logs.fpm.add(lines.fpm(moment, "WARNING", "[pool www] child " + pid + ", script '" + root
                    + "/index.php' (request: \"GET " + path + "\") executing too slow (3." + random.nextInt(10)
                    + "12 sec), logging"));
        });
    }

    void slowQuery(Instant at, double seconds) {
        agenda.at(at, moment -> logs.sqlSlow.add(lines.mysqlSlow(moment, machine.mariadb(), "shop",
                100 + random.nextInt(800), seconds, 24, 900_000 + random.nextInt(90_000), machine.client(),
                "SELECT p.`id_product`, pl.`name`, SUM(od.`product_quantity`) AS sales FROM `ps_product` p\n"
                        + "LEFT JOIN `ps_product_lang` pl ON (p.`id_product` = pl.`id_product`)\n"
                        + "LEFT JOIN `ps_order_detail` od ON (od.`product_id` = p.`id_product`)\n"
                        + "WHERE pl.`name` LIKE '%veste%' GROUP BY p.`id_product` ORDER BY sales DESC LIMIT 24;")));
    }

    void fatal(Instant at, String client, String path) {
        String root = "/home/www/" + machine.client();
        String message = "Uncaught PDOException: SQLSTATE[HY000] [2002] Connection refused in " + root
                + "/classes/db/Db.php:128";
        agenda.at(at, moment -> {
            logs.phpError.add(lines.phpError(moment, "Fatal error", message,
                    List.of("Stack trace:", "#0 " + root + "/classes/db/Db.php(91): DbPDO->connect()",
                            "#1 " + root + "/index.php(28): Dispatcher->dispatch()", "#2 {main}",
                            "  thrown in " + root + "/classes/db/Db.php on line 128")));
            if (machine.nginx()) {
                logs.webError.add(lines.nginxError(moment, "error", 812, 10_000 + random.nextInt(90_000),
                        "FastCGI sent in stderr: \"PHP message: PHP Fatal error:  " + message
                                + "\" while reading response header from upstream",
                        client, machine.domain(), "GET " + path + " HTTP/1.1",
                        "fastcgi://unix:/run/php/php" + machine.phpBranch() + "-fpm.sock:"));
            } else {
                logs.webError.add(lines.apacheError(moment, "proxy_fcgi", "error", 2_114, client,
                        1_024 + random.nextInt(60_000),
                        "AH01071: Got error 'PHP message: PHP Fatal error:  " + message + "\\nStack trace:\\n#0 " + root
                                + "/classes/db/Db.php(91): DbPDO->connect()\\n#1 {main}\\n'"));
            }
        });
    }

    /** Password guessing, the ban, and how the banned see the shop: no answer, which HAProxy notes as 408. */
    private void bruteForce(Instant start) {
        String address = "203.0.113." + (1 + random.nextInt(254));
        int sshd = 21_000 + random.nextInt(4_000);
        String[] names = {"root", "admin", "test", "oracle", "deploy", "backup"};
        for (int i = 0; i < names.length; i++) {
            String name = names[i];
            int pid = sshd + i * 3;
            agenda.at(start.plusSeconds(2L * i), at -> {
                logs.auth.add(lines.syslog(at, "sshd", pid, "Failed password for "
                        + (name.equals("root") ? "" : "invalid user ") + name + " from " + address + " port "
                        + (30_000 + random.nextInt(9_000)) + " ssh2"));
                logs.fail2ban.add(lines.fail2ban(at.plusMillis(40), "filter", 640, "INFO",
                        "[sshd] Found " + address + " - " + at.toString().substring(0, 19).replace('T', ' ')));
            });
        }
        Instant ban = start.plusSeconds(11);
        agenda.at(ban, at -> logs.fail2ban
                .add(lines.fail2ban(at, "actions", 640, "NOTICE", "[sshd] Ban " + address)));
        for (int i = 0; i < 12; i++) {
            int port = 1_024 + random.nextInt(60_000);
            Instant opened = ban.plusSeconds(1 + 4L * i);
            agenda.at(opened.plusSeconds(10),
                    at -> logs.haproxy.add(lines.haproxyHttp(at, 744, address, port, opened, "https~ https/<NOSRV>",
                            "-1/-1/-1/-1/10001", 408, 212, "cR--", "14/11/0/0/0", null, "<BADREQ>")));
        }
        agenda.at(ban.plusSeconds(90), at -> logs.fail2ban
                .add(lines.fail2ban(at, "actions", 640, "NOTICE", "[sshd] Unban " + address)));
    }

    private void poolFull(Instant start) {
        logs.fpm.add(lines.fpm(start, "WARNING",
                "[pool www] server reached pm.max_children setting (40), consider raising it"));
        for (int i = 0; i < 9; i++) {
            String client = "192.0.2." + (1 + random.nextInt(254));
            int port = 1_024 + random.nextInt(60_000);
            Instant queued = start.plusMillis(300L * i);
            agenda.at(queued.plusSeconds(5),
                    at -> logs.haproxy.add(lines.haproxyHttp(at, 744, client, port, queued,
                            "https~ " + machine.client() + "/<NOSRV>", "0/5001/-1/-1/5001", 503, 221, "sQ--",
                            "61/61/40/0/0", AGENT, "GET /fr/panier HTTP/1.1")));
        }
    }

    private String hex() {
        return String.format("%04x", random.nextInt(0x10000));
    }
}
