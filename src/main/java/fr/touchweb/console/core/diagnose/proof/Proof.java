package fr.touchweb.console.core.diagnose.proof;

import fr.touchweb.console.core.diagnose.Evidence;
import fr.touchweb.console.core.diagnose.rules.Rule;
import fr.touchweb.console.core.text.Message;
import java.util.List;

/**
 * What one server told of one hop.
 *
 * @param server id of the server
 * @param evidence what it proves
 * @param rules rules that fit, the one that wins first
 * @param lines log lines of our own requests
 * @param layers layers that were asked one by one, from the outside in
 * @param gaps what could not be read or asked, and why
 */
public record Proof(String server, List<Evidence> evidence, List<Rule> rules, List<LogLine> lines, List<Layer> layers,
        List<Message> gaps) {
    public Proof {
        evidence = List.copyOf(evidence);
        rules = List.copyOf(rules);
        lines = List.copyOf(lines);
        layers = List.copyOf(layers);
        gaps = List.copyOf(gaps);
    }
}
