package fr.touchweb.console.core.ban;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import fr.touchweb.console.core.address.AddressText;
import fr.touchweb.console.core.address.Cidr;
import fr.touchweb.console.core.address.Parsed;
import fr.touchweb.console.core.ssh.Command;
import fr.touchweb.console.core.ssh.CommandResult;
import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.ssh.RemoteException.Kind;
import fr.touchweb.console.core.ssh.RemoteHost;
import fr.touchweb.console.core.text.Message;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Named sets of nftables whose source addresses a rule drops or rejects, and rules that name an address themselves. What
 * another daemon fills is left to it.
 */
public final class NftablesSource implements BanSource {
    private static final JsonMapper JSON = new JsonMapper();

    private final List<String> client;
    private final Clock clock;

    /** @param client {@code nft} with what stands before it */
    public NftablesSource(List<String> client, Clock clock) {
        this.client = client.isEmpty() ? List.of("nft") : List.copyOf(client);
        this.clock = clock;
    }

    @Override
    public String id() {
        return "nftables";
    }

    @Override
    public List<Ban> banned(RemoteHost host) throws RemoteException, InterruptedException {
        JsonNode ruleset = ruleset(host);
        Set<String> dropping = dropping(ruleset);
        List<Ban> bans = new ArrayList<>();
        for (JsonNode item : ruleset) {
            JsonNode set = item.path("set");
            String name = name(set.path("family"), set.path("table"), set.path("name"));
            if (!dropping.contains(name)) {
                continue;
            }
            for (JsonNode element : set.path("elem")) {
                Ban ban = ban(name, element);
                if (ban != null) {
                    bans.add(ban);
                }
            }
        }
        bans.addAll(NftRules.bans(ruleset));
        return bans;
    }

    @Override
    public Command lifting(RemoteHost host, Ban ban) throws RemoteException, InterruptedException {
        if (ban.way() instanceof Way.ByHand(Message how)) {
            throw BanSource.byHand(how);
        }
        List<String> argv = new ArrayList<>(client);
        if (NftRules.isOne(ban.list())) {
            argv.addAll(NftRules.deleting(ban));
        } else {
            argv.addAll(List.of("delete", "element"));
            argv.addAll(List.of(ban.list().split(" ")));
            argv.add("{ " + ban.address() + " }");
        }
        return Rights.command(host, argv);
    }

    @Override
    public Lift lift(RemoteHost host, Ban ban) throws RemoteException, InterruptedException {
        if (NftRules.isOne(ban.list())) {
            return liftRule(host, ban);
        }
        CommandResult result = host.run(lifting(host, ban));
        if (!result.ok() && result.errorText().contains("No such file or directory")) {
            return Lift.NOTHING;
        }
        if (!result.ok()) {
            throw Rights.failed(result);
        }
        return Lift.DONE;
    }

    private Lift liftRule(RemoteHost host, Ban ban) throws RemoteException, InterruptedException {
        JsonNode rule = NftRules.find(ruleset(host), ban).orElse(null);
        if (rule == null) {
            return Lift.NOTHING;
        }
        if (NftRules.several(rule)) {
            throw new RemoteException(Kind.UNSUPPORTED, Message.of("ban.ruleOfSeveral", ban.list()), null);
        }
        String back = NftRules.restoring(rule);
        Rights.run(host, lifting(host, ban));
        return new Lift(true, false, back != null, back, Message.of("ban.ruleInMemory"));
    }

    @Override
    public Optional<Command> restoring(RemoteHost host, Ban ban, Lift lift)
            throws RemoteException, InterruptedException {
        List<String> argv = new ArrayList<>(client);
        if (lift.rule() != null) {
            argv.addAll(List.of("-j", "-f", "-"));
            return Optional.of(Rights.command(host, argv).withStdin(lift.rule().getBytes(StandardCharsets.UTF_8)));
        }
        long left = ban.until() == null ? 1 : Duration.between(clock.instant(), ban.until()).toSeconds();
        if (left < 1) {
            return Optional.empty();
        }
        argv.addAll(List.of("add", "element"));
        argv.addAll(List.of(ban.list().split(" ")));
        argv.add("{ " + ban.address() + (ban.until() == null ? "" : " timeout " + left + "s")
                + (ban.reason() == null ? "" : " comment \"" + ban.reason() + "\"") + " }");
        return Optional.of(Rights.command(host, argv));
    }

    private JsonNode ruleset(RemoteHost host) throws RemoteException, InterruptedException {
        List<String> argv = new ArrayList<>(client);
        argv.addAll(List.of("-j", "list", "ruleset"));
        String text = Rights.run(host, Rights.command(host, argv)).text();
        try {
            return JSON.readTree(text).path("nftables");
        } catch (JsonProcessingException e) {
            throw new RemoteException(Kind.PROTOCOL, Message.of("ban.said", text.lines().findFirst().orElse("")), e);
        }
    }

    /** Sets whose members, as the source of a packet, meet a drop or a reject. */
    private static Set<String> dropping(JsonNode ruleset) {
        Set<String> sets = new HashSet<>();
        for (JsonNode item : ruleset) {
            JsonNode rule = item.path("rule");
            String matched = null;
            boolean out = false;
            for (JsonNode expression : rule.path("expr")) {
                JsonNode match = expression.path("match");
                if (match.path("left").path("payload").path("field").asText().equals("saddr")
                        && match.path("op").asText().equals("==") && match.path("right").asText().startsWith("@")) {
                    matched = match.path("right").asText().substring(1);
                }
                out |= expression.has("drop") || expression.has("reject");
            }
            if (matched != null && out) {
                sets.add(rule.path("family").asText() + " " + rule.path("table").asText() + " " + matched);
            }
        }
        return sets;
    }

    private @Nullable Ban ban(String set, JsonNode element) {
        JsonNode inner = element.has("elem") ? element.path("elem") : element;
        JsonNode value = inner.has("val") ? inner.path("val") : inner;
        String text = value.has("prefix")
                ? value.path("prefix").path("addr").asText() + "/" + value.path("prefix").path("len").asInt()
                : value.asText();
        if (!(AddressText.parse(text) instanceof Parsed.Read(Cidr address))) {
            return null;
        }
        Instant now = clock.instant();
        Instant until = inner.has("expires") ? now.plusSeconds(inner.path("expires").asLong()) : null;
        Instant since = until != null && inner.has("timeout")
                ? until.minusSeconds(inner.path("timeout").asLong())
                : null;
        String reason = inner.has("comment") ? inner.path("comment").asText() : null;
        return new Ban(id(), set, address, since, until, reason, List.of(), SetOwner.way(set));
    }

    private static String name(JsonNode family, JsonNode table, JsonNode set) {
        return family.asText() + " " + table.asText() + " " + set.asText();
    }
}
