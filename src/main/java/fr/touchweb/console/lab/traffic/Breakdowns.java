package fr.touchweb.console.lab.traffic;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * What breaks behind the shop, in turns of six minutes beside {@link Incidents}: a release that drops an index and the
 * slow statements that come of it, a worker that cannot reach its supplier, a machine short of memory whose PHP is killed
 * in the middle of answers, a database without free connections. The preproductions are spared.
 */
final class Breakdowns {
    private static final Duration TURN = Duration.ofMinutes(6);

    private final Machine machine;
    private final Random random;
    private final Agenda agenda;
    private final ServerLogs logs;
    private final Lines lines;
    private final Visitors visitors;

    Breakdowns(Machine machine, Random random, Agenda agenda, ServerLogs logs, Lines lines, Visitors visitors) {
        this.machine = machine;
        this.random = random;
        this.agenda = agenda;
        this.logs = logs;
        this.lines = lines;
        this.visitors = visitors;
    }

    void plan(Instant turn) {
        agenda.at(turn.plusSeconds(30), this::supplierAway);
        agenda.at(turn.plusSeconds(160), this::droppedIndex);
        agenda.at(turn.plusSeconds(240), this::memory);
        agenda.at(turn.plusSeconds(310), this::connections);
        agenda.at(turn.plus(TURN), this::plan);
    }

    /** A release changes the schema; the statement that used the index is slow from then on. */
    private void droppedIndex(Instant start) {
        String database = machine.client();
        logs.schema.add(lines.schema(start, database, "snapshot: 284 tables, 3 changes since the last one"));
        logs.schema.add(lines.schema(start, database, "ALTER TABLE `ps_cart` DROP INDEX `id_customer`"));
        logs.schema.add(lines.schema(start, database,
                "ALTER TABLE `ps_orders` CHANGE COLUMN `reference` `reference` varchar(12) DEFAULT NULL"));
        logs.schema.add(lines.schema(start, database, "CREATE TABLE `ps_avis_cache` (id int unsigned, body text)"));
        for (int i = 0; i < 8; i++) {
            double seconds = 1.4 + random.nextDouble() * 2;
            int customer = 1 + random.nextInt(40_000);
            agenda.at(start.plusSeconds(4 + 5L * i),
                    at -> logs.sqlSlow.add(lines.mysqlSlow(at, machine.mariadb(), "shop",
                            100 + random.nextInt(800), seconds, 1, 1_840_000 + random.nextInt(9_000), database,
                            "SELECT * FROM `ps_cart` WHERE `id_customer` = " + customer
                                    + " ORDER BY `date_add` DESC LIMIT 1;")));
        }
    }

    /** The order whose stock could not be read is refused: shop and worker tell the id of its request. */
    private void supplierAway(Instant start) {
        String request = String.format(Locale.ROOT, "%016x%016x", start.getEpochSecond() * 0x9E3779B97F4A7C15L,
                machine.name().hashCode() * 0xD1B54A32D192ED03L);
        for (int i = 0; i < 6; i++) {
            int attempt = i + 1;
            int job = 4_000 + random.nextInt(900);
            agenda.at(start.plusSeconds(3L * i), at -> logs.worker.add(lines.json(at, "error",
                    "stock of the supplier not read: timeout", "\"job\":" + job + ",\"attempt\":" + attempt
                            + ",\"duration\":" + (10 + random.nextInt(900) / 1_000.0)
                            + ",\"path\":\"/api/stock\",\"request_id\":\"" + request
                            + "\"")));
        }
        agenda.at(start.plusSeconds(20), at -> logs.app.add(lines.monolog(at, "payment", "CRITICAL",
                "Order refused by the bank",
                "{\"order\":" + (80_000 + random.nextInt(9_000)) + ",\"code\":\"E51\",\"request_id\":\"" + request
                        + "\"}")));
    }

    /** The kernel kills PHP in the middle of answers: the proxy sees a server that closes, {@code SH}, 502. */
    private void memory(Instant start) {
        int pid = 4_000 + random.nextInt(60);
        logs.syslog.add(lines.syslog(start, "kernel", 0, "Out of memory: Killed process " + pid + " (php-fpm"
                + machine.phpBranch() + ") total-vm:2291840kB, anon-rss:1984512kB, file-rss:0kB, shmem-rss:2048kB"));
        agenda.at(start.plusMillis(120), at -> logs.fpm.add(lines.fpm(at, "WARNING",
                "[pool www] child " + pid + " exited on signal 9 (SIGKILL) after 412.730122 seconds from start")));
        for (int i = 0; i < 7; i++) {
            String client = visitors.client();
            int port = visitors.port();
            Instant asked = start.minusMillis(200L + 150L * i);
            agenda.at(start.plusMillis(60L + i), at -> logs.haproxy.add(lines.haproxyHttp(at, 744, client, port, asked,
                    "https~ " + machine.client() + "/web1", "0/0/1/-1/" + Duration.between(asked, at).toMillis(), 502,
                    209, "SH--", "44/44/31/20/0", visitors.agent(), "GET " + visitors.page() + " HTTP/1.1")));
        }
    }

    /** The database takes no more connections; the proxy before it says so too. */
    private void connections(Instant start) throws IOException {
        for (int i = 0; i < 5; i++) {
            int thread = 8_000 + random.nextInt(900);
            int port = visitors.port();
            Instant asked = start.plusMillis(700L * i);
            agenda.at(asked, at -> logs.sqlError.add(machine.mariadb()
                    ? lines.mariadbError(at, thread, "Warning", "Too many connections")
                    : lines.mysqlError(at, thread, "Warning", "Too many connections")));
            agenda.at(asked.plusSeconds(5), at -> logs.haproxy.add(lines.haproxyTcp(at, 744, "192.0.2.10", port, asked,
                    "sql sql/db1", "1/-1/5002", 0, "sC", "61/12/11/10/3")));
        }
        agenda.at(start.plusSeconds(4), at -> {
            List<String> block = List.of("InnoDB: Transactions deadlock detected, dumping detailed information.", "",
                    "*** (1) TRANSACTION:", "TRANSACTION 918273, ACTIVE 3 sec starting index read",
                    "UPDATE `ps_stock_available` SET `quantity` = 11 WHERE `id_product` = 118",
                    "*** WE ROLL BACK TRANSACTION (2)");
            String text = String.join("\n", block);
            logs.sqlError.add(machine.mariadb()
                    ? lines.mariadbError(at, 40, "Note", text)
                    : lines.mysqlError(at, 40, "Note", text));
        });
        agenda.at(start.plusSeconds(6), at -> logs.haproxy.add(lines.syslog(at, "haproxy", 744,
                "Server sql/db1 is DOWN, reason: Layer4 timeout, check duration: 2001ms. 0 active and 1 backup servers"
                        + " left. Running on backup. 12 sessions active, 0 requeued, 0 remaining in queue.")));
        agenda.at(start.plusSeconds(20), at -> logs.haproxy.add(lines.syslog(at, "haproxy", 744,
                "Server sql/db1 is UP, reason: Layer4 check passed, check duration: 1ms. 1 active and 1 backup servers"
                        + " online. 0 sessions requeued, 0 total in queue.")));
    }
}
