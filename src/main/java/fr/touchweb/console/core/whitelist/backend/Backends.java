package fr.touchweb.console.core.whitelist.backend;

import fr.touchweb.console.core.address.Cidr;
import fr.touchweb.console.core.fleet.Server.Whitelist;
import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.ssh.RemoteException.Kind;
import fr.touchweb.console.core.text.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes a backend of what {@code fleet.json} says, with the usual places and commands of Debian where it is silent. */
public final class Backends {
    /** Kinds that write a list; {@code filedrop} only asks for it. */
    public static final List<String> IDS = List.of("file", "fail2ban", "nftables", "haproxy", "nginx", "apache",
            "htaccess");
    /** Kind of the lists that are changed by a request in a file. */
    public static final String FILE_DROP = "filedrop";

    private static final String FAIL2BAN_FILE = "/etc/fail2ban/jail.d/zz-tw-console.local";
    private static final String NFTABLES_FILE = "/etc/nftables.d/tw-console.nft";

    private Backends() {}

    /**
     * The backend of one list.
     *
     * @throws RemoteException of kind {@code CONFIGURATION} when something that it needs is not said
     */
    public static Backend of(Whitelist config) throws RemoteException {
        return kind(config).of(config.site());
    }

    private static Backend kind(Whitelist config) throws RemoteException {
        List<String> client = config.client();
        return switch (config.backend()) {
            case "file" -> new Backend("file", path(config, null), LineForm.PLAIN, Live.NONE, null, config.validate(),
                    config.reload(), config.probe());
            case "nginx" -> new Backend("nginx", path(config, null), LineForm.NGINX, Live.NONE, null,
                    or(config.validate(), "nginx", "-t"), or(config.reload(), "nginx", "-s", "reload"),
                    config.probe());
            case "apache" -> new Backend("apache", path(config, null), LineForm.APACHE, Live.NONE, null,
                    or(config.validate(), "apachectl", "-t"), or(config.reload(), "apachectl", "graceful"),
                    config.probe());
            case "htaccess" -> new Backend("htaccess", path(config, null),
                    new LineForm(LineForm.APACHE.line(), LineForm.APACHE.address(),
                            Pattern.compile("\\s*<RequireAny>\\s*"),
                            text -> having(text, "<RequireAny>", "<RequireAny>\n</RequireAny>\n")),
                    Live.NONE, client.isEmpty() ? "/etc/apache2/apache2.conf" : client.getFirst(), config.validate(),
                    List.of(), config.probe());
            case "haproxy" -> haproxy(config, or(client, "socat", "-", "/run/haproxy/admin.sock"));
            case "fail2ban" -> fail2ban(config, or(client, "fail2ban-client"));
            case "nftables" -> nftables(config, or(client, "nft"));
            default -> throw new RemoteException(Kind.CONFIGURATION,
                    Message.of("whitelist.backend.unknown", config.backend(), String.join(", ", IDS)), null);
        };
    }

    private static Backend haproxy(Whitelist config, List<String> client) throws RemoteException {
        String path = path(config, null);
        return new Backend("haproxy", path, LineForm.PLAIN, new HaproxyLive(client, path), null,
                or(config.validate(), "haproxy", "-c", "-f", "/etc/haproxy/haproxy.cfg"), List.of(), config.probe());
    }

    private static Backend fail2ban(Whitelist config, List<String> client) throws RemoteException {
        need(!config.jails().isEmpty() && config.jails().stream().allMatch(jail -> jail.matches("[\\w.-]+")),
                "whitelist.backend.jails", config);
        LineForm form = new LineForm(cidr -> "    " + cidr, Pattern.compile("\\s+([0-9A-Fa-f.:/]+)\\s*"),
                Pattern.compile("ignoreip\\s*=.*"), text -> withJails(text, config.jails()));
        List<String> test = new ArrayList<>(client);
        test.add("-t");
        return new Backend("fail2ban", path(config, FAIL2BAN_FILE), form, new Fail2banLive(client, config.jails()),
                null, or(config.validate(), test.toArray(String[]::new)), List.of(), config.probe());
    }

    private static Backend nftables(Whitelist config, List<String> client) throws RemoteException {
        need(!config.sets().isEmpty()
                && config.sets().stream().allMatch(set -> set.matches("(inet|ip|ip6|bridge|netdev) [\\w.-]+ [\\w.-]+")),
                "whitelist.backend.sets", config);
        NftablesLive live = new NftablesLive(client, config.sets());
        String path = path(config, NFTABLES_FILE);
        LineForm form = new LineForm((Cidr cidr) -> "add element " + live.set(cidr.ipv6()) + " { " + cidr + " }",
                Pattern.compile("\\s*add\\s+element\\s+\\S+\\s+\\S+\\s+\\S+\\s*\\{\\s*([^\\s,}]+)\\s*}\\s*"), null,
                UnaryOperator.identity());
        return new Backend("nftables", path, form, live, null, config.validate(), List.of(), config.probe());
    }

    private static String withJails(String text, List<String> jails) {
        String whole = text;
        for (String jail : jails) {
            // What the jail's own configuration ignores stays: an ignoreip of ours would take its place.
            whole = having(whole, "[" + jail + "]", "[" + jail + "]\nignoreip = %(known/ignoreip)s\n");
        }
        return whole;
    }

    private static String having(String text, String line, String block) {
        return text.lines().anyMatch(there -> there.strip().equals(line))
                ? text
                : text + (text.isEmpty() || text.endsWith("\n") ? "" : "\n") + block;
    }

    private static String path(Whitelist config, @Nullable String usual)
            throws RemoteException {
        String path = config.path() == null ? usual : config.path();
        need(path != null && path.startsWith("/") && path.indexOf('\n') < 0, "whitelist.backend.path", config);
        return Objects.requireNonNull(path);
    }

    private static void need(boolean said, String otherwise, Whitelist config) throws RemoteException {
        if (!said) {
            throw new RemoteException(Kind.CONFIGURATION, Message.of(otherwise, config.scope(), config.backend()),
                    null);
        }
    }

    private static List<String> or(List<String> said, String... usual) {
        return said.isEmpty() ? List.of(usual) : said;
    }
}
