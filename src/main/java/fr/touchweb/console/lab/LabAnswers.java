package fr.touchweb.console.lab;

import fr.touchweb.console.lab.web.ShopConfig;
import java.util.regex.Pattern;

/** What the programs of a fictional server say when they are asked, in the shape of {@code /etc/lab/answers}. */
final class LabAnswers {
    private LabAnswers() {}

    /** Whether this server has the program at all. */
    static boolean has(LabServer server, String program) {
        return Pattern.compile("^== " + Pattern.quote(program) + "( |$)", Pattern.MULTILINE)
                .matcher(programs(server)).find();
    }

    /** One section a call; {@code ! n} is its exit code, {@code 2 text} goes to standard error. */
    static String programs(LabServer server) {
        StringBuilder all = new StringBuilder();
        String user = LabFleet.ENGINEER;
        put(all, "id", "uid=1000(" + user + ") gid=1000(" + user + ") groups=1000(" + user + "),4(adm)");
        put(all, "id -un", user);
        put(all, "id -u", "1000");
        put(all, "id -g", "1000");
        put(all, "id -Gn", user + " adm");
        put(all, "whoami", user);
        web(all, server);
        database(all, server);
        String php = server.php();
        for (String program : new String[]{"php", "php-fpm" + server.phpBranch()}) {
            put(all, program + " -v", "PHP " + php + " (" + (program.equals("php") ? "cli" : "fpm-fcgi")
                    + ") (built: Oct  2 2026 08:11:12)\nCopyright (c) The PHP Group");
        }
        put(all, "haproxy -v", "HA-Proxy version " + server.haproxy() + "-1 2026/06/01 - https://haproxy.org/");
        put(all, "haproxy -vv", "HA-Proxy version " + server.haproxy() + "-1 2026/06/01 - https://haproxy.org/");
        put(all, "fail2ban-client --version", "Fail2Ban v" + fail2ban(server));
        put(all, "fail2ban-client -V", fail2ban(server));
        put(all, "fail2ban-client version", fail2ban(server));
        put(all, "fail2ban-client ping", "! 255\n2 Permission denied to socket: /var/run/fail2ban/fail2ban.sock,"
                + " (you must be root)");
        put(all, "fail2ban-client status", "! 255\n2 Permission denied to socket: /var/run/fail2ban/fail2ban.sock,"
                + " (you must be root)");
        services(all, server);
        updates(all, server);
        put(all, "timedatectl show", "Timezone=" + server.zone().getId() + "\nNTP=yes\nNTPSynchronized=yes");
        put(all, "mdadm --detail --scan", "! 1\n2 mdadm: must be super-user to perform this action");
        return all.toString();
    }

    private static void web(StringBuilder all, LabServer server) {
        if (server.nginx()) {
            String version = nginx(server);
            put(all, "nginx -v", "2 nginx version: nginx/" + version);
            put(all, "nginx -V", "2 nginx version: nginx/" + version + "\n2 built with OpenSSL");
            put(all, "nginx -T", ShopConfig.dump(server.shop()));
            put(all, "nginx -t", "! 1\n2 nginx: [alert] could not open error log file: Permission denied");
            return;
        }
        String version = "Server version: Apache/" + apache(server) + " (Debian)\nServer built:   2026-06-20T08:00:00";
        put(all, "apache2 -v", version);
        put(all, "apache2ctl -v", version);
        put(all, "apachectl -v", version);
        String modules = "Loaded Modules:\n core_module (static)\n expires_module (shared)\n headers_module (shared)\n"
                + " mpm_event_module (shared)\n proxy_fcgi_module (shared)\n rewrite_module (shared)"
                + (pageSpeed(server) ? "\n pagespeed_module (shared)" : "");
        put(all, "apache2ctl -M", modules);
        put(all, "apachectl -M", modules);
        for (String program : new String[]{"apache2ctl", "apachectl"}) {
            put(all, program + " -S", ShopConfig.virtualHosts(server.shop()));
            put(all, program + " -t -D DUMP_INCLUDES", ShopConfig.includes(server.shop()));
        }
    }

    private static void database(StringBuilder all, LabServer server) {
        if (server.mariadb()) {
            String client = "mysql  Ver 15.1 Distrib " + server.database() + "-MariaDB, for debian-linux-gnu (x86_64)";
            String daemon = "mariadbd  Ver " + server.database() + "-MariaDB-" + suffix(server)
                    + " for debian-linux-gnu on x86_64 (Debian " + server.debianMajor() + ")";
            put(all, "mariadb --version", client);
            put(all, "mysql --version", client);
            put(all, "mariadb -V", client);
            put(all, "mysql -V", client);
            put(all, "mariadbd --version", daemon);
            put(all, "mysqld --version", daemon);
            put(all, "mariadbd -V", daemon);
        } else {
            put(all, "mysql --version", "mysql  Ver 14.14 Distrib " + server.database() + ", for Linux (x86_64)");
            put(all, "mysql -V", "mysql  Ver 14.14 Distrib " + server.database() + ", for Linux (x86_64)");
            put(all, "mysqld --version", "/usr/sbin/mysqld  Ver " + server.database() + " for Linux on x86_64");
            put(all, "mysqld -V", "/usr/sbin/mysqld  Ver " + server.database() + " for Linux on x86_64");
        }
    }

