package fr.touchweb.console.core.ban;

import fr.touchweb.console.core.address.Cidr;
import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.ssh.RemoteHost;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/**
 * Apache: {@code Require ip}, {@code Allow from}, and expressions about the address of the visitor, in its configuration and in
 * every {@code .htaccess} that it may read. Whether one counts there, {@code AllowOverride} decides.
 */
final class ApacheMentions implements MentionSource {
    private static final String LINES = "^[[:space:]]*(allow[[:space:]]+from|require[[:space:]]+ip|"
            + "rewritecond[[:space:]]+\"?%[{]REMOTE_ADDR[}]|setenvif(nocase)?[[:space:]]+remote_addr)";
    private static final Pattern ALLOW = Pattern.compile("(?i)(?:allow\\s+from|require\\s+ip)\\s+([^#]*)(?:#.*)?");
    private static final Pattern EXPRESSION = Pattern.compile(
            "(?i)(?:rewritecond\\s+\"?%\\{REMOTE_ADDR\\}\"?|setenvif(?:nocase)?\\s+remote_addr)\\s+\"?!?([^\\s\"]+)\"?.*");

    private final List<String> client;
    private final List<String> roots;

    /**
     * @param client Apache's control program with its options
     * @param roots folders of sites beside those that the configuration names
     */
    ApacheMentions(List<String> client, List<String> roots) {
        this.client = List.copyOf(client);
        this.roots = List.copyOf(roots);
    }

    @Override
    public String id() {
        return "apache";
    }

    @Override
    public List<Mention> of(RemoteHost host, Cidr range) throws RemoteException, InterruptedException {
        List<Mention> found = new ArrayList<>();
        for (ApacheFiles.Line line : ApacheFiles.find(host, client, roots, LINES)) {
            String place = line.file() + ":" + line.number();
            Matcher allow = ALLOW.matcher(line.text());
            Matcher expression = EXPRESSION.matcher(line.text());
            if (allow.matches()) {
                Stream.of(allow.group(1).strip().split("\\s+")).map(WebDenySource::apacheAddress)
                        .flatMap(Optional::stream).filter(range::overlaps)
                        .forEach(named -> found
                                .add(new Mention(id(), place, Mention.Kind.ALLOWED, named, line.text(), null)));
            } else if (expression.matches() && range.single() && holds(expression.group(1), range)) {
                found.add(new Mention(id(), place, Mention.Kind.VALUE, range, line.text(), null));
            }
        }
        return found;
    }

    private static boolean holds(String expression, Cidr address) {
        try {
            return Pattern.compile(expression).matcher(address.address()).find();
        } catch (PatternSyntaxException _) {
            // Of Apache's regular expressions, those that are about addresses are the same in Java.
            return false;
        }
    }
}
