package fr.touchweb.console.core.ban;

import fr.touchweb.console.core.address.AddressText;
import fr.touchweb.console.core.address.Cidr;
import fr.touchweb.console.core.address.Parsed;
import fr.touchweb.console.core.ban.NginxStatements.Statement;
import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.ssh.RemoteHost;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * nginx: {@code allow}, and what {@code geo} and {@code map} give an address, in its own files and those that they include.
 * What {@code deny} keeps out is a ban, see {@link WebDenySource}.
 */
final class NginxMentions implements MentionSource {
    private final List<String> client;

    /** @param client {@code nginx} with its options */
    NginxMentions(List<String> client) {
        this.client = List.copyOf(client);
    }

    @Override
    public String id() {
        return "nginx";
    }

    @Override
    public List<Mention> of(RemoteHost host, Cidr range) throws RemoteException, InterruptedException {
        List<String> argv = new ArrayList<>(client);
        argv.add("-T");
        return read(Rights.run(host, Rights.command(host, argv)).text(), range);
    }

    /** Reads what {@code nginx -T} prints. */
    static List<Mention> read(String text, Cidr range) {
        List<Statement> all = NginxStatements.of(text);
        Map<PathMatcher, String> included = included(all);
        List<Mention> found = new ArrayList<>();
        String file = "";
        String block = null;
        int depth = 0;
        for (Statement one : all) {
            if (!one.file().equals(file)) {
                file = one.file();
                // A file of the lines of a block begins with none of its own.
                block = variable(file, included);
                depth = 0;
            }
            if (one.end() == '{') {
                block = depth == 0 || block == null ? variable(one) : block;
                depth++;
            } else if (one.end() == '}') {
                depth--;
                block = null;
            } else if (one.name().equals("allow") && one.words().size() == 2) {
                mention(one, one.words().get(1), range, Mention.Kind.ALLOWED, "allow").ifPresent(found::add);
            } else if (block != null && one.words().size() == 2) {
                mention(one, one.name(), range, Mention.Kind.VALUE, block + " = " + one.words().get(1))
                        .ifPresent(found::add);
            }
        }
        return found;
    }

    /** Files that {@code geo} and {@code map} blocks take their lines from, with the name of the block. */
    private static Map<PathMatcher, String> included(List<Statement> all) {
        Map<PathMatcher, String> included = new LinkedHashMap<>();
        String block = null;
        for (Statement one : all) {
            if (one.end() == '{') {
                block = variable(one);
            } else if (one.end() == '}') {
                block = null;
            } else if (block != null && one.name().equals("include") && one.words().size() == 2) {
                String path = one.words().get(1);
                String absolute = path.startsWith("/") ? path : "**/" + path;
                included.put(FileSystems.getDefault().getPathMatcher("glob:" + absolute), block);
            }
        }
        return included;
    }

    private static @Nullable String variable(String file, Map<PathMatcher, String> included) {
        return included.entrySet().stream().filter(one -> one.getKey().matches(Path.of(file))).map(Map.Entry::getValue)
                .findFirst().orElse(null);
    }

    /** {@code geo $variable} or {@code map $remote_addr $variable}; null for another block. */
    private static @Nullable String variable(Statement block) {
        boolean about = block.name().equals("geo")
                || block.name().equals("map") && block.words().size() == 3 && block.words().get(1).contains("_addr");
        return about ? block.name() + " " + block.words().getLast() : null;
    }

    private static Optional<Mention> mention(Statement one, String text, Cidr asked, Mention.Kind kind, String says) {
        return range(text, asked)
                .map(range -> new Mention("nginx", one.file() + ":" + one.line(), kind, range, says, null));
    }

    /**
     * An address, a network with or without bits of a host, which nginx takes away, or {@code from-to} of a geo block, of which the
     * smallest network around it is told; empty where it holds nothing of what is asked for.
     */
    private static Optional<Cidr> range(String text, Cidr asked) {
        int dash = text.indexOf('-');
        if (dash > 0) {
            if (!(AddressText.parse(text.substring(0, dash)) instanceof Parsed.Read(Cidr from)
                    && AddressText.parse(text.substring(dash + 1)) instanceof Parsed.Read(Cidr to))
                    || asked.last().compareTo(from.first()) < 0 || asked.first().compareTo(to.last()) > 0) {
                return Optional.empty();
            }
            Cidr around = from;
            while (!around.contains(to) && around.prefix() > 0) {
                around = around.widened(around.prefix() - 1);
            }
            return Optional.of(around);
        }
        Cidr named = switch (AddressText.parse(text)) {
            case Parsed.Read(Cidr cidr) -> cidr;
            case Parsed.Unclear(String _, var _, List<Cidr> readings) -> readings.getLast();
            case Parsed.Refused _ -> null;
        };
        return named != null && named.overlaps(asked) ? Optional.of(named) : Optional.empty();
    }
}
