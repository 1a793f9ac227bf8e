package fr.touchweb.console.core.whitelist.backend;

import fr.touchweb.console.core.address.AddressText;
import fr.touchweb.console.core.address.Cidr;
import fr.touchweb.console.core.address.Parsed;
import fr.touchweb.console.core.ban.Fail2banSource;
import fr.touchweb.console.core.ban.Rights;
import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.ssh.RemoteHost;
import fr.touchweb.console.core.ssh.ShellQuoting;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** {@code addignoreip} counts at once but is lost at a reload and lifts no ban: so both, beside the file (reference A.0). */
final class Fail2banLive implements Live {
    private static final Pattern WORD = Pattern.compile("'([^']*)'");

    private final List<String> client;
    private final List<String> jails;
    private final Fail2banSource source;

    Fail2banLive(List<String> client, List<String> jails) {
        this.client = client;
        this.jails = jails;
        source = new Fail2banSource(client);
    }

    @Override
    public String admit(Cidr cidr) {
        return jails.stream().map(jail -> line("set", jail, "addignoreip", cidr.toString()) + " && "
                + line("set", jail, "unbanip", cidr.toString())).collect(Collectors.joining(" && "));
    }

    @Override
    public String dismiss(String address) {
        // Taking out what is not there is an error of the client.
        return jails.stream()
                .map(jail -> "if " + line("get", jail, "ignoreip") + " | grep -qF -e '- '" + address + "; then "
                        + line("set", jail, "delignoreip") + " " + address + "; fi")
                .collect(Collectors.joining(" && "));
    }

    @Override
    public Optional<List<Cidr>> running(RemoteHost host) throws RemoteException, InterruptedException {
        Set<Cidr> all = new LinkedHashSet<>();
        for (String jail : jails) {
            for (String text : source.ignored(host, jail)) {
                if (AddressText.parse(text) instanceof Parsed.Read(Cidr cidr)) {
                    all.add(cidr);
                }
            }
        }
        return Optional.of(new ArrayList<>(all));
    }

    @Override
    public List<Cidr> configured(RemoteHost host) throws RemoteException, InterruptedException {
        List<String> argv = new ArrayList<>(client);
        argv.add("-d");
        List<Cidr> all = new ArrayList<>();
        // ['set', 'web', 'addignoreip', '127.0.0.1/8', '198.51.100.4']
        for (String line : Rights.run(host, Rights.command(host, argv)).text().lines().toList()) {
            if (line.contains("'addignoreip'")) {
                Matcher word = WORD.matcher(line);
                while (word.find()) {
                    addresses(word.group(1)).forEach(all::add);
                }
            }
        }
        return all;
    }

    /** Fail2ban takes 127.0.0.1/8 for the network, and prints it so. */
    private static Stream<Cidr> addresses(String text) {
        return switch (AddressText.parse(text)) {
            case Parsed.Read(Cidr cidr) -> Stream.of(cidr);
            case Parsed.Unclear unclear -> Stream.of(unclear.readings().getLast());
            case Parsed.Refused _ -> Stream.of();
        };
    }

    private String line(String... words) {
        List<String> argv = new ArrayList<>(client);
        argv.addAll(List.of(words));
        return ShellQuoting.line(argv);
    }
}
