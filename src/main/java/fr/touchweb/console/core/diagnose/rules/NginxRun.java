package fr.touchweb.console.core.diagnose.rules;

import fr.touchweb.console.core.diagnose.Origin;
import fr.touchweb.console.core.diagnose.rules.Rule.Fit;
import fr.touchweb.console.core.ssh.FileStat;
import fr.touchweb.console.core.text.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * nginx's rewrite phase on one request: {@code return}, {@code rewrite}, {@code if}, {@code set}, {@code break}. For one
 * run.
 */
final class NginxRun {
    private final RuleRequest request;
    private final ConfigFiles files;
    private final NginxVariables variables;
    private final List<Message> doubts = new ArrayList<>();
    private boolean broken;

    NginxRun(RuleRequest request, ConfigFiles files, NginxVariables variables) {
        this.request = request;
        this.files = files;
        this.variables = variables;
    }

    /** Whether {@code break} ended the rewriting, so that no other location is looked for. */
    boolean broken() {
        return broken;
    }

    /** Adds a doubt on all that follows. */
    void doubt(Message why) {
        doubts.add(why);
    }

    /** Runs the directives of one block; whether the request surely ended there. */
    boolean run(List<NginxNode> nodes, List<Rule> into) throws InterruptedException {
        for (NginxNode node : nodes) {
            switch (node.name()) {
                case "return" -> {
                    if (returns(node, into)) {
                        return true;
                    }
                }
                case "set" -> variables.set(node.argument(0),
                        doubts.isEmpty() ? variables.expand(node.argument(1)) : null);
                case "break" -> {
                    if (doubts.isEmpty()) {
                        broken = true;
                        return false;
                    }
                    doubts.add(Message.of("diagnose.rule.doubt.earlier", node.line().number()));
                }
                case "rewrite" -> {
                    switch (rewrites(node, into)) {
                        case ENDED -> {
                            return true;
                        }
                        case LAST -> {
                            return false;
                        }
                        case ON -> {
                        }
                    }
                }
                case "if" -> {
                    if (asks(node, into)) {
                        return true;
                    }
                    if (broken) {
                        return false;
                    }
                }
                default -> {
                }
            }
        }
        return false;
    }

    /** Runs an {@code if}; what it sets and stops while it cannot be evaluated stays doubtful afterwards. */
    private boolean asks(NginxNode node, List<Rule> into) throws InterruptedException {
        Tri holds = condition(node);
        if (holds == Tri.YES) {
            return run(node.children(), into);
        }
        if (holds == Tri.UNKNOWN) {
            Message doubt = Message.of("diagnose.rule.doubt.line", node.line().number(),
                    "if " + String.join(" ", node.arguments()));
            doubts.add(doubt);
            run(node.children(), into);
            doubts.remove(doubt);
        }
        return false;
    }

    private enum Step {
        ENDED, LAST, ON
    }

    private boolean returns(NginxNode node, List<Rule> into) {
        boolean numbered = node.argument(0).matches("\\d{3}");
        int status = numbered ? Integer.parseInt(node.argument(0)) : 302;
        String text = node.argument(numbered ? 1 : 0);
        if (status >= 300 && status < 400 && !text.isEmpty()) {
            tell(node, status, text, into);
        }
        return doubts.isEmpty();
    }

    private Step rewrites(NginxNode node, List<Rule> into) {
        Expression.Found found = Expression.of(node.argument(0), false).find(variables.uri());
        if (found.found() == Tri.UNKNOWN) {
            doubts.add(Message.of("diagnose.rule.doubt.line", node.line().number(), node.line().text()));
        }
        if (found.groups() == null) {
            return Step.ON;
        }
        variables.matched(found.groups());
        String replacement = node.argument(1);
        String flag = node.argument(2);
        boolean outside = replacement.matches("(?i)(https?://|\\$scheme).*");
        if (flag.equals("permanent") || flag.equals("redirect") || outside) {
            String query = request.address().query();
            boolean keeps = !replacement.endsWith("?") && !query.isEmpty();
            String base = replacement.endsWith("?") ? replacement.substring(0, replacement.length() - 1) : replacement;
            tell(node, flag.equals("permanent") ? 301 : 302,
                    keeps ? base + (base.indexOf('?') < 0 ? "?" : "&") + query : base, into);
            return doubts.isEmpty() ? Step.ENDED : Step.ON;
        }
        String expanded = variables.expand(replacement);
        if (expanded == null || !doubts.isEmpty()) {
            doubts.add(Message.of("diagnose.rule.doubt.earlier", node.line().number()));
            return Step.ON;
        }
        int mark = expanded.indexOf('?');
        variables.rewrite(mark < 0 ? expanded : expanded.substring(0, mark));
        broken |= flag.equals("break");
        return flag.equals("last") || flag.equals("break") ? Step.LAST : Step.ON;
    }

