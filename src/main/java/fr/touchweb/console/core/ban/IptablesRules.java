package fr.touchweb.console.core.ban;

import fr.touchweb.console.core.ssh.CommandResult;
import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.ssh.RemoteHost;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Rules of iptables, both families, that turn packets away. */
final class IptablesRules {
    private static final Set<String> AWAY = Set.of("DROP", "REJECT", "TARPIT", "STEAL");
    private static final Set<String> BUILT_IN = Set.of("INPUT", "FORWARD", "OUTPUT", "PREROUTING", "POSTROUTING");
    /** How {@code iptables-save} says that it speaks to nftables. */
    private static final String NFT = "(nf_tables)";
    private static final String OLDER = "legacy tables present";
    private static final List<String> FAMILIES = List.of("iptables", "ip6tables");

    private final List<Rule> rules;

    private IptablesRules(List<Rule> rules) {
        this.rules = rules;
    }

    /**
     * A rule that turns away.
     *
     * @param program {@code iptables} or {@code ip6tables}, or their variant for the older tables of the kernel
     * @param nft whether it stands in nftables, where {@code nft} sees it too
     * @param table that it stands in
     * @param words chain, conditions and target, as they follow {@code -A}
     */
    record Rule(String program, boolean nft, String table, List<String> words) {
        Rule {
            words = List.copyOf(words);
        }

        /** The word after an option that is not negated, empty where there is none. */
        String after(String option) {
            int at = words.indexOf(option);
            return at < 0 || at + 1 >= words.size() || at > 0 && words.get(at - 1).equals("!") ? "" : words.get(at + 1);
        }

        /** The whole command with a verb before the rule. @param number of the line to insert at, 0 for none */
        List<String> command(String verb, int number) {
            List<String> argv = new ArrayList<>(List.of(program, "-w", "-t", table, verb, words.getFirst()));
            if (number > 0) {
                argv.add(String.valueOf(number));
            }
            argv.addAll(words.subList(1, words.size()));
            return argv;
        }

        @Override
        public String toString() {
            return program + " " + table + " " + String.join(" ", words);
        }
    }

    /** @param before what stands before the programs */
    static IptablesRules read(RemoteHost host, List<String> before) throws RemoteException, InterruptedException {
        List<Rule> all = new ArrayList<>();
        for (String program : FAMILIES) {
            CommandResult saved = saved(host, before, program);
            all.addAll(of(program, saved.text()));
            if ((saved.text() + saved.errorText()).contains(OLDER)) {
                String older = program + "-legacy";
                all.addAll(of(older, saved(host, before, older).text()));
            }
        }
        return new IptablesRules(all);
    }

    private static CommandResult saved(RemoteHost host, List<String> before, String program)
            throws RemoteException, InterruptedException {
        List<String> argv = new ArrayList<>(before);
        argv.add(program + "-save");
        return Rights.run(host, Rights.command(host, argv));
    }

    /** Reads what {@code iptables-save} prints. */
    static List<Rule> of(String program, String saved) {
        List<Rule> all = new ArrayList<>();
        String table = "filter";
        boolean nft = saved.contains(NFT);
        for (String line : saved.lines().toList()) {
            if (line.startsWith("*")) {
                table = line.substring(1).strip();
            } else if (line.startsWith("-A ")) {
                all.add(new Rule(program, nft, table, words(line.substring(3))));
            }
        }
        // A chain of the house that drops, called from elsewhere, turns away too.
        Set<String> away = new HashSet<>(AWAY);
        all.stream().filter(rule -> AWAY.contains(rule.after("-j"))).map(rule -> rule.words().getFirst())
                .filter(chain -> !BUILT_IN.contains(chain)).forEach(away::add);
        return all.stream().filter(rule -> away.contains(rule.after("-j"))).toList();
    }

    private static List<String> words(String line) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '\\' && quoted && i + 1 < line.length()) {
                word.append(line.charAt(++i));
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == ' ' && !quoted) {
                words.add(word.toString());
                word.setLength(0);
            } else {
                word.append(c);
            }
        }
        words.add(word.toString());
        return words;
    }

    /** Sets of ipset whose members, as the source of a packet, are turned away. */
    Set<String> sets() {
        Set<String> sets = new TreeSet<>();
        for (Rule rule : rules) {
            int at = rule.words().indexOf("--match-set");
            boolean negated = at > 0 && rule.words().get(at - 1).equals("!");
            if (at > 0 && !negated && at + 2 < rule.words().size() && rule.words().get(at + 2).startsWith("src")) {
                sets.add(rule.words().get(at + 1));
            }
        }
        return sets;
    }

    List<Rule> rules() {
        return rules;
    }
}
