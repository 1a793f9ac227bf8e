package fr.touchweb.console.lab;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * The folder that stands for the root of one fictional server: its own {@code /etc} and {@code /proc}, and on its path
 * this machine's base tools besides the lab's scripts, which answer from files of that folder.
 */
final class ServerRoot {
    static final String SCRIPTS = "usr/local/lab/bin";
    static final String TOOLS = "usr/local/lab/base";
    private static final String ANSWERS = "usr/local/lab/answers";
    private static final List<String> SCRIPT_FILES = List.of("lab-answer", "uname", "hostname", "df", "free", "uptime",
            "nproc", "dpkg-query", "apt-cache", "fail2ban-client", "sed");
    private static final List<String> ANSWERED = List.of("id", "whoami", "apache2", "apache2ctl", "apachectl", "nginx",
            "haproxy", "php", "mysql", "mysqld", "mariadb", "mariadbd", "fail2ban-server",
            "systemctl", "systemd-detect-virt", "apt", "apt-get", "mdadm", "timedatectl", "ps");
    private static final List<String> BASE_TOOLS = List.of("sh", "cat", "ls", "stat", "tail", "head", "grep", "egrep",
            "fgrep", "sed", "awk", "date", "find", "sort", "uniq", "cut", "tr", "wc", "gzip", "gunzip", "zcat",
            "sha256sum", "md5sum", "cksum", "readlink", "realpath", "env", "sleep", "kill", "timeout", "true", "false",
            "printf", "echo", "expr", "dd", "mkdir", "rmdir", "rm", "cp", "mv", "ln", "touch", "chmod", "od",
            "dirname", "basename", "mktemp", "test", "nohup", "setsid", "tee", "xargs", "diff", "cmp", "seq", "tac",
            "comm", "paste", "nl", "du", "pwd", "sync", "getconf", "locale", "logger", "curl", "nice", "zstd",
            "flock", "chown", "bash");
    private static final List<String> BINLOG_TOOLS = List.of("mysqlbinlog", "mariadb-binlog");

    private final LabServer server;
    private final Path folder;
    private final Clock clock;
    private final Instant booted;

    ServerRoot(LabServer server, Path folder, Clock clock) {
        this.server = server;
        this.folder = folder;
        this.clock = clock;
        booted = clock.instant().minusSeconds(40L * 86_400 + Math.abs(server.id().hashCode()) % 8_000_000);
    }

    Path folder() {
        return folder;
    }

    LabServer server() {
        return server;
    }

    Clock clock() {
        return clock;
    }

    /** A file by its path on the server. */
    Path at(String path) {
        return folder.resolve(path.substring(1));
    }

    /** Lays the folder out. */
    void build() throws IOException {
        for (String place : List.of("/etc", "/proc/self", "/proc/sys/kernel", "/tmp", "/var/lib", "/var/log", "/srv",
                "/home/" + LabFleet.ENGINEER, "/home/" + LabFleet.SECOND_ENGINEER, "/home/" + LabFleet.DEVELOPER,
                "/home/" + LabFleet.ONCALL,
                "/home/www/" + server.client(),
                "/etc/lab", "/" + SCRIPTS, "/" + TOOLS, "/" + ANSWERS,
                "/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin", "/run", "/proc/1",
                "/etc/php/" + server.phpBranch() + "/fpm", "/var/lib/apt/lists")) {
            Files.createDirectories(at(place));
        }
        write("/etc/lab/README", """
                Console TW, demonstration lab: this folder stands for the root of the fictional server %s.
                The machine, its clients and its visitors do not exist; what its programs tell is recorded here.
                The SSH and SFTP connections to it are real, as are the files and the commands.
                """.formatted(server.id()));
        identity();
        hardware();
        refresh(clock.instant(), 0);
        write("/etc/lab/codename", server.codename() + "\n");
        write("/var/lib/apt/lists/deb.debian.org_debian_dists_" + server.codename() + "_main_binary-amd64_Packages",
                "");
        write("/proc/1/comm", "systemd\n");
        if (!server.nginx()) {
            Files.createDirectories(at("/etc/apache2/mods-enabled"));
            if (LabAnswers.pageSpeed(server)) {
                write("/etc/apache2/mods-enabled/pagespeed.load", "");
            }
        }
        write("/etc/lab/packages", LabAnswers.packages(server));
        write("/etc/lab/answers", LabAnswers.programs(server));
        programs();
    }

