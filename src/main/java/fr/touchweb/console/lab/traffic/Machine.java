package fr.touchweb.console.lab.traffic;

import java.time.ZoneId;

/**
 * What the traffic needs to know of a server.
 *
 * @param name host name in its logs
 * @param client short name of the shop, as in folders and database names
 * @param domain of the site
 * @param nginx whether nginx serves it, else Apache
 * @param mariadb whether MariaDB holds it, else MySQL
 * @param phpBranch as {@code 8.2}
 * @param isoSyslog RFC 5424 time stamps in syslog
 * @param zone of its logs
 * @param requestsPerSecond at the normal pace
 * @param profiled whether xdebug writes profiles there, as on preproductions
 */
public record Machine(String name, String client, String domain, boolean nginx, boolean mariadb, String phpBranch,
        boolean isoSyslog, ZoneId zone, double requestsPerSecond, boolean profiled) {}