    /** {@code error_page} that redirects; whether there was an error only the server knows. */
    void errors(List<NginxNode> nodes, List<Rule> into) {
        for (NginxNode node : nodes) {
            String last = node.arguments().isEmpty() ? "" : node.arguments().getLast();
            String status = node.arguments().stream().filter(a -> a.matches("=3\\d\\d")).findFirst().orElse("=302");
            if (node.name().equals("error_page") && last.matches("(?i)(https?://|\\$).*")) {
                Message doubt = Message.of("diagnose.rule.doubt.error", node.argument(0));
                doubts.add(doubt);
                tell(node, Integer.parseInt(status.substring(1)), last, into);
                doubts.remove(doubt);
            }
        }
    }

    private void tell(NginxNode node, int status, String text, List<Rule> into) {
        if (status != request.status()) {
            return;
        }
        String target = variables.expand(text);
        if (target != null && !request.leadsThere(target)) {
            return;
        }
        List<Message> why = new ArrayList<>(doubts);
        if (target == null) {
            why.add(Message.of("diagnose.rule.doubt.target", text));
        }
        into.add(new Rule(Origin.NGINX, node.line().file(), node.line().number(), node.line().text(),
                why.isEmpty() ? Fit.CERTAIN : Fit.POSSIBLE, target, why));
    }

    private Tri condition(NginxNode node) throws InterruptedException {
        List<String> words = new ArrayList<>(
                Words.of(String.join(" ", node.arguments()).replaceFirst("^\\(\\s*", "").replaceFirst("\\s*\\)$", ""),
                        false));
        if (words.isEmpty()) {
            return Tri.UNKNOWN;
        }
        if (words.getFirst().matches("!?-[fdex]") && words.size() > 1) {
            return file(words.getFirst(), variables.expand(words.get(1)));
        }
        String value = variables.expand(words.getFirst());
        if (value == null) {
            return Tri.UNKNOWN;
        }
        if (words.size() == 1) {
            return Tri.of(!value.isEmpty() && !value.equals("0"));
        }
        String wanted = words.size() > 2 ? words.get(2) : "";
        return switch (words.get(1)) {
            case "=" -> compared(value, wanted);
            case "!=" -> compared(value, wanted).not();
            case "~", "~*", "!~", "!~*" -> {
                Expression.Found found = Expression.of(wanted, words.get(1).endsWith("*")).find(value);
                if (found.groups() != null) {
                    variables.matched(found.groups());
                }
                yield words.get(1).startsWith("!") ? found.found().not() : found.found();
            }
            default -> Tri.UNKNOWN;
        };
    }

    private Tri compared(String value, String wanted) {
        String other = variables.expand(wanted);
        return other == null ? Tri.UNKNOWN : Tri.of(value.equals(other));
    }

    private Tri file(String test, @Nullable String path) throws InterruptedException {
        if (path == null) {
            return Tri.UNKNOWN;
        }
        Optional<FileStat.Kind> kind = files.kind(path);
        Tri value = switch (test.charAt(test.length() - 1)) {
            case 'f' -> Tri.of(kind.filter(k -> k == FileStat.Kind.FILE).isPresent());
            case 'd' -> Tri.of(kind.filter(k -> k == FileStat.Kind.FOLDER).isPresent());
            case 'e' -> Tri.of(kind.isPresent());
            default -> Tri.UNKNOWN;
        };
        return test.startsWith("!") ? value.not() : value;
    }
}
