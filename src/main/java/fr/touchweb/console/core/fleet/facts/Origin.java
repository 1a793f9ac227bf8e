package fr.touchweb.console.core.fleet.facts;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Who built a package; whose calendar it follows depends on it (reference peers-policy-triage 3.6). Names of archives are
 * not translated.
 */
public enum Origin {
    DEBIAN("Debian"), SURY("sury"), NGINX_ORG("nginx.org"), MARIADB_ORG("mariadb.org"), MYSQL_COM(
            "mysql.com"), BACKPORTS("backports"), UNKNOWN("?");

    private static final Pattern SURY_BUILD = Pattern.compile("\\+0~\\d{8}|deb\\.sury\\.org");
    private static final Pattern NGINX_BUILD = Pattern
            .compile("-\\d+~(?:stretch|buster|bullseye|bookworm|trixie|forky)$");
    private static final Pattern MYSQL_BUILD = Pattern.compile("-\\d+debian\\d+$");
    private static final Pattern DEBIAN_UPDATE = Pattern.compile("[+~]deb\\d+u\\d+(?:\\+b\\d+)?$");
    private static final Pattern DEBIAN_HOST = Pattern
            .compile("https?://(?:[^/ ]*\\.)?debian\\.org/|https?://[^ ]*/debian(?:-security)?/? ");

    private final String label;

    Origin(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }

    /**
     * From a package version and, where apt tells, the archive that the installed version came from.
     *
     * @param archive a line of {@code apt-cache policy}, null when there is none
     */
    static Origin of(String packageVersion, @Nullable String archive) {
        if (SURY_BUILD.matcher(packageVersion).find()) {
            return SURY;
        }
        if (packageVersion.contains("+maria~")) {
            return MARIADB_ORG;
        }
        if (packageVersion.contains("~bpo")) {
            return BACKPORTS;
        }
        if (NGINX_BUILD.matcher(packageVersion).find()) {
            return NGINX_ORG;
        }
        if (MYSQL_BUILD.matcher(packageVersion).find()) {
            return MYSQL_COM;
        }
        if (archive != null) {
            return archive.contains("sury.org")
                    ? SURY
                    : archive.contains("nginx.org")
                            ? NGINX_ORG
                            : archive.contains("mariadb")
                                    ? MARIADB_ORG
                                    : archive.contains("mysql.com")
                                            ? MYSQL_COM
                                            : DEBIAN_HOST.matcher(archive + " ").find() ? DEBIAN : UNKNOWN;
        }
        return DEBIAN_UPDATE.matcher(packageVersion).find() ? DEBIAN : UNKNOWN;
    }
}
