package fr.touchweb.console.core.diagnose.rules;

import fr.touchweb.console.core.diagnose.Origin;
import fr.touchweb.console.core.text.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A line of a configuration that redirects, and how far it fits the request.
 *
 * @param origin what applies it
 * @param file path on the server
 * @param line number of its line, from 1
 * @param text the line as it stands, without the blanks around it
 * @param fit whether it is the rule
 * @param target where it would send the request, null when that cannot be told
 * @param doubts the conditions that could not be evaluated, why it is only possible
 */
public record Rule(Origin origin, String file, int line, String text, Fit fit, @Nullable String target,
        List<Message> doubts) {
    public Rule {
        doubts = List.copyOf(doubts);
    }

    /** The same with one more doubt. */
    public Rule doubted(Message why) {
        return new Rule(origin, file, line, text, Fit.POSSIBLE, target,
                Stream.concat(doubts.stream(), Stream.of(why)).distinct().toList());
    }

    /** Rules of one server in their order: behind one that may have answered before, none is certain. */
    static List<Rule> inOrder(List<Rule> rules) {
        List<Rule> all = new ArrayList<>();
        Rule before = null;
        for (Rule rule : rules) {
            all.add(before == null || rule.fit == Fit.POSSIBLE
                    ? rule
                    : rule.doubted(Message.of("diagnose.rule.doubt.before", before.line, before.file)));
            before = before == null && rule.fit == Fit.POSSIBLE ? rule : before;
        }
        return all;
    }

    /** How far a rule fits a request. */
    public enum Fit {
        /** All that it asks for holds, and it leads where the answer led. */
        CERTAIN,
        /** Its pattern holds; something that it also asks for could not be evaluated. */
        POSSIBLE
    }
}
