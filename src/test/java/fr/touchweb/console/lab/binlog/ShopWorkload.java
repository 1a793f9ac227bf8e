package fr.touchweb.console.lab.binlog;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** What happens in the invented shop, as SQL for a real server; the same seed gives the same shop. */
final class ShopWorkload {
    static final int PRODUCTS = 1_180;
    private static final int CUSTOMERS = 240;
    private static final String[] FIRST = {"Camille", "Louise", "Hugo", "Inès", "Théo", "Zoé", "Élodie", "Noël",
            "Manon",
            "Rémi", "Aïcha", "Loïc"};
    private static final String[] LAST = {"Martin", "Lefèvre", "Garnier", "Noël", "Bouvier", "Chevalier", "Da Costa",
            "Perrin", "Lemaître", "Guérin"};
    private static final String[] THINGS = {"Veste en lin", "Théière en fonte", "Lampe d’atelier", "Carnet quadrillé",
            "Écharpe mérinos", "Couteau de poche", "Tabouret hêtre", "Sac à dos 24 L", "Bougie cèdre", "Plaid laine"};
    private static final String[] COLOURS = {"bleu nuit", "écru", "vert sapin", "noir", "terracotta"};
    private static final String[] PAYMENTS = {"Carte bancaire", "PayPal", "Virement", "Alma 3x"};

    private final Random random = new Random(20_261_125);
    private final StringBuilder sql = new StringBuilder();
    private int cart = 51_200;
    private int order = 48_000;
    private int detail = 96_000;
    private int history = 130_000;
    private int customer = CUSTOMERS;
    private int connection = 880_000;

    /** Takes the SQL written so far. */
    String take() {
        String all = sql.toString();
        sql.setLength(0);
        return all;
    }

