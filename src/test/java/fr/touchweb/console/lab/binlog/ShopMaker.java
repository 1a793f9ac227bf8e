package fr.touchweb.console.lab.binlog;

import fr.touchweb.console.support.RealPeer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;

/**
 * Makes {@code resources/lab/binlog} anew, with the MariaDB of this machine: run by hand when the shop changes, never by
 * the suite.
 */
final class ShopMaker {
    private static final Instant NOW = LabBinlogs.RECORDED;
    private static final int FIRST = 407;

    private final Path work;
    private final Path target;
    private final ShopWorkload shop = new ShopWorkload();

    private ShopMaker(Path work, Path target) {
        this.work = work;
        this.target = target;
    }

    public static void main(String[] arguments) throws Exception {
        Path work = Files.createTempDirectory("shop-maker");
        new ShopMaker(work, Path.of(arguments[0])).make();
    }

    private static Instant before(long minutes) {
        return NOW.minus(Duration.ofMinutes(minutes));
    }

    private void make() throws Exception {
        Files.createDirectories(target);
        Path data = work.resolve("data");
        run(List.of(RealPeer.require("mariadb-install-db").toString(), "--no-defaults", "--user=root",
                "--datadir=" + data, "--auth-root-authentication-method=normal", "--skip-test-db"));
        // The server counts on from the highest number that it finds.
        Files.createFile(data.resolve("mysql-bin.%06d".formatted(FIRST - 1)));
        Process server = new ProcessBuilder(RealPeer.require("mariadbd").toString(), "--no-defaults", "--user=root",
                "--datadir=" + data, "--socket=" + socket(), "--pid-file=" + work.resolve("pid"), "--skip-networking",
                "--server-id=11", "--log-bin=mysql-bin", "--binlog-format=ROW", "--version=10.11.14-MariaDB-log",
                "--innodb-flush-log-at-trx-commit=0", "--sync-binlog=0").redirectErrorStream(true)
                .redirectOutput(work.resolve("server.log").toFile()).start();
        try {
            while (!Files.exists(socket())) {
                if (!server.isAlive()) {
                    throw new IOException(Files.readString(work.resolve("server.log")));
                }
                Thread.sleep(50);
            }
            shop.schema();
            sql(shop.take());
            files();
            collect(data);
        } finally {
            server.destroy();
            server.waitFor(30, TimeUnit.SECONDS);
        }
    }

    private void files() throws Exception {
        shop.everyday(before(4_300), before(2_900), 260);
        rotate();
        shop.everyday(before(2_900), before(2_000), 200);
        shop.alone(before(1_990), "CREATE USER 'export'@'10.0.0.%' IDENTIFIED BY 'lab-Only-5ecret'");
        shop.alone(before(1_989), "GRANT SELECT ON shop.* TO 'export'@'10.0.0.%'");
        shop.everyday(before(1_980), before(1_300), 150);
        rotate();
        shop.everyday(before(1_300), before(700), 260);
        shop.alone(before(690), "CREATE TABLE ps_connections_old LIKE ps_connections");
        shop.alone(before(689), "INSERT INTO ps_connections_old SELECT * FROM ps_connections");
        shop.alone(before(688), "TRUNCATE TABLE ps_connections");
        shop.alone(before(687), "DROP TABLE ps_connections_old");
        shop.alone(before(686), "ANALYZE TABLE ps_connections");
        rotate();
        shop.everyday(before(680), before(250), 320);
        rotate();
        // From here on the log carries names and keys of columns.
        sql("SET GLOBAL binlog_row_metadata=FULL;\n");
        shop.everyday(before(250), before(150), 240);
        shop.alone(before(149), "SET SESSION binlog_format=STATEMENT");
        shop.alone(before(149), "UPDATE ps_configuration SET value = '0' WHERE name = 'PS_SHOP_ENABLE'");
        shop.alone(before(146), "UPDATE ps_configuration SET value = '1' WHERE name = 'PS_SHOP_ENABLE'");
        shop.alone(before(146), "SET SESSION binlog_format=ROW");
        shop.everyday(before(145), before(95), 160);
        rotate();
        shop.everyday(before(95), before(71), 300);
        shop.alone(before(70), "ALTER TABLE ps_cart_rule ADD COLUMN partial_use TINYINT UNSIGNED NOT NULL DEFAULT 1");
        shop.alone(before(70).plusSeconds(9), "ALTER TABLE ps_cart_rule DROP COLUMN highlight");
        shop.alone(before(69), "INSERT INTO ps_cart_rule (code,reduction_percent,valid_until) VALUES "
                + "('BLACKFRIDAY',30,'2026-11-30')");
        shop.everyday(before(69), before(44), 420);
        rotate();
        open();
    }