    private void identity() throws IOException {
        write("/etc/hostname", server.id() + "\n");
        write("/etc/debian_version", server.debian() + "\n");
        write("/etc/os-release", """
                PRETTY_NAME="Debian GNU/Linux %1$s (%2$s)"
                NAME="Debian GNU/Linux"
                VERSION_ID="%1$s"
                VERSION="%1$s (%2$s)"
                VERSION_CODENAME=%2$s
                ID=debian
                HOME_URL="https://www.debian.org/"
                """.formatted(server.debianMajor(), server.codename()));
        write("/etc/timezone", server.zone().getId() + "\n");
        write("/usr/share/zoneinfo/" + server.zone().getId(), "");
        Files.createSymbolicLink(at("/etc/localtime"), Path.of("../usr/share/zoneinfo/" + server.zone().getId()));
        write("/etc/passwd", """
                root:x:0:0:root:/root:/bin/bash
                www-data:x:33:33:www-data:/var/www:/usr/sbin/nologin
                %1$s:x:1000:1000:Karim Lenoir:/home/%1$s:/bin/bash
                %2$s:x:1001:1001:Jeanne Durand:/home/%2$s:/bin/bash
                %3$s:x:1002:1002:Nadia Bensaïd:/home/%3$s:/bin/bash
                %4$s:x:1003:1003:Samir Haddad:/home/%4$s:/bin/bash
                """.formatted(LabFleet.ENGINEER, LabFleet.DEVELOPER, LabFleet.SECOND_ENGINEER, LabFleet.ONCALL));
        write("/etc/group", "root:x:0:\nadm:x:4:%1$s\nwww-data:x:33:\ntw-%2$s:x:1100:%3$s\n"
                .formatted(LabFleet.ONCALL, server.client(), LabFleet.DEVELOPER));
        write("/etc/fstab", "/dev/md0 / ext4 errors=remount-ro 0 1\n/dev/md1 /var/log ext4 defaults 0 2\n"
                + "/dev/md2 /tmp ext4 defaults 0 2\n/dev/md3 none swap sw 0 0\n");
    }

    private void hardware() throws IOException {
        boolean raid = server.cores() >= 4;
        String disk = raid ? "/dev/md" : "/dev/vda";
        long root = raid ? 450_000_000L : 40_000_000L;
        write("/etc/lab/disks", "# device type 1K-blocks used available mount inodes inodes-used\n"
                + disk(disk + (raid ? "0" : "1"), root, server.rootUsedPercent(), "/")
                + disk(disk + (raid ? "1" : "2"), 9_700_000, server.logUsedPercent(), "/var/log")
                + disk(disk + (raid ? "2" : "3"), 9_700_000, 3, "/tmp"));
        String mounts = "%1$s%2$s / ext4 rw,relatime,errors=remount-ro 0 0\n%1$s%3$s /var/log ext4 rw,relatime 0 0\n"
                + "%1$s%4$s /tmp ext4 rw,relatime 0 0\nproc /proc proc rw,nosuid,nodev,noexec 0 0\n";
        String table = mounts.formatted(disk, raid ? "0" : "1", raid ? "1" : "2", raid ? "2" : "3");
        write("/proc/mounts", table);
        write("/proc/self/mounts", table);
        write("/proc/self/mountinfo", "24 1 9:0 / / rw,relatime shared:1 - ext4 " + disk + " rw\n");
        write("/proc/mdstat", raid
                ? "Personalities : [raid1]\nmd0 : active raid1 sda1[0] sdb1[1]\n      " + root
                        + " blocks super 1.2 [2/" + (server.id().equals("bora-web1") ? "1] [U_]" : "2] [UU]")
                        + "\n\nunused devices: <none>\n"
                : "Personalities :\nunused devices: <none>\n");
        StringBuilder processors = new StringBuilder();
        for (int i = 0; i < server.cores(); i++) {
            processors.append("processor\t: ").append(i)
                    .append("\nmodel name\t: Lab processor (fictional)\ncpu MHz\t\t: 3200.000\n\n");
        }
        write("/proc/cpuinfo", processors.toString());
        if (raid) {
            write("/sys/class/dmi/id/product_name", "Lab machine (fictional)\n");
        }
        write("/proc/sys/kernel/osrelease", server.kernel() + "\n");
        write("/proc/sys/kernel/hostname", server.id() + "\n");
        write("/proc/version", "Linux version " + server.kernel() + " (demonstration lab)\n");
    }

    private String disk(String device, long kibibytes, int usedPercent, String mount) {
        // The percentage of df counts what root alone may use as neither used nor available.
        long usable = kibibytes * 95 / 100;
        long used = usable * usedPercent / 100 - 1;
        long inodes = kibibytes / 16;
        return "%s ext4 %d %d %d %s %d %d%n".formatted(device, kibibytes, used, usable - used, mount, inodes,
                inodes * Math.min(60, usedPercent) / 200);
    }