    /** Tables and first rows; not for the log. */
    void schema() {
        sql.append("""
                SET sql_log_bin=0;
                CREATE DATABASE shop CHARACTER SET utf8mb4;
                USE shop;
                CREATE TABLE ps_customer (id_customer INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
                  firstname VARCHAR(64) NOT NULL, lastname VARCHAR(64) NOT NULL, email VARCHAR(128) NOT NULL,
                  birthday DATE NULL, newsletter TINYINT UNSIGNED NOT NULL DEFAULT 0,
                  segment SET('pro','fidele','presse') NOT NULL DEFAULT '');
                CREATE TABLE ps_product (id_product INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
                  reference VARCHAR(32) NOT NULL, name VARCHAR(128) NOT NULL, price DECIMAL(20,6) NOT NULL,
                  wholesale_price DECIMAL(20,6) NOT NULL, active TINYINT UNSIGNED NOT NULL DEFAULT 1,
                  available_from DATE NULL);
                CREATE TABLE ps_stock_available (id_stock_available INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
                  id_product INT UNSIGNED NOT NULL, quantity INT NOT NULL, reserved INT NOT NULL DEFAULT 0,
                  UNIQUE KEY product (id_product));
                CREATE TABLE ps_cart (id_cart INT UNSIGNED NOT NULL PRIMARY KEY, id_customer INT UNSIGNED NOT NULL,
                  id_carrier INT UNSIGNED NOT NULL, secure_key CHAR(16) NOT NULL, gift_message TEXT NULL);
                CREATE TABLE ps_cart_product (id_cart INT UNSIGNED NOT NULL, id_product INT UNSIGNED NOT NULL,
                  quantity INT UNSIGNED NOT NULL, PRIMARY KEY (id_cart, id_product));
                CREATE TABLE ps_cart_rule (id_cart_rule INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
                  code VARCHAR(32) NOT NULL, reduction_percent DECIMAL(5,2) NOT NULL, highlight TINYINT NOT NULL,
                  valid_until DATE NULL);
                CREATE TABLE ps_orders (id_order INT UNSIGNED NOT NULL PRIMARY KEY, reference CHAR(9) NOT NULL,
                  id_customer INT UNSIGNED NOT NULL, id_cart INT UNSIGNED NOT NULL,
                  status ENUM('pending','paid','shipped','delivered','cancelled','refunded') NOT NULL,
                  payment VARCHAR(64) NOT NULL, total_paid DECIMAL(20,6) NOT NULL, tracking VARCHAR(64) NULL,
                  note TEXT NULL);
                CREATE TABLE ps_order_detail (id_order_detail INT UNSIGNED NOT NULL PRIMARY KEY,
                  id_order INT UNSIGNED NOT NULL, id_product INT UNSIGNED NOT NULL, quantity INT UNSIGNED NOT NULL,
                  unit_price DECIMAL(20,6) NOT NULL);
                CREATE TABLE ps_order_history (id_order_history INT UNSIGNED NOT NULL PRIMARY KEY,
                  id_order INT UNSIGNED NOT NULL, status VARCHAR(16) NOT NULL, id_employee INT UNSIGNED NOT NULL);
                CREATE TABLE ps_connections (id_connections INT UNSIGNED NOT NULL PRIMARY KEY,
                  id_guest INT UNSIGNED NOT NULL, ip_address INT UNSIGNED NOT NULL, http_referer VARCHAR(255) NULL);
                CREATE TABLE ps_configuration (name VARCHAR(64) NOT NULL PRIMARY KEY, value TEXT NULL);
                INSERT INTO ps_configuration VALUES ('PS_SHOP_ENABLE','1'),('PS_TAX','1');
                INSERT INTO ps_cart_rule (code,reduction_percent,highlight,valid_until) VALUES
                  ('BIENVENUE10',10,1,'2027-01-31'),('NOEL15',15,0,'2026-12-24');
                """);
        for (int i = 1; i <= PRODUCTS; i++) {
            line("INSERT INTO ps_product VALUES (%d,'REF-%04d','%s %s',%.6f,%.6f,1,NULL)", i, i, pick(THINGS),
                    pick(COLOURS), 9 + random.nextInt(18_000) / 100.0, 4 + random.nextInt(6_000) / 100.0);
            line("INSERT INTO ps_stock_available (id_product,quantity) VALUES (%d,%d)", i, 20 + random.nextInt(400));
        }
        for (int i = 1; i <= CUSTOMERS; i++) {
            customer(i);
        }
        for (int i = 0; i < 90; i++) {
            newCart();
            orderRows(random.nextInt(3) == 0 ? "shipped" : "paid");
        }
        sql.append("SET sql_log_bin=1;\n");
    }

    /** Everyday business between two moments. */
    void everyday(Instant from, Instant to, int transactions) {
        double step = (to.toEpochMilli() - from.toEpochMilli()) / (double) transactions;
        for (int i = 0; i < transactions; i++) {
            everyday(from.plusMillis((long) (step * (i + random.nextDouble() * 0.9))));
        }
    }

    private void everyday(Instant at) {
        time(at);
        int dice = random.nextInt(100);
        if (dice < 30) {
            line("INSERT INTO ps_connections VALUES (%d,%d,%d,%s)", ++connection, 400_000 + random.nextInt(90_000),
                    3_221_225_985L + random.nextInt(250),
                    random.nextBoolean() ? "NULL" : "'https://www.acme.test/fr/" + random.nextInt(900) + "'");
        } else if (dice < 48) {
            line("BEGIN");
            newCart();
            line("COMMIT");
        } else if (dice < 60) {
            line("UPDATE ps_cart_product SET quantity = quantity + 1 WHERE id_cart = %d",
                    cart - random.nextInt(20));
        } else if (dice < 66) {
            line("DELETE FROM ps_cart_product WHERE id_cart = %d AND id_product %% 2 = %d", cart - random.nextInt(30),
                    random.nextInt(2));
        } else if (dice < 78) {
            line("BEGIN");
            orderRows("pending");
            line("UPDATE ps_stock_available SET quantity = quantity - 1, reserved = reserved + 1 WHERE id_product IN "
                    + "(SELECT id_product FROM ps_order_detail WHERE id_order = %d)", order);
            time(at.plusSeconds(random.nextInt(3)));
            line("COMMIT");
        } else if (dice < 88) {
            int paid = order - random.nextInt(8);
            line("BEGIN");
            line("UPDATE ps_orders SET status = 'paid', payment = '%s' WHERE id_order = %d AND status = 'pending'",
                    pick(PAYMENTS), paid);
            history(paid, "paid", 0);
            line("COMMIT");
        } else if (dice < 94) {
            int sent = order - 10 - random.nextInt(60);
            line("UPDATE ps_orders SET status = 'shipped', tracking = '6A%011d' WHERE id_order = %d AND status = 'paid'",
                    random.nextInt(1_000_000_000), sent);
        } else if (dice < 97) {
            customer(++customer);
        } else {
            line("UPDATE ps_customer SET newsletter = 1 - newsletter, segment = '%s' WHERE id_customer = %d",
                    random.nextBoolean() ? "fidele" : "pro,fidele", 1 + random.nextInt(customer));
        }
    }

