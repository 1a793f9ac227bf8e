package fr.touchweb.console.core.diagnose.rules;

import fr.touchweb.console.core.diagnose.Origin;
import fr.touchweb.console.core.diagnose.probe.WebAddress;
import fr.touchweb.console.core.diagnose.rules.Rule.Fit;
import fr.touchweb.console.core.ssh.FileStat;
import fr.touchweb.console.core.text.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** nginx's rewrite phase on one request: {@code return}, {@code rewrite}, {@code if}. For one run. */
final class NginxRun {
    private static final Pattern VARIABLE = Pattern.compile("\\$(?:\\{(\\w+)}|(\\w+))");

    private final RuleRequest request;
    private final boolean tls;
    private final ConfigFiles files;
    private final String root;
    private final List<Message> doubts = new ArrayList<>();
    private String uri;
    private @Nullable Matcher groups;

    NginxRun(RuleRequest request, boolean tls, ConfigFiles files, String root) {
        this.request = request;
        this.tls = tls;
        this.files = files;
        this.root = root;
        this.uri = request.path();
    }

    String uri() {
        return uri;
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
                    Tri holds = condition(node);
                    if (holds == Tri.YES && run(node.children(), into)) {
                        return true;
                    }
                    if (holds == Tri.UNKNOWN) {
                        Message doubt = Message.of("diagnose.rule.doubt.line", node.line().number(),
                                "if " + String.join(" ", node.arguments()));
                        doubts.add(doubt);
                        run(node.children(), into);
                        doubts.remove(doubt);
                    }
                }
                default -> {
                }
            }
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
        Pattern pattern = RewriteRule.compiled(node.argument(0), false);
        if (pattern == null) {
            doubts.add(Message.of("diagnose.rule.doubt.line", node.line().number(), node.line().text()));
            return Step.ON;
        }
        Matcher matcher = pattern.matcher(uri);
        if (!matcher.find()) {
            return Step.ON;
        }
        groups = matcher;
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
        String expanded = expand(replacement);
        if (expanded == null || !doubts.isEmpty()) {
            doubts.add(Message.of("diagnose.rule.doubt.earlier", node.line().number()));
            return Step.ON;
        }
        int mark = expanded.indexOf('?');
        uri = mark < 0 ? expanded : expanded.substring(0, mark);
        return flag.equals("last") || flag.equals("break") ? Step.LAST : Step.ON;
    }

    private void tell(NginxNode node, int status, String text, List<Rule> into) {
        if (status != request.status()) {
            return;
        }
        String target = expand(text);
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
            return file(words.getFirst(), expand(words.get(1)));
        }
        String value = expand(words.getFirst());
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
                Pattern pattern = RewriteRule.compiled(wanted, words.get(1).endsWith("*"));
                if (pattern == null) {
                    yield Tri.UNKNOWN;
                }
                Matcher matcher = pattern.matcher(value);
                boolean found = matcher.find();
                if (found) {
                    groups = matcher;
                }
                yield words.get(1).startsWith("!") ? Tri.of(!found) : Tri.of(found);
            }
            default -> Tri.UNKNOWN;
        };
    }

    private Tri compared(String value, String wanted) {
        String other = expand(wanted);
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

    private @Nullable String expand(String text) {
        Matcher variable = VARIABLE.matcher(text);
        StringBuilder out = new StringBuilder();
        int from = 0;
        while (variable.find()) {
            String name = variable.group(1) == null ? variable.group(2) : variable.group(1);
            String value = value(name.toLowerCase(Locale.ROOT));
            if (value == null) {
                return null;
            }
            out.append(text, from, variable.start()).append(value);
            from = variable.end();
        }
        return out.append(text.substring(from)).toString();
    }

    private @Nullable String value(String name) {
        WebAddress address = request.address();
        if (name.matches("\\d")) {
            Matcher matched = groups;
            int number = Integer.parseInt(name);
            return matched == null || number > matched.groupCount() || matched.group(number) == null
                    ? ""
                    : matched.group(number);
        }
        return switch (name) {
            case "scheme" -> tls ? "https" : "http";
            case "https" -> tls ? "on" : "";
            case "host", "server_name" -> address.host();
            case "http_host" -> address.authority();
            case "request_uri" -> address.target();
            case "uri", "document_uri" -> uri;
            case "args", "query_string" -> address.query();
            case "is_args" -> address.query().isEmpty() ? "" : "?";
            case "request_method" -> "GET";
            case "http_user_agent" -> request.userAgent();
            case "http_x_forwarded_proto" -> request.proxied() ? null : "";
            case "http_referer" -> "";
            case "request_filename" -> root.isEmpty() ? null : root + uri;
            case "document_root" -> root.isEmpty() ? null : root;
            case "server_port" -> request.proxied() ? null : Integer.toString(request.port());
            default -> null;
        };
    }
}
