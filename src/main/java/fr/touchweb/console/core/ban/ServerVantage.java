package fr.touchweb.console.core.ban;

import fr.touchweb.console.core.policy.BanPolicy;
import fr.touchweb.console.core.ssh.Command;
import fr.touchweb.console.core.ssh.CommandResult;
import fr.touchweb.console.core.ssh.Exit;
import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.ssh.RemoteHost;
import fr.touchweb.console.core.text.Message;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;

/** The same request from a server, with its curl: the site's name pinned to the public address. */
public final class ServerVantage {
    /** Says that a server has no curl. */
    static final String NO_CURL = "ban.seen.noCurl";
    private static final int NOT_CONNECTED = 7;
    private static final int TIMED_OUT = 28;
    private static final int EMPTY = 52;
    private static final int RESET = 56;
    private static final int NOT_FOUND = 127;

    private final BanPolicy policy;

    public ServerVantage(BanPolicy policy) {
        this.policy = policy;
    }

    public Seen ask(RemoteHost host, URI page, InetAddress address) throws InterruptedException {
        int port = WebExchange.port(page);
        String pinned = address instanceof Inet6Address
                ? "[" + address.getHostAddress() + "]"
                : address.getHostAddress();
        String limit = String.format(Locale.ROOT, "%.1f", (policy.connectMillis() + policy.readMillis()) / 1000.0);
        Command curl = Command.of("curl", "-sSk", "-o", "/dev/null", "--connect-timeout",
                String.format(Locale.ROOT, "%.1f", policy.connectMillis() / 1000.0), "--max-time", limit, "-A",
                "tw-console", "-w", "%{http_code} %{time_connect} %{time_starttransfer}\\n", "--resolve",
                page.getHost() + ":" + port + ":" + pinned, page.toString())
                .withLimit(Duration.ofMillis(2L * (policy.connectMillis() + policy.readMillis())));
        try {
            return seen(host.run(curl));
        } catch (RemoteException e) {
            return new Seen.NotAsked(e.text());
        }
    }

    private static Seen seen(CommandResult result) {
        String[] words = result.text().strip().split(" ");
        Duration connect = words.length == 3 ? seconds(words[1]) : Duration.ZERO;
        if (!(result.exit() instanceof Exit.Code(int code))) {
            return new Seen.NotAsked(Message.of("ban.said", result.exit().journalText()));
        }
        return switch (code) {
            case 0 -> new Seen.Answer(Integer.parseInt(words[0]), connect, seconds(words[2]).minus(connect));
            case NOT_CONNECTED -> result.errorText().contains("No route")
                    ? new Seen.NoRoute()
                    : new Seen.Refused();
            case TIMED_OUT -> connect.isZero() ? new Seen.NoConnection() : new Seen.Silence(connect);
            case EMPTY, RESET -> new Seen.Closed(connect);
            case NOT_FOUND -> new Seen.NotAsked(Message.of(NO_CURL));
            default -> new Seen.NotAsked(Message.of("ban.said", result.errorText().strip()));
        };
    }

    private static Duration seconds(String text) {
        return Duration.ofNanos(Math.round(Double.parseDouble(text) * 1e9));
    }
}
