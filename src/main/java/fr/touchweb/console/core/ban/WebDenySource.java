package fr.touchweb.console.core.ban;

import fr.touchweb.console.core.address.AddressText;
import fr.touchweb.console.core.address.Cidr;
import fr.touchweb.console.core.address.Parsed;
import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.ssh.RemoteHost;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Lines of a web server's configuration that deny an address (reference B.3). They are lifted where they stand, by an edit
 * and a reload: the console tells the file and the line, and changes neither.
 */
public final class WebDenySource implements ByHandSource {
    private static final Pattern NGINX_FILE = Pattern.compile("# configuration file (/.*):");
    private static final Pattern NGINX_DENY = Pattern.compile("(?:.*[;{}]\\s*)?deny\\s+(\\S+?)\\s*;\\s*(?:#\\s*(.*))?");
    private static final Pattern APACHE_DENY = Pattern
            .compile("(?i)(?:deny\\s+from|require\\s+not\\s+ip)\\s+([^#]*?)\\s*(?:#\\s*(.*))?");
    private static final String APACHE_LINES = "^[[:space:]]*(deny[[:space:]]+from|require[[:space:]]+not[[:space:]]+ip)[[:space:]]";
    private static final Pattern OCTETS = Pattern.compile("\\d{1,3}(?:\\.\\d{1,3}){0,2}\\.?");

    private final boolean nginx;
    private final List<String> client;

    private WebDenySource(boolean nginx, List<String> client) {
        this.nginx = nginx;
        this.client = client;
    }

    /** @param client {@code nginx} with its options */
    public static WebDenySource nginx(List<String> client) {
        return new WebDenySource(true, client.isEmpty() ? List.of("nginx") : List.copyOf(client));
    }

    /** @param client Apache's control program with its options */
    public static WebDenySource apache(List<String> client) {
        return new WebDenySource(false, client.isEmpty() ? List.of("apache2ctl") : List.copyOf(client));
    }

    @Override
    public String id() {
        return nginx ? "nginx" : "apache";
    }

    /** Without the lines about whole networks: those are a policy of the house, not the ban of somebody. */
    @Override
    public List<Ban> banned(RemoteHost host) throws RemoteException, InterruptedException {
        return lines(host).stream().filter(ban -> NftRules.ofSomebody(ban.address())).toList();
    }

    private List<Ban> lines(RemoteHost host) throws RemoteException, InterruptedException {
        if (nginx) {
            List<String> argv = new ArrayList<>(client);
            argv.add("-T");
            return nginx(Rights.run(host, Rights.command(host, argv)).text());
        }
        List<Ban> bans = new ArrayList<>();
        for (ApacheFiles.Line line : ApacheFiles.find(host, client, APACHE_LINES)) {
            Matcher deny = APACHE_DENY.matcher(line.text());
            if (deny.matches()) {
                Stream.of(deny.group(1).split("\\s+")).map(WebDenySource::apacheAddress).flatMap(Optional::stream)
                        .forEach(address -> bans.add(ban(line.file(), line.number(), address, deny.group(2))));
            }
        }
        return bans;
    }

    /** Reads what {@code nginx -T} prints: every file behind a line with its name. */
    List<Ban> nginx(String text) {
        List<Ban> bans = new ArrayList<>();
        String file = "";
        int number = 0;
        for (String line : text.lines().toList()) {
            Matcher named = NGINX_FILE.matcher(line);
            Matcher deny = NGINX_DENY.matcher(line.strip());
            number++;
            if (named.matches()) {
                file = named.group(1);
                number = 0;
            } else if (deny.matches() && AddressText.parse(deny.group(1)) instanceof Parsed.Read(Cidr address)) {
                bans.add(ban(file, number, address, deny.group(2)));
            }
        }
        return bans;
    }

    /** Apache takes the first octets of an address for the network, too. */
    static Optional<Cidr> apacheAddress(String text) {
        String read = text;
        if (OCTETS.matcher(text).matches()) {
            String plain = text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
            int octets = plain.split("\\.").length;
            read = plain + ".0".repeat(4 - octets) + "/" + 8 * octets;
        }
        return AddressText.parse(read) instanceof Parsed.Read(Cidr address) ? Optional.of(address) : Optional.empty();
    }

    private Ban ban(String file, int number, Cidr address, @Nullable String comment) {
        boolean live = file.endsWith("/.htaccess");
        Way way = live
                ? Way.byHand("ban.way.htaccess", number, file)
                : Way.byHand("ban.way.denyLine", number, file,
                        nginx ? "nginx -t && systemctl reload nginx" : "apache2ctl -t && systemctl reload apache2");
        return new Ban(id(), file + ":" + number, address, null, null, comment, List.of(), way);
    }

    @Override
    public List<Ban> bans(RemoteHost host, Cidr address) throws RemoteException, InterruptedException {
        return lines(host).stream().filter(ban -> ban.address().contains(address)).toList();
    }
}
