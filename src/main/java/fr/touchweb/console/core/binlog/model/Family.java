package fr.touchweb.console.core.binlog.model;

/** Whose format a file, a server or a tool has. */
public enum Family {
    MARIADB, MYSQL, UNKNOWN;

    /** The family of a server by its version ({@code 10.11.19-MariaDB-log}, {@code 8.0.46}). */
    public static Family ofServer(String version) {
        if (version.contains("MariaDB")) {
            return MARIADB;
        }
        return version.isEmpty() || !Character.isDigit(version.charAt(0)) ? UNKNOWN : MYSQL;
    }
}
