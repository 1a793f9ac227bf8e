package fr.touchweb.console.core.whitelist;

import fr.touchweb.console.core.ban.Seen;
import fr.touchweb.console.core.ban.ServerVantage;
import fr.touchweb.console.core.ban.WebProbe;
import fr.touchweb.console.core.policy.BanPolicy;
import fr.touchweb.console.core.ssh.Command;
import fr.touchweb.console.core.ssh.CommandResult;
import fr.touchweb.console.core.ssh.Exit;
import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.ssh.RemoteHost;
import fr.touchweb.console.core.text.Message;
import fr.touchweb.console.core.whitelist.Restriction.Result;
import fr.touchweb.console.core.whitelist.Restriction.Trial;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Tries a door from one place. A page is in where it answers, a password included; SSH and FTP where they greet. What a
 * front end refuses is out; what can have another cause is unknown.
 */
final class DoorTrial {
    private static final int GREETING = 64;
    private static final int TIMED_OUT = 124;
    private static final int NOT_FOUND = 127;
    // $1 host, $2 port, $3 seconds. A wrapper that turns an address away closes without a greeting.
    private static final String GREET = "timeout \"$3\" bash -c "
            + "'exec 3<>\"/dev/tcp/$0/$1\" && echo connected && head -n 1 <&3' \"$1\" \"$2\" 2>&1";

    private final DoorTarget target;
    private final InetSocketAddress place;
    private final BanPolicy policy;

    DoorTrial(DoorTarget target, InetSocketAddress place, BanPolicy policy) {
        this.target = target;
        this.place = place;
        this.policy = policy;
    }

    /** From this machine. */
    Trial here(boolean listed) {
        return target.page()
                ? page(null, listed, new WebProbe(policy, null).ask(target.url(), place))
                : greeted(null, listed, greeting());
    }

    /** From a server. */
    Trial from(String id, RemoteHost host, boolean listed) throws InterruptedException {
        return target.page()
                ? page(id, listed, new ServerVantage(policy).ask(host, target.url(), place.getAddress()))
                : greeted(id, listed, greeting(host));
    }

    private static Trial page(@Nullable String from, boolean listed, Seen seen) {
        Result result = switch (seen) {
            case Seen.Answer(int status, Duration _, Duration _, String _) when status < 400 || status == 401 ->
                Result.IN;
            case Seen.Answer(int status, Duration _, Duration _, String _) when status == 403 || status == 408 ->
                Result.OUT;
            case Seen.Answer _ -> Result.UNKNOWN;
            case Seen.Closed _,Seen.NoConnection _,Seen.Refused _,Seen.NoRoute _ -> Result.OUT;
            case Seen.Silence _,Seen.NotAsked _ -> Result.UNKNOWN;
        };
        return new Trial(from, listed, result, seen.text());
    }

    /** What a connection met: a greeting, an end, nothing, or why it could not be tried. */
    private record Greeting(Result result, Message text) {
        static Greeting of(String said) {
            return said.isBlank()
                    ? new Greeting(Result.OUT, Message.of("whitelist.trial.closed"))
                    : new Greeting(Result.IN, Message.of("whitelist.trial.greeted", said.strip()));
        }

        static final Greeting SILENT = new Greeting(Result.UNKNOWN, Message.of("whitelist.trial.silent"));
        static final Greeting DROPPED = new Greeting(Result.OUT, Message.of("whitelist.trial.dropped"));

        static Greeting refused(String why) {
            return new Greeting(Result.OUT, Message.of("whitelist.trial.refused", why));
        }
    }

    private static Trial greeted(@Nullable String from, boolean listed, Greeting greeting) {
        return new Trial(from, listed, greeting.result(), greeting.text());
    }

    private Greeting greeting() {
        boolean connected = false;
        try (Socket socket = new Socket()) {
            socket.connect(place, policy.connectMillis());
            connected = true;
            socket.setSoTimeout(policy.readMillis());
            byte[] said = new byte[GREETING];
            int length = Math.max(0, socket.getInputStream().read(said));
            return Greeting.of(firstLine(new String(said, 0, length, StandardCharsets.ISO_8859_1)));
        } catch (SocketTimeoutException _) {
            return connected ? Greeting.SILENT : Greeting.DROPPED;
        } catch (IOException e) {
            return connected ? Greeting.of("") : Greeting.refused(String.valueOf(e.getMessage()));
        }
    }

    private Greeting greeting(RemoteHost host) throws InterruptedException {
        long seconds = Math.max(1, Duration.ofMillis((long) policy.connectMillis() + policy.readMillis()).toSeconds());
        try {
            CommandResult result = host.run(Command.script(GREET, place.getAddress().getHostAddress(),
                    String.valueOf(target.port()), String.valueOf(seconds)).withLimit(Duration.ofSeconds(seconds + 5)));
            String said = result.text();
            boolean connected = said.startsWith("connected");
            if (!(result.exit() instanceof Exit.Code(int code)) || code == NOT_FOUND) {
                return new Greeting(Result.UNKNOWN, Message.of("whitelist.trial.notTried", said.strip()));
            }
            if (connected) {
                return code == TIMED_OUT ? Greeting.SILENT : Greeting.of(said.substring("connected".length()));
            }
            return code == TIMED_OUT || said.contains("timed out")
                    ? Greeting.DROPPED
                    : said.contains("refused") || said.contains("o route") || said.contains("prohibited")
                            ? Greeting.refused(firstLine(said))
                            : new Greeting(Result.UNKNOWN, Message.of("whitelist.trial.notTried", firstLine(said)));
        } catch (RemoteException e) {
            return new Greeting(Result.UNKNOWN, Message.of("whitelist.trial.notTried", e.text()));
        }
    }

    private static String firstLine(String text) {
        return text.strip().lines().findFirst().orElse("");
    }
}
