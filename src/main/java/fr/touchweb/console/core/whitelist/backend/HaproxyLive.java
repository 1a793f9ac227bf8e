package fr.touchweb.console.core.whitelist.backend;

import fr.touchweb.console.core.address.AddressText;
import fr.touchweb.console.core.address.Cidr;
import fr.touchweb.console.core.address.Parsed;
import fr.touchweb.console.core.ban.Rights;
import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.ssh.RemoteHost;
import fr.touchweb.console.core.ssh.ShellQuoting;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An ACL of HAProxy through its runtime socket; what is added there is lost at a restart, so it stands in the file too. */
final class HaproxyLive implements Live {
    private static final Pattern LINE = Pattern.compile("0x[0-9a-f]+ (\\S+)");

    private final List<String> client;
    private final String acl;

    /** @param acl path of its file, by which HAProxy knows it */
    HaproxyLive(List<String> client, String acl) {
        this.client = client;
        this.acl = acl;
    }

    @Override
    public String admit(Cidr cidr) {
        // The socket takes the same address twice; twice in the list, it would have to be taken out twice.
        return said(cidr.toString()) + " || " + act("add acl", cidr.toString()) + "; }";
    }

    @Override
    public String dismiss(String address) {
        return said(address) + " && " + act("del acl", address) + " || ! " + there(address) + "; }";
    }

    @Override
    public Optional<List<Cidr>> running(RemoteHost host) throws RemoteException, InterruptedException {
        String text = Rights.run(host, Rights.command(host, client)
                .withStdin(("show acl " + acl + "\n").getBytes(StandardCharsets.UTF_8))).text();
        return Optional.of(text.lines().map(LINE::matcher).filter(Matcher::matches)
                .flatMap(line -> AddressText.parse(line.group(1)) instanceof Parsed.Read(Cidr cidr)
                        ? Optional.of(cidr).stream()
                        : Optional.<Cidr>empty().stream())
                .toList());
    }

    /** Asks for the list; a socket that does not answer is an error, not an empty list. */
    private String said(String address) {
        return "said=$(echo " + ShellQuoting.quote("show acl " + acl) + " | " + ShellQuoting.line(client) + ") && { "
                + there(address);
    }

    private static String there(String address) {
        return "printf '%s\\n' \"$said\" | awk -v a=" + address + " '$2 == a { found = 1 } END { exit !found }'";
    }

    /** The socket's exit code is always 0; what it says is an error. */
    private String act(String doing, String address) {
        return "{ out=$(echo " + ShellQuoting.quote(doing + " " + acl) + " " + address + " | "
                + ShellQuoting.line(client) + ") && if [ -n \"$out\" ]; then echo \"$out\" >&2; false; fi; }";
    }
}
