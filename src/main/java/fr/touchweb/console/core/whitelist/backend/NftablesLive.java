package fr.touchweb.console.core.whitelist.backend;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import fr.touchweb.console.core.address.AddressText;
import fr.touchweb.console.core.address.Cidr;
import fr.touchweb.console.core.address.Parsed;
import fr.touchweb.console.core.ban.Rights;
import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.ssh.RemoteException.Kind;
import fr.touchweb.console.core.ssh.RemoteHost;
import fr.touchweb.console.core.ssh.ShellQuoting;
import fr.touchweb.console.core.text.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Named sets of nftables; a set holds one family. */
final class NftablesLive implements Live {
    private static final JsonMapper JSON = new JsonMapper();

    private final List<String> client;
    private final List<String> sets;

    /** @param sets an IPv4 and, where there is one, an IPv6 set, each as {@code family table name} */
    NftablesLive(List<String> client, List<String> sets) {
        this.client = client;
        this.sets = sets;
    }

    /** The set of a family. */
    String set(boolean ipv6) {
        return sets.get(ipv6 && sets.size() > 1 ? 1 : 0);
    }

    @Override
    public String admit(Cidr cidr) {
        return ShellQuoting.line(client) + " add element " + set(cidr.ipv6()) + " '{ " + cidr + " }'";
    }

    @Override
    public String dismiss(String address) {
        String in = "$(case " + address + " in *:*) echo " + ShellQuoting.quote(set(true)) + ";; *) echo "
                + ShellQuoting.quote(set(false)) + ";; esac)";
        String nft = ShellQuoting.line(client);
        String element = in + " \"{ \"" + address + "\" }\"";
        return "if " + nft + " get element " + element + "; then " + nft + " delete element " + element + "; fi";
    }

    /** The change as one transaction of the kernel: a range that goes makes room for the addresses that come. */
    @Override
    public String validate(List<Cidr> in, List<Cidr> out) {
        String changes = Stream.concat(
                out.stream().map(cidr -> "delete element " + set(cidr.ipv6()) + " { " + cidr + " }\n"),
                in.stream().map(cidr -> "add element " + set(cidr.ipv6()) + " { " + cidr + " }\n"))
                .collect(Collectors.joining());
        return changes.isEmpty()
                ? ""
                : "printf %s " + ShellQuoting.quote(changes) + " | " + ShellQuoting.line(client) + " -c -f -";
    }

    @Override
    public Optional<List<Cidr>> running(RemoteHost host) throws RemoteException, InterruptedException {
        List<Cidr> all = new ArrayList<>();
        for (String set : sets) {
            List<String> argv = new ArrayList<>(client);
            argv.addAll(List.of("-j", "list", "set"));
            argv.addAll(List.of(set.split(" ")));
            String text = Rights.run(host, Rights.command(host, argv)).text();
            try {
                for (JsonNode item : JSON.readTree(text).path("nftables")) {
                    item.path("set").path("elem").forEach(element -> element(element).ifPresent(all::add));
                }
            } catch (JsonProcessingException e) {
                throw new RemoteException(Kind.PROTOCOL, Message.of("ban.said", text), e);
            }
        }
        return Optional.of(all);
    }

    private static Optional<Cidr> element(JsonNode element) {
        JsonNode inner = element.has("elem") ? element.path("elem").path("val") : element;
        String text = inner.has("prefix")
                ? inner.path("prefix").path("addr").asText() + "/" + inner.path("prefix").path("len").asInt()
                : inner.asText();
        return AddressText.parse(text) instanceof Parsed.Read(Cidr cidr) ? Optional.of(cidr) : Optional.empty();
    }
}
