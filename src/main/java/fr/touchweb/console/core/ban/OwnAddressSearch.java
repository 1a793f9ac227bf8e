package fr.touchweb.console.core.ban;

import fr.touchweb.console.core.address.AddressText;
import fr.touchweb.console.core.address.Cidr;
import fr.touchweb.console.core.address.Parsed;
import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.text.Message;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Looks for our own address where it can be told: by the shell that our SSH opens, by the access log that our request stands
 * in, by this machine. The web and SSH may leave by different addresses, and by different families.
 */
final class OwnAddressSearch {
    private static final int LOG_BYTES = 4 << 20;
    // $1 bytes of each log, $2 the mark, then patterns of paths.
    private static final String MARKED = """
            bytes=$1 mark=$2; shift 2; for pattern in "$@"; do for file in $pattern; do \
            [ -f "$file" ] && [ -r "$file" ] && case $file in *.gz) false;; esac || continue; \
            line=$(tail -c "$bytes" -- "$file" | grep -aF -e "$mark" | tail -n 1); \
            [ -n "$line" ] && printf '%s\\t%s\\n' "$file" "$line"; done; done; true""";
    private static final Pattern HAPROXY = Pattern.compile("\\]: ([0-9A-Fa-f.:]+):\\d+ \\[");
    private static final int CGNAT_FIRST = 100;
    private static final int CGNAT_MASK = 0xC0;
    private static final int CGNAT_SECOND = 64;

    private final int family;
    private final WebProbe probe;
    private final List<Message> notes;

    /** @param notes hears what could not be asked, and where two addresses differ */
    OwnAddressSearch(int family, WebProbe probe, List<Message> notes) {
        this.family = family;
        this.probe = probe;
        this.notes = notes;
    }

    /**
     * @param here what our request met: one that was answered may stand in a log
     * @param place that was asked, null when it is not the server's own: its logs tell who stands in between then
     */
    @Nullable
    OwnAddress find(Seen here, @Nullable InetAddress place, Vantage server, @Nullable Vantage peer)
            throws InterruptedException {
        InetAddress local = local(place);
        Cidr other = null;
        OwnAddress known = null;
        Cidr ssh = overSsh(server);
        if (ssh != null && ssh.ipv6() == (family == 6)) {
            known = new OwnAddress(ssh, Message.of("ban.own.ssh", server.server().id()));
        } else {
            other = ssh;
        }
        OwnAddress logged = place != null && (here instanceof Seen.Answer || here instanceof Seen.Closed)
                ? logged(server, local, known)
                : null;
        if (logged != null && known != null && !logged.address().equals(known.address())) {
            notes.add(Message.of("ban.note.twoAddresses", known.address().toString(),
                    logged.address().toString()));
        }
        known = logged != null && (known == null || !logged.address().equals(known.address())) ? logged : known;
        known = known == null && peer != null ? overPeer(peer) : known;
        known = known == null ? ofMachine(local) : known;
        if (known == null && other != null) {
            notes.add(Message.of("ban.note.otherFamily", other.toString(), family));
        }
        return known;
    }

    private @Nullable InetAddress local(@Nullable InetAddress place) {
        try {
            return place == null ? null : probe.local(place);
        } catch (IOException _) {
            // No way to this family from here at all: the request has said so.
            return null;
        }
    }

    private @Nullable Cidr overSsh(Vantage server) throws InterruptedException {
        try {
            return Vantage.own(server.nearest()).orElse(null);
        } catch (RemoteException e) {
            notes.add(e.text());
            return null;
        }
    }

    private @Nullable OwnAddress overPeer(Vantage peer) throws InterruptedException {
        Cidr own = overSsh(peer);
        return own != null && own.ipv6() == (family == 6)
                ? new OwnAddress(own, Message.of("ban.own.peer", peer.server().id()))
                : null;
    }

    /** IPv6 is not translated on the way: what the machine sends from is what arrives. So is a public IPv4. */
    private @Nullable OwnAddress ofMachine(@Nullable InetAddress local) {
        return local != null && isPublic(local) && of(local).isPresent()
                ? new OwnAddress(of(local).orElseThrow(), Message.of("ban.own.machine"))
                : null;
    }

    /** An access log tells the client of a marked request; behind a proxy it tells the proxy, which is not us. */
    private @Nullable OwnAddress logged(Vantage server, @Nullable InetAddress local, @Nullable OwnAddress ssh)
            throws InterruptedException {
        if (server.webLogs().isEmpty()) {
            return null;
        }
        List<String> argv = new ArrayList<>(
                List.of("sh", "-c", MARKED, "sh", String.valueOf(LOG_BYTES), probe.mark()));
        argv.addAll(server.webLogs());
        try {
            for (String line : server.host().run(Rights.command(server.host(), argv)).text().lines().toList()) {
                int tab = line.indexOf('\t');
                Cidr client = client(line.substring(tab + 1)).orElse(null);
                boolean ours = client != null && (client.equals(of(local).orElse(null))
                        || ssh != null && client.equals(ssh.address()) || isPublic(address(client)));
                if (client != null && ours && tab > 0) {
                    return new OwnAddress(client, Message.of("ban.own.log", line.substring(0, tab)));
                }
            }
        } catch (RemoteException e) {
            notes.add(e.text());
        }
        return null;
    }

    /** The first or second word, for some logs begin with the name of the site; HAProxy's has it after its head. */
    private Optional<Cidr> client(String line) {
        Matcher proxy = HAPROXY.matcher(line);
        Stream<String> words = proxy.find() ? Stream.of(proxy.group(1)) : Stream.of(line.split(" ", 3)).limit(2);
        return words.map(AddressText::parse)
                .flatMap(parsed -> parsed instanceof Parsed.Read(Cidr read) ? Stream.of(read) : Stream.of())
                .filter(read -> read.single() && read.ipv6() == (family == 6)).findFirst();
    }

    private static Optional<Cidr> of(@Nullable InetAddress address) {
        return address != null && AddressText.parse(plain(address)) instanceof Parsed.Read(Cidr read)
                ? Optional.of(read)
                : Optional.empty();
    }

    private static String plain(InetAddress address) {
        String text = address.getHostAddress();
        int zone = text.indexOf('%');
        return zone < 0 ? text : text.substring(0, zone);
    }

    private static InetAddress address(Cidr cidr) {
        return InetAddress.ofLiteral(cidr.address());
    }

    private static boolean isPublic(InetAddress address) {
        byte[] bytes = address.getAddress();
        boolean unique = address instanceof Inet6Address && (bytes[0] & 0xFE) == 0xFC;
        boolean shared = bytes.length == 4 && bytes[0] == CGNAT_FIRST && (bytes[1] & CGNAT_MASK) == CGNAT_SECOND;
        return !address.isAnyLocalAddress() && !address.isLoopbackAddress() && !address.isLinkLocalAddress()
                && !address.isSiteLocalAddress() && !address.isMulticastAddress() && !unique && !shared;
    }
}