    private void customer(int id) {
        String first = pick(FIRST);
        String last = pick(LAST);
        line("INSERT INTO ps_customer VALUES (%d,'%s','%s','client%d@example.test','%d-%02d-%02d',%d,'')", id, first,
                last, id, 1955 + random.nextInt(50), 1 + random.nextInt(12), 1 + random.nextInt(28),
                random.nextInt(2));
    }

    private void newCart() {
        cart++;
        line("INSERT INTO ps_cart VALUES (%d,%d,%d,'%016x',%s)", cart, 1 + random.nextInt(customer),
                1 + random.nextInt(4), random.nextLong(),
                random.nextInt(12) == 0 ? "'Joyeux anniversaire 🎂'" : "NULL");
        int first = 1 + random.nextInt(PRODUCTS - 3);
        line("INSERT INTO ps_cart_product VALUES (%1$d,%2$d,1),(%1$d,%3$d,%4$d)", cart, first, first + 2,
                1 + random.nextInt(3));
    }

    private void orderRows(String status) {
        order++;
        line("INSERT INTO ps_orders (id_order,reference,id_customer,id_cart,status,payment,total_paid,note)"
                + " VALUES (%d,'%s',%d,%d,'%s','%s',%.6f,%s)", order, reference(),
                1 + random.nextInt(customer), cart, status, pick(PAYMENTS), 12 + random.nextInt(40_000) / 100.0,
                random.nextInt(9) == 0 ? "'Livrer l’après-midi'" : "NULL");
        int first = 1 + random.nextInt(PRODUCTS - 3);
        line("INSERT INTO ps_order_detail VALUES (%d,%d,%d,1,%.6f),(%d,%d,%d,%d,%.6f)", ++detail, order, first,
                9 + random.nextInt(9_000) / 100.0, ++detail, order, first + 1, 1 + random.nextInt(2),
                9 + random.nextInt(9_000) / 100.0);
        history(order, status, 0);
    }

    private void history(int of, String status, int employee) {
        line("INSERT INTO ps_order_history VALUES (%d,%d,'%s',%d)", ++history, of, status, employee);
    }

    private String reference() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 9; i++) {
            text.append((char) ('A' + random.nextInt(26)));
        }
        return text.toString();
    }

    /** Statements at a moment, all of them committed at another. */
    void together(Instant at, Instant commit, List<String> statements) {
        time(at);
        line("BEGIN");
        statements.forEach(statement -> sql.append(statement).append(";\n"));
        time(commit);
        line("COMMIT");
    }

    /** One statement by itself. */
    void alone(Instant at, String statement) {
        time(at);
        sql.append(statement).append(";\n");
    }

    private void time(Instant at) {
        line("SET TIMESTAMP=%d", at.getEpochSecond());
    }

    private String pick(String[] words) {
        return words[random.nextInt(words.length)];
    }

    private void line(String format, Object... arguments) {
        sql.append(String.format(Locale.ROOT, format, arguments)).append(";\n");
    }
}