    /** Moves what changes by itself: load, uptime, memory. Deterministic for an instant. */
    void refresh(Instant now, double busy) throws IOException {
        Random random = new Random(now.getEpochSecond() / 5 * 31 + server.id().hashCode());
        double load = Math.max(0.01, server.load() * (0.8 + 0.4 * random.nextDouble()) + busy);
        long up = Math.max(1, now.getEpochSecond() - booted.getEpochSecond());
        replace("/proc/loadavg", String.format(Locale.ROOT, "%.2f %.2f %.2f 2/%d %d%n", load, server.load() * 1.02,
                server.load() * 0.97, 180 + server.cores() * 20, 20_000 + up % 10_000));
        replace("/proc/uptime", up + ".42 " + up * server.cores() + ".10\n");
        long total = server.memoryMebibytes() * 1024L;
        long available = (long) (total * (0.30 + 0.05 * random.nextDouble()));
        replace("/proc/meminfo", """
                MemTotal:       %d kB
                MemFree:        %d kB
                MemAvailable:   %d kB
                Buffers:        %d kB
                Cached:         %d kB
                SwapTotal:      %d kB
                SwapFree:       %d kB
                """.formatted(total, available / 4, available, total / 40, available / 2, total, total - total / 50));
    }

    private void programs() throws IOException {
        for (String script : SCRIPT_FILES) {
            script(script);
        }
        for (String name : ANSWERED) {
            if (LabAnswers.has(server, name)) {
                answering("/" + SCRIPTS + "/" + name);
            }
        }
        answering("/usr/sbin/php-fpm" + server.phpBranch());
        answering("/" + ANSWERS + "/fail2ban-client");
        for (String tool : BASE_TOOLS) {
            Optional<Path> real = HostPrograms.find(tool);
            if (real.isPresent()) {
                Files.createSymbolicLink(at("/" + TOOLS + "/" + tool), real.get());
            }
        }
    }

    /**
     * Lets {@code curl} on this server find the lab's hosts; without one on this machine there is none here either.
     *
     * @param hosts which address stands for which host and port
     * @param authority whom their certificates are by, PEM
     * @param own address that its requests come from, null for that of everybody on loopback
     */
    void know(Map<String, InetSocketAddress> hosts, String authority, @Nullable String own) throws IOException {
        StringBuilder lines = new StringBuilder();
        hosts.forEach((name, place) -> lines.append(name).append(" 127.0.0.1:").append(place.getPort()).append('\n'));
        write("/etc/lab/hosts", lines.toString());
        write("/etc/lab/authority.pem", authority);
        if (own != null) {
            write("/etc/lab/address", own + "\n");
        }
        if (Files.exists(at("/" + TOOLS + "/curl"))) {
            script("curl");
        }
    }

    /** Gives the server this machine's own tools for binlogs; says whether there are any. */
    boolean binlogTools() throws IOException {
        boolean any = false;
        for (String tool : BINLOG_TOOLS) {
            Optional<Path> real = HostPrograms.find(tool);
            if (real.isPresent()) {
                Files.createSymbolicLink(at("/" + TOOLS + "/" + tool), real.get());
                any = true;
            }
        }
        return any;
    }

    /** Gives the server a script of the lab as a program. */
    void script(String name) throws IOException {
        try (InputStream in = ServerRoot.class.getResourceAsStream("/lab/bin/" + name)) {
            if (in == null) {
                throw new IOException("not in the jar: /lab/bin/" + name);
            }
            Files.write(at("/" + SCRIPTS + "/" + name), in.readAllBytes());
            executable(at("/" + SCRIPTS + "/" + name));
        }
    }

    private void answering(String program) throws IOException {
        Files.copy(at("/" + SCRIPTS + "/lab-answer"), at(program), StandardCopyOption.COPY_ATTRIBUTES);
    }

    private static void executable(Path file) throws IOException {
        if (!file.toFile().setExecutable(true, true)) {
            throw new IOException("cannot be made executable: " + file);
        }
    }

    private void write(String path, String text) throws IOException {
        Files.createDirectories(at(path).getParent());
        Files.writeString(at(path), text, StandardCharsets.UTF_8);
    }

    private void replace(String path, String text) throws IOException {
        Path next = at(path).resolveSibling("." + at(path).getFileName());
        Files.writeString(next, text, StandardCharsets.UTF_8);
        Files.move(next, at(path), StandardCopyOption.REPLACE_EXISTING);
    }
}
