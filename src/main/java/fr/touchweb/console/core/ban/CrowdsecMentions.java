package fr.touchweb.console.core.ban;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import fr.touchweb.console.core.address.AddressText;
import fr.touchweb.console.core.address.Cidr;
import fr.touchweb.console.core.address.Parsed;
import fr.touchweb.console.core.ssh.CommandResult;
import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.ssh.RemoteException.Kind;
import fr.touchweb.console.core.ssh.RemoteHost;
import fr.touchweb.console.core.text.Message;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * CrowdSec: allow-lists of its local interface, from version 1.6.8 on, and the older whitelists of its parsers, files of
 * {@code s02-enrich} and of {@code postoverflows}.
 */
final class CrowdsecMentions implements MentionSource {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern UNKNOWN = Pattern.compile("unknown command \\\\*\"allowlists?\\\\*\"");
    private static final Pattern WORD = Pattern.compile("[0-9A-Fa-f.:]{2,}(?:/\\d{1,3})?");
    // $1 folder of the configuration. A whitelist of a parser is a file with that key; its other keys name no addresses.
    private static final String FILES = """
            [ -d "$1" ] && [ -r "$1" ] || { echo "$1: Permission denied" >&2; exit 1; }; \
            for dir in "$1"/parsers "$1"/postoverflows; do [ -d "$dir" ] || continue; \
            find -L "$dir" -name '*.y*ml' -type f -exec grep -lE '^whitelist:' {} + | sort | while IFS= read -r file; do \
            awk -v f="$file" '/^[^ #-]/ { on = /^whitelist:/ } on && !/^ *#/ { print f "\\t" NR "\\t" $0 }' "$file"; \
            done; done; true""";

    private final List<String> client;
    private final Clock clock;

    /** @param client {@code cscli} with its options */
    CrowdsecMentions(List<String> client, Clock clock) {
        this.client = List.copyOf(client);
        this.clock = clock;
    }

    @Override
    public String id() {
        return "crowdsec";
    }

    @Override
    public List<Mention> of(RemoteHost host, Cidr range) throws RemoteException, InterruptedException {
        List<Mention> found = new ArrayList<>(parsers(host, range));
        CommandResult lists = run(host, "allowlists", "list", "-o", "json");
        if (!lists.ok()) {
            if (UNKNOWN.matcher(lists.errorText() + lists.text()).find()) {
                return found;
            }
            throw Rights.failed(lists);
        }
        for (JsonNode list : json(lists)) {
            String name = list.path("name").asText();
            CommandResult one = run(host, "allowlists", "inspect", name, "-o", "json");
            if (!one.ok()) {
                throw Rights.failed(one);
            }
            for (JsonNode item : json(one).path("items")) {
                Instant until = time(item.path("expiration").asText());
                if (AddressText.parse(item.path("value").asText()) instanceof Parsed.Read(Cidr named)
                        && named.overlaps(range) && (until == null || until.isAfter(clock.instant()))) {
                    found.add(new Mention(id(), name, Mention.Kind.ALLOWED, named,
                            item.path("description").asText(null), until));
                }
            }
        }
        return found;
    }

    private List<Mention> parsers(RemoteHost host, Cidr range) throws RemoteException, InterruptedException {
        CommandResult place = run(host, "config", "show", "--key", "Config.ConfigPaths.ConfigDir");
        if (!place.ok()) {
            throw Rights.failed(place);
        }
        String folder = place.text().strip().replaceAll("^\"|\"$", "");
        List<Mention> found = new ArrayList<>();
        for (String line : Rights.run(host, Rights.command(host, List.of("sh", "-c", FILES, "sh", folder))).text()
                .lines().toList()) {
            String[] part = line.split("\t", 3);
            // A reason may hold figures that look like an address.
            if (part.length < 3 || part[2].strip().startsWith("reason:")) {
                continue;
            }
            Matcher word = WORD.matcher(part[2]);
            while (word.find()) {
                if (AddressText.parse(word.group()) instanceof Parsed.Read(Cidr named) && named.overlaps(range)) {
                    found.add(new Mention(id(), part[0] + ":" + part[1], Mention.Kind.ALLOWED, named, part[2].strip(),
                            null));
                }
            }
        }
        return found;
    }

    private static JsonNode json(CommandResult result) throws RemoteException {
        try {
            return JSON.readTree(result.text().isBlank() ? "[]" : result.text());
        } catch (JsonProcessingException e) {
            throw new RemoteException(Kind.PROTOCOL,
                    Message.of("ban.said", result.text().lines().findFirst().orElse("")), e);
        }
    }

    /** Null for none, which Go writes as the first moment of year one. */
    private static @Nullable Instant time(String text) {
        try {
            Instant time = Instant.parse(text);
            return time.isBefore(Instant.EPOCH) ? null : time;
        } catch (DateTimeException _) {
            return null;
        }
    }

    private CommandResult run(RemoteHost host, String... words) throws RemoteException, InterruptedException {
        List<String> argv = new ArrayList<>(client);
        argv.addAll(List.of(words));
        return host.run(Rights.command(host, argv));
    }
}
