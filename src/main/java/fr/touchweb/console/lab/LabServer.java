package fr.touchweb.console.lab;

import fr.touchweb.console.lab.web.Shop;
import java.time.ZoneId;

/**
 * A fictional server.
 *
 * @param id in the fleet
 * @param client id of its client
 * @param role as fleet documents name it
 * @param domain of its site
 * @param nginx whether its web server is nginx, else Apache
 * @param hoster where it would stand
 * @param debian full version, as {@code 12.15}
 * @param codename of that version
 * @param kernel release
 * @param php full version
 * @param mariadb whether its database is MariaDB, else MySQL
 * @param database full version of it
 * @param haproxy full version
 * @param zone of its logs
 * @param cores processors
 * @param memoryMebibytes of it
 * @param rootUsedPercent how full {@code /} is
 * @param logUsedPercent how full {@code /var/log} is
 * @param load average that it hovers around
 * @param requestsPerSecond visitors' requests at the normal pace
 */
public record LabServer(String id, String client, String role, String domain, boolean nginx, String hoster,
        String debian, String codename, String kernel, String php, boolean mariadb, String database, String haproxy,
        ZoneId zone, int cores, int memoryMebibytes, int rootUsedPercent, int logUsedPercent, double load,
        double requestsPerSecond) {

    /** {@code 12} of {@code 12.15}. */
    public String debianMajor() {
        return debian.substring(0, debian.indexOf('.'));
    }

    /** {@code 8.2} of {@code 8.2.29}. */
    public String phpBranch() {
        return php.substring(0, php.lastIndexOf('.'));
    }

    /** Its site as visitors see it. */
    Shop shop() {
        return new Shop(id, domain, client, nginx, role.equals("preproduction"), phpBranch());
    }

    public boolean production() {
        return role.equals("production");
    }
}