    /** The newest file, which goes on after the moment that counts as now. */
    private void open() {
        shop.everyday(before(44), before(19).plusSeconds(30), 560);
        shop.together(before(19).plusSeconds(31), before(19).plusSeconds(38),
                List.of("UPDATE ps_product\n   SET price = ROUND(price * 0.1, 6)"));
        shop.everyday(before(19).plusSeconds(39), before(16).plusSeconds(11), 80);
        shop.together(before(16).plusSeconds(12), before(16).plusSeconds(13),
                List.of("UPDATE ps_orders SET status = 'cancelled' WHERE status = 'paid' AND id_order > 48060"));
        shop.everyday(before(16).plusSeconds(14), before(12).plusSeconds(39), 80);
        shop.alone(before(12).plusSeconds(40), "DELETE FROM ps_cart_product WHERE id_cart < 51220");
        shop.everyday(before(12).plusSeconds(44), before(9).plusSeconds(1), 90);
        shop.alone(before(9).plusSeconds(2), "ALTER TABLE ps_orders ADD COLUMN gift_wrap TINYINT UNSIGNED NOT NULL"
                + " DEFAULT 0");
        shop.everyday(before(9).plusSeconds(3), before(4).plusSeconds(4), 120);
        shop.together(before(4).plusSeconds(5), before(4).plusSeconds(52), List.of(
                "UPDATE ps_stock_available SET quantity = 0 WHERE id_product BETWEEN 200 AND 260",
                "DELETE FROM ps_cart_rule WHERE code = 'NOEL15'"));
        shop.everyday(before(4).plusSeconds(53), before(0), 90);
        shop.everyday(NOW, NOW.plus(Duration.ofMinutes(40)), 900);
    }

    private void rotate() throws Exception {
        sql("USE shop;\n" + shop.take() + "FLUSH BINARY LOGS;\n");
    }

    private void collect(Path data) throws Exception {
        sql("USE shop;\n" + shop.take());
        List<Path> files = new ArrayList<>();
        try (var all = Files.list(data)) {
            all.filter(file -> file.getFileName().toString().matches("mysql-bin\\.\\d+")).sorted().skip(1)
                    .forEach(files::add);
        }
        files.removeIf(file -> file.toString().endsWith("%06d".formatted(LabBinlogs.MISSING)));
        for (Path file : files) {
            byte[] settled = settled(Files.readAllBytes(file));
            String name = file.getFileName().toString();
            Path plain = Files.write(work.resolve(name), settled);
            zip(name + ".gz", settled);
            zip(name + ".txt.gz", run(List.of("env", "TZ=UTC0", "LC_ALL=C", "mysqlbinlog", "--no-defaults",
                    plain.toString(), "--base64-output=DECODE-ROWS", "-vv", "--print-table-metadata")));
        }
    }

    /** Times that the server took from its own clock become those of the shop. */
    private static byte[] settled(byte[] file) {
        BinlogEvents events = BinlogEvents.of(file);
        long before = events.time(events.head());
        for (int i = 0; i < events.count(); i++) {
            switch (events.type(i)) {
                case BinlogEvents.FORMAT, BinlogEvents.CHECKPOINT, BinlogEvents.GTID_LIST, BinlogEvents.ROTATE,
                        BinlogEvents.STOP ->
                    events.time(i, before);
                case BinlogEvents.QUERY -> events.forgetExecTime(i);
                default -> before = Math.max(before, events.time(i));
            }
        }
        return events.bytes();
    }

    private void zip(String name, byte[] bytes) throws IOException {
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(target.resolve(name)))) {
            out.write(bytes);
        }
    }

    private Path socket() {
        return work.resolve("socket");
    }

    private void sql(String text) throws Exception {
        Path script = Files.writeString(work.resolve("script.sql"), text);
        Process client = new ProcessBuilder(RealPeer.require("mariadb").toString(), "--no-defaults", "-uroot",
                "--socket=" + socket(), "--default-character-set=utf8mb4").redirectErrorStream(true)
                .redirectInput(script.toFile()).start();
        String said = new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (client.waitFor() != 0) {
            throw new IOException(said);
        }
    }

    private static byte[] run(List<String> line) throws Exception {
        Path out = Files.createTempFile("shop-maker", ".out");
        Process process = new ProcessBuilder(line).redirectOutput(out.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT).start();
        if (process.waitFor() != 0) {
            throw new IOException(line + " ended with " + process.exitValue());
        }
        return Files.readAllBytes(out);
    }
}
