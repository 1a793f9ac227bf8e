package fr.touchweb.console.core.ssh;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Finds out what an account can do with one read-only script that needs nothing but a POSIX shell: no {@code /dev/null},
 * no {@code /proc}, no coreutils. What it could not find out stays null.
 */
public final class CapabilityProbe {
    /** Programs that some part of the console uses where they are there. */
    public static final List<String> TOOLS = List.of("tail", "head", "cat", "stat", "ls", "find", "grep", "zcat",
            "gzip", "zgrep", "nice", "sha256sum", "df", "free", "ps", "uname", "date", "timeout", "readlink", "ss",
            "ip", "curl",
            "openssl", "sudo", "journalctl", "systemctl", "systemd-run", "mysql", "mariadb", "mysqlbinlog",
            "mariadb-binlog", "haproxy", "apache2", "apache2ctl", "httpd", "nginx", "php", "fail2ban-client",
            "cscli", "csf", "nft", "iptables", "ipset", "socat", "dpkg-query", "apt", "mdadm", "python3", "busybox",
            "setsid");

    // Not on the path of an account that is not root's, and found by sudo all the same.
    private static final String ADMIN = "nft iptables ipset csf nginx apache2ctl httpd haproxy";

    // A chroot that holds /proc shows no mount at "/" there, unless its folder is a mount point of its own; one without
    // /proc shows none at all. The inode of "/" is that of a file system's root (ext 2, XFS 64/96/128, btrfs 256) on a
    // whole machine.
    private static final String SCRIPT = """
            echo "locale=${LC_ALL:-${LC_CTYPE:-${LANG:-}}}"; \
            LC_ALL=C; export LC_ALL; \
            for t in "$@"; do command -v "$t" && echo "tool=$t"; done; \
            u=$(id -un 2>&-) || u=$(whoami 2>&-) || u=${LOGNAME:-${USER:-}}; echo "user=$u"; \
            i=$(id -u 2>&-) && echo "uid=$i"; \
            s=$(uname -s 2>&-) && echo "system=$s"; \
            r=$(ls -di / 2>&-) && echo "root=$r"; \
            if [ -r /proc/self/mountinfo ]; then m=no; \
            while read -r a b c d e f; do [ "$e" = / ] && m=yes; done </proc/self/mountinfo; echo "mounted=$m"; fi; \
            if [ -d /proc/self ]; then echo proc=yes; else echo proc=no; fi; \
            if [ -n "${TZ:-}" ]; then echo "tz=$TZ"; fi; \
            if [ -e /etc/localtime ]; then echo localtime=yes; \
            l=$(readlink -f /etc/localtime 2>&-) && echo "zonelink=$l"; fi; \
            if [ -r /etc/timezone ]; then read -r z </etc/timezone && echo "zonename=$z"; fi; \
            o=$(date +%z 2>&-) && echo "zoneoffset=$o"; \
            n=$(date +%s.%N 2>&-) && echo "now=$n"; \
            if [ "${i:-}" = 0 ]; then echo sudo=yes; \
            elif x=$(sudo -n true 2>&1); then echo sudo=yes; \
            for t in $ADMIN; do [ -x "/usr/sbin/$t" ] && echo "tool=$t"; done; else echo sudo=no; fi; \
            echo end=yes""".replace("$ADMIN", ADMIN);

    private CapabilityProbe() {}

    /** The probe; run it without LC_ALL=C, since it reports the account's own locale. */
    public static Command command() {
        return Command.script(SCRIPT, TOOLS.toArray(String[]::new)).withLimit(Duration.ofSeconds(20));
    }

    /**
     * Reads what the probe printed.
     *
     * @param before our clock when it was sent
     * @param after our clock when its answer was there
     */
    public static Capabilities read(String output, Instant before, Instant after, boolean sftp) {
        Map<String, String> facts = new HashMap<>();
        TreeSet<String> tools = new TreeSet<>();
        for (String line : output.split("\n")) {
            int equals = line.indexOf('=');
            if (equals > 0 && line.startsWith("tool=")) {
                tools.add(line.substring(equals + 1));
            } else if (equals > 0) {
                facts.putIfAbsent(line.substring(0, equals), line.substring(equals + 1).strip());
            }
        }
        Boolean jail = jail(facts);
        return new Capabilities(true, sftp, jail, known(facts.get("user")), tools, yesNo(facts.get("sudo")),
                zone(facts, jail), clockOffset(facts.get("now"), before, after), known(facts.get("locale")));
    }

    private static @Nullable Boolean jail(Map<String, String> facts) {
        if ("yes".equals(facts.get("mounted"))) {
            return false;
        }
        if ("no".equals(facts.get("mounted"))) {
            return true;
        }
        String system = facts.get("system");
        if ("no".equals(facts.get("proc")) && (system == null || system.equals("Linux"))) {
            return true;
        }
        String root = facts.get("root");
        return root == null || system == null
                ? null
                : !List.of("1", "2", "64", "96", "128", "256").contains(root.split(" ")[0]);
    }

    private static @Nullable String zone(Map<String, String> facts, @Nullable Boolean jail) {
        String named = known(facts.get("tz"));
        if (named != null) {
            return named.startsWith(":") ? named.substring(1) : named;
        }
        String link = facts.getOrDefault("zonelink", "");
        int folder = link.indexOf("zoneinfo/");
        if (folder >= 0) {
            return link.substring(folder + "zoneinfo/".length()).replaceFirst("^(posix|right)/", "");
        }
        String name = known(facts.get("zonename"));
        if (name != null) {
            return name;
        }
        // Without /etc/localtime, date speaks UTC whatever the machine's zone is.
        boolean told = facts.containsKey("localtime") || Boolean.FALSE.equals(jail);
        String offset = facts.getOrDefault("zoneoffset", "");
        return told && offset.matches("[+-]\\d{4}") ? offset.substring(0, 3) + ":" + offset.substring(3) : null;
    }

    private static @Nullable Duration clockOffset(@Nullable String now, Instant before, Instant after) {
        if (now == null || !now.matches("\\d{9,11}(\\..*)?")) {
            return null;
        }
        Duration span = Duration.between(before, after);
        Instant ours = before.plus(span.dividedBy(2));
        String[] parts = now.split("\\.", 2);
        Instant theirs = Instant.ofEpochSecond(Long.parseLong(parts[0]));
        if (parts.length == 2 && parts[1].matches("\\d{9}")) {
            theirs = theirs.plusNanos(Long.parseLong(parts[1]));
        } else {
            theirs = theirs.plusMillis(500);
        }
        return Duration.between(ours, theirs);
    }

    private static @Nullable Boolean yesNo(@Nullable String value) {
        return value == null ? null : value.equals("yes");
    }

    private static @Nullable String known(@Nullable String value) {
        return value == null || value.isEmpty() ? null : value;
    }
}
