package fr.touchweb.console.core.ban;

import fr.touchweb.console.core.address.AddressText;
import fr.touchweb.console.core.address.Cidr;
import fr.touchweb.console.core.address.Parsed;
import fr.touchweb.console.core.ssh.Command;
import fr.touchweb.console.core.ssh.CommandResult;
import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.ssh.RemoteHost;
import fr.touchweb.console.core.text.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Rules of iptables that name an address and that no {@code nft} tells of: {@code -A INPUT -s X -j DROP}. */
public final class IptablesSource implements BanSource {
    private static final String GONE = "Bad rule";
    private static final String NO_CHAIN = "No chain/target/match";

    private final List<String> before;
    private final boolean olderOnly;

    /**
     * @param before what stands before the program
     * @param olderOnly whether {@code nft} is asked too, so that only the older tables are left to tell
     */
    public IptablesSource(List<String> before, boolean olderOnly) {
        this.before = List.copyOf(before);
        this.olderOnly = olderOnly;
    }

    @Override
    public String id() {
        return "iptables";
    }

    @Override
    public List<Ban> banned(RemoteHost host) throws RemoteException, InterruptedException {
        List<Ban> bans = new ArrayList<>();
        for (IptablesRules.Rule rule : IptablesRules.read(host, before).rules()) {
            if (!(olderOnly && rule.nft()) && AddressText.parse(rule.after("-s")) instanceof Parsed.Read(Cidr address)
                    && NftRules.ofSomebody(address)) {
                String comment = rule.after("--comment");
                bans.add(new Ban(id(), rule.toString(), address, null, null, comment.isEmpty() ? null : comment,
                        List.of(), SetOwner.way(rule.words().getFirst())));
            }
        }
        return bans;
    }

    @Override
    public Command lifting(RemoteHost host, Ban ban) throws RemoteException, InterruptedException {
        if (ban.way() instanceof Way.ByHand(Message how)) {
            throw BanSource.byHand(how);
        }
        return command(host, rule(host, ban).map(rule -> rule.command("-D", 0)).orElseThrow(() -> BanSource
                .byHand(Message.of("ban.ruleGone", ban.list()))));
    }

    @Override
    public Lift lift(RemoteHost host, Ban ban) throws RemoteException, InterruptedException {
        Optional<IptablesRules.Rule> rule = rule(host, ban);
        if (rule.isEmpty()) {
            return Lift.NOTHING;
        }
        CommandResult result = host.run(lifting(host, ban));
        if (!result.ok() && (result.errorText().contains(GONE) || result.errorText().contains(NO_CHAIN))) {
            return Lift.NOTHING;
        }
        if (!result.ok()) {
            throw Rights.failed(result);
        }
        String back = String.join("\n", rule.get().command("-I", 1));
        return new Lift(true, false, true, back, Message.of("ban.ruleInMemory"));
    }

    @Override
    public Optional<Command> restoring(RemoteHost host, Ban ban, Lift lift)
            throws RemoteException, InterruptedException {
        return lift.rule() == null
                ? Optional.empty()
                : Optional.of(command(host, List.of(lift.rule().split("\n"))));
    }

    private Optional<IptablesRules.Rule> rule(RemoteHost host, Ban ban) throws RemoteException, InterruptedException {
        return IptablesRules.read(host, before).rules().stream().filter(rule -> rule.toString().equals(ban.list()))
                .findFirst();
    }

    private Command command(RemoteHost host, List<String> words) throws RemoteException, InterruptedException {
        List<String> argv = new ArrayList<>(before);
        argv.addAll(words);
        return Rights.command(host, argv);
    }
}