    private static void services(StringBuilder all, LabServer server) {
        String[] running = {"haproxy", server.nginx() ? "nginx" : "apache2", "php" + server.phpBranch() + "-fpm",
                server.mariadb() ? "mariadb" : "mysql", "fail2ban", "ssh", "cron"};
        for (String unit : running) {
            put(all, "systemctl is-active " + unit, "active");
            put(all, "systemctl is-active " + unit + ".service", "active");
        }
        put(all, "systemctl is-system-running", "running");
        put(all, "systemd-detect-virt", server.cores() < 4 ? "kvm" : "none\n! 1");
        put(all, "ps -e -o comm=", "systemd\nkthreadd\nsshd\ncron\nrsyslogd\nfail2ban-server\nhaproxy\n"
                + (server.nginx() ? "nginx" : "apache2") + "\nphp-fpm" + server.phpBranch() + "\n"
                + (server.mariadb() ? "mariadbd" : "mysqld"));
        put(all, "systemctl --failed --no-legend --plain", "");
        put(all, "systemctl --failed --no-legend", "");
        put(all, "systemctl list-units --failed --no-legend --plain", "");
    }

    private static void updates(StringBuilder all, LabServer server) {
        int pending = server.role().equals("preproduction") ? 0 : server.id().length() % 4 + 2;
        StringBuilder list = new StringBuilder("Listing...");
        StringBuilder simulated = new StringBuilder("Reading package lists...\nBuilding dependency tree...");
        String[] names = {"libc6", "openssl", "libssl3", "curl", "tzdata", "base-files"};
        for (int i = 0; i < pending; i++) {
            String name = names[i];
            list.append('\n').append(name).append('/').append(server.codename()).append("-security 2.0-2 amd64")
                    .append(" [upgradable from: 2.0-1]");
            simulated.append("\nInst ").append(name).append(" [2.0-1] (2.0-2 Debian-Security:")
                    .append(server.debianMajor()).append("/").append(server.codename()).append("-security [amd64])");
        }
        put(all, "apt list --upgradable", list.toString());
        put(all, "apt-get -s upgrade", simulated.toString());
        put(all, "apt-get -s -o Debug::NoLocking=true upgrade", simulated.toString());
        put(all, "apt-get -s -qq -o Debug::NoLocking=true upgrade", simulated.toString());
    }

    /** Packages as {@code name version origin} lines, for {@code dpkg-query}. */
    static String packages(LabServer server) {
        StringBuilder all = new StringBuilder("# name version origin\n");
        String deb = suffix(server);
        String branch = server.phpBranch();
        // A PHP that is not the one of the Debian release comes from sury.
        boolean own = branch.equals(switch (server.debianMajor()) {
            case "10" -> "7.3";
            case "11" -> "7.4";
            case "12" -> "8.2";
            default -> "8.4";
        });
        String php = own
                ? server.php() + "-1~" + deb
                : server.php() + "-1+0~20261003.58+debian" + server.debianMajor()
                        + "~1.gbp1f3a8c";
        all.append("php").append(branch).append("-fpm ").append(php).append(own ? " debian\n" : " sury\n");
        all.append("php").append(branch).append("-cli ").append(php).append(own ? " debian\n" : " sury\n");
        all.append("php").append(branch).append("-common ").append(php).append(own ? " debian\n" : " sury\n");
        if (server.nginx()) {
            all.append("nginx ").append(nginx(server)).append("-1~").append(deb).append(" debian\n");
        } else {
            all.append("apache2 ").append(apache(server)).append("-1~").append(deb).append(" debian\n");
            if (pageSpeed(server)) {
                all.append("mod-pagespeed-stable 1.13.35.2-r0 google\n");
            }
        }
        if (server.mariadb()) {
            all.append("mariadb-server 1:").append(server.database()).append("-0+").append(deb).append(" debian\n");
        } else {
            all.append("mysql-community-server ").append(server.database()).append("-1debian")
                    .append(server.debianMajor()).append(" mysql\n");
        }
        all.append("haproxy ").append(server.haproxy()).append("-1+").append(deb).append(" debian\n");
        all.append("fail2ban ").append(fail2ban(server)).append("-2 debian\n");
        all.append("openssh-server 1:9.2p1-2+").append(deb).append(" debian\n");
        all.append("base-files ").append(server.debianMajor()).append(".4+").append(deb).append(" debian\n");
        return all.toString();
    }

    static boolean pageSpeed(LabServer server) {
        return server.id().equals("acme-web2");
    }

    private static String suffix(LabServer server) {
        return "deb" + server.debianMajor() + "u3";
    }

    private static String apache(LabServer server) {
        return server.debianMajor().equals("11") ? "2.4.62" : "2.4.65";
    }

    private static String nginx(LabServer server) {
        return switch (server.debianMajor()) {
            case "10" -> "1.14.2";
            case "11" -> "1.18.0";
            default -> "1.26.3";
        };
    }

    private static String fail2ban(LabServer server) {
        return switch (server.debianMajor()) {
            case "10" -> "0.10.2";
            case "11" -> "0.11.2";
            default -> "1.0.2";
        };
    }

    private static void put(StringBuilder all, String call, String answer) {
        all.append("== ").append(call).append('\n');
        if (!answer.isEmpty()) {
            all.append(answer).append('\n');
        }
    }
}
