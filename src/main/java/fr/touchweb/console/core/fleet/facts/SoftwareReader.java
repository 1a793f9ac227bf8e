package fr.touchweb.console.core.fleet.facts;

import fr.touchweb.console.core.fleet.facts.ProbeSections.Section;
import fr.touchweb.console.core.text.Message;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Versions of the products: from the package manager where it may be asked, else from what the programs say of themselves. */
final class SoftwareReader {
    private static final Pattern PHP_PACKAGE = Pattern.compile("php\\d+\\.\\d+-fpm");
    private static final Pattern UPSTREAM = Pattern.compile("(?:\\d+:)?([0-9]+(?:\\.[0-9]+)*)");
    private static final Map<Product, Pattern> SPOKEN = Map.of(
            Product.HAPROXY, Pattern.compile("HA-?Proxy version ([0-9.]+)(\\S*)"),
            Product.APACHE, Pattern.compile("Apache/([0-9.]+)()"),
            Product.NGINX, Pattern.compile("nginx/([0-9.]+)()"),
            Product.PHP, Pattern.compile("PHP ([0-9]+\\.[0-9]+\\.[0-9]+)(\\S*) \\(fpm-fcgi\\)"),
            Product.MARIADB, Pattern.compile("Ver ([0-9.]+)-MariaDB(\\S*)"),
            Product.MYSQL, Pattern.compile("Ver ([0-9.]+)(?!\\S*MariaDB)()\\S* for "),
            Product.FAIL2BAN, Pattern.compile("^(?:Fail2Ban v)?([0-9]+\\.[0-9.]+)()"));
    private static final Map<Product, String> SECTIONS = Map.of(Product.HAPROXY, "haproxy", Product.APACHE, "apache",
            Product.NGINX, "nginx", Product.PHP, "phpfpm", Product.MARIADB, "mariadb", Product.MYSQL, "mariadb",
            Product.FAIL2BAN, "fail2ban");

    private final ProbeSections sections;
    private final ProbeOutput output;
    private final Map<String, String> archives = new HashMap<>();
    private final @Nullable Set<String> processes;

    SoftwareReader(ProbeSections sections, ProbeOutput output) {
        this.sections = sections;
        this.output = output;
        this.processes = processes();
        archives();
    }

    Map<Product, Fact<List<Software>>> software() {
        Map<Product, Fact<List<Software>>> all = new EnumMap<>(Product.class);
        for (Product product : Product.values()) {
            all.put(product, of(product));
        }
        return all;
    }

    private Fact<List<Software>> of(Product product) {
        if (Boolean.TRUE.equals(output.jail())) {
            // Programs in a jail are those of the jail: their versions say nothing of the services outside.
            return Fact.unknown(Message.of("fleet.unknown.jail"));
        }
        Section packages = sections.get("dpkg");
        List<Software> packaged = packages == null ? List.of() : packaged(product, packages.lines());
        if (packages != null && !packaged.isEmpty()) {
            return new Fact.Known<>(packaged, output.at(), packages.source());
        }
        Section spoken = sections.get(Objects.requireNonNull(SECTIONS.get(product)));
        List<Software> said = spoken == null ? List.of() : said(product, spoken.lines());
        if (spoken != null && !said.isEmpty()) {
            return new Fact.Known<>(said, output.at(), spoken.source());
        }
        // Something that answers --version in words of another product is not this one.
        if (packages != null && packages.worked()) {
            return new Fact.Known<>(List.of(), output.at(), packages.source());
        }
        return Fact.unknown(sections.reason("dpkg", Objects.requireNonNull(SECTIONS.get(product))));
    }

    private List<Software> packaged(Product product, List<String> lines) {
        Map<String, Software> byVersion = new HashMap<>();
        for (String line : lines) {
            String[] parts = line.split("\\|");
            if (parts.length == 3 && product == product(parts[1])) {
                Matcher version = UPSTREAM.matcher(parts[2]);
                if (version.lookingAt()) {
                    byVersion.put(version.group(1), new Software(product, version.group(1), parts[2],
                            Origin.of(parts[2], archives.get(parts[1])), running(product, version.group(1))));
                }
            }
        }
        return byVersion.values().stream().sorted((a, b) -> Versions.compare(a.version(), b.version())).toList();
    }

    private static @Nullable Product product(String name) {
        if (PHP_PACKAGE.matcher(name).matches()) {
            return Product.PHP;
        }
        return switch (name) {
            case "haproxy" -> Product.HAPROXY;
            case "apache2" -> Product.APACHE;
            case "nginx", "nginx-full", "nginx-light", "nginx-extras", "nginx-core" -> Product.NGINX;
            case "fail2ban" -> Product.FAIL2BAN;
            case "mysql-community-server", "percona-server-server" -> Product.MYSQL;
            default -> name.startsWith("mariadb-server")
                    ? Product.MARIADB
                    : name.startsWith("mysql-server") ? Product.MYSQL : null;
        };
    }

    private List<Software> said(Product product, List<String> lines) {
        List<Software> found = new ArrayList<>();
        Pattern pattern = Objects.requireNonNull(SPOKEN.get(product));
        for (String line : lines) {
            Matcher matcher = pattern.matcher(line);
            if (matcher.find()) {
                String suffix = matcher.group(2);
                found.add(new Software(product, matcher.group(1), null,
                        suffix.isEmpty() ? Origin.UNKNOWN : Origin.of(matcher.group(1) + suffix, null),
                        running(product, matcher.group(1))));
            }
        }
        return found.stream().distinct().sorted((a, b) -> Versions.compare(a.version(), b.version())).toList();
    }

    private @Nullable Boolean running(Product product, String version) {
        if (processes == null) {
            return null;
        }
        return switch (product) {
            case HAPROXY -> processes.contains("haproxy");
            case APACHE -> processes.contains("apache2") || processes.contains("httpd");
            case NGINX -> processes.contains("nginx");
            case MARIADB, MYSQL -> processes.contains("mariadbd") || processes.contains("mysqld");
            case FAIL2BAN -> processes.contains("fail2ban-server");
            case PHP -> {
                String name = "php-fpm" + Versions.truncate(version, 2);
                // An unversioned program name does not tell which version it is.
                yield processes.contains(name) ? Boolean.TRUE : processes.contains("php-fpm") ? null : Boolean.FALSE;
            }
        };
    }

    /** Names of all processes; null when the account does not see them all (no ps, hidepid, a jail). */
    private @Nullable Set<String> processes() {
        Section ps = sections.get("ps");
        Section first = sections.get("pid1");
        if (ps == null || !ps.worked() || first == null || !first.worked() || Boolean.TRUE.equals(output.jail())) {
            return null;
        }
        Set<String> names = new HashSet<>();
        for (String line : ps.lines()) {
            for (String word : line.strip().split("\\s+")) {
                names.add(word.substring(word.lastIndexOf('/') + 1).replaceFirst(":$", ""));
            }
        }
        return names.contains(first.first().strip()) ? names : null;
    }

    /** From which archive each installed package came. */
    private void archives() {
        Section policy = sections.get("policy");
        String name = null;
        boolean installed = false;
        for (String line : policy == null ? List.<String>of() : policy.lines()) {
            if (!line.startsWith(" ") && line.endsWith(":")) {
                name = line.substring(0, line.length() - 1);
                installed = false;
            } else if (line.startsWith(" *** ")) {
                installed = true;
            } else if (line.startsWith("     ") && !line.startsWith("        ")) {
                installed = false;
            } else if (installed && name != null && line.contains("://")) {
                archives.putIfAbsent(name, line.strip());
            }
        }
    }
}
