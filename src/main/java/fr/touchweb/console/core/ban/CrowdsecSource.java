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
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** CrowdSec through {@code cscli}: decisions that ban, with the scenario that led to them (reference B.3). */
public final class CrowdsecSource implements BanSource {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern DELETED = Pattern.compile("(\\d+) decision\\(s\\) deleted");
    private static final Pattern DURATION = Pattern.compile("(-?)(?:(\\d+)h)?(?:(\\d+)m)?(?:(\\d+)(?:\\.\\d+)?s)?");
    private static final String BAN = "ban";

    private final List<String> client;
    private final Clock clock;

    /** @param client {@code cscli} with its options */
    public CrowdsecSource(List<String> client, Clock clock) {
        this.client = client.isEmpty() ? List.of("cscli") : List.copyOf(client);
        this.clock = clock;
    }

    @Override
    public String id() {
        return "crowdsec";
    }

    /** The server's own decisions; the community's list, tens of thousands, is asked for one address only. */
    @Override
    public List<Ban> banned(RemoteHost host) throws RemoteException, InterruptedException {
        return list(host, List.of("-l", "0"));
    }

    @Override
    public List<Ban> bans(RemoteHost host, Cidr address) throws RemoteException, InterruptedException {
        List<String> wanted = new ArrayList<>(List.of("-a"));
        wanted.addAll(scope(address));
        return list(host, wanted).stream().filter(ban -> ban.address().contains(address)).toList();
    }

    private List<Ban> list(RemoteHost host, List<String> words) throws RemoteException, InterruptedException {
        List<String> all = new ArrayList<>(List.of("decisions", "list", "-o", "json"));
        all.addAll(words);
        String text = Rights.run(host, command(host, all)).text();
        try {
            return read(text, clock.instant());
        } catch (JsonProcessingException e) {
            throw new RemoteException(Kind.PROTOCOL, Message.of("ban.said", text.lines().findFirst().orElse("")), e);
        }
    }

    /** Reads alerts with their decisions; {@code null} stands for none. */
    static List<Ban> read(String text, Instant now) throws JsonProcessingException {
        List<Ban> bans = new ArrayList<>();
        for (JsonNode alert : JSON.readTree(text)) {
            Instant since = time(alert.path("created_at").asText());
            for (JsonNode decision : alert.path("decisions")) {
                Duration left = duration(decision.path("duration").asText());
                if (BAN.equals(decision.path("type").asText()) && !decision.path("simulated").asBoolean()
                        && (left == null || !left.isNegative())
                        && AddressText.parse(decision.path("value").asText()) instanceof Parsed.Read(Cidr address)) {
                    bans.add(new Ban("crowdsec", decision.path("origin").asText(), address, since,
                            left == null ? null : now.plus(left), decision.path("scenario").asText(), List.of()));
                }
            }
        }
        return bans;
    }

    private static @Nullable Instant time(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException _) {
            return null;
        }
    }

    /** A duration as Go writes it, {@code 3h59m56.9s}; null for another text. */
    static @Nullable Duration duration(String text) {
        Matcher matcher = DURATION.matcher(text);
        if (text.isEmpty() || !matcher.matches()) {
            return null;
        }
        Duration sum = Duration.ofHours(number(matcher.group(2))).plusMinutes(number(matcher.group(3)))
                .plusSeconds(number(matcher.group(4)));
        return matcher.group(1).isEmpty() ? sum : sum.negated();
    }

    private static long number(@Nullable String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }

    private static List<String> scope(Cidr address) {
        return List.of(address.single() ? "--ip" : "--range", address.toString());
    }

    @Override
    public Command lifting(RemoteHost host, Ban ban) throws RemoteException, InterruptedException {
        List<String> words = new ArrayList<>(List.of("decisions", "delete"));
        words.addAll(scope(ban.address()));
        return command(host, words);
    }

    @Override
    public Lift lift(RemoteHost host, Ban ban) throws RemoteException, InterruptedException {
        CommandResult result = Rights.run(host, lifting(host, ban));
        Matcher deleted = DELETED.matcher(result.text() + result.errorText());
        if (!deleted.find()) {
            throw Rights.failed(result);
        }
        return deleted.group(1).equals("0") ? Lift.NOTHING : Lift.DONE;
    }

    @Override
    public Optional<Command> restoring(RemoteHost host, Ban ban, Lift lift)
            throws RemoteException, InterruptedException {
        List<String> words = new ArrayList<>(List.of("decisions", "add"));
        words.addAll(scope(ban.address()));
        if (ban.until() != null) {
            long left = Duration.between(clock.instant(), ban.until()).toSeconds();
            if (left < 1) {
                return Optional.empty();
            }
            words.addAll(List.of("--duration", left + "s"));
        }
        if (ban.reason() != null) {
            words.addAll(List.of("--reason", ban.reason()));
        }
        return Optional.of(command(host, words));
    }

    private Command command(RemoteHost host, List<String> words) throws RemoteException, InterruptedException {
        List<String> argv = new ArrayList<>(client);
        argv.addAll(words);
        return Rights.command(host, argv);
    }
}
