package fr.touchweb.console.core.diagnose.probe;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import fr.touchweb.console.core.diagnose.probe.ProbeProblem.Kind;
import fr.touchweb.console.core.policy.RequestPolicy;
import fr.touchweb.console.core.ssh.Command;
import fr.touchweb.console.core.ssh.CommandResult;
import fr.touchweb.console.core.ssh.Exit;
import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.ssh.RemoteHost;
import fr.touchweb.console.core.task.TaskControl;
import fr.touchweb.console.core.text.Message;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Requests made on a server by its own {@code curl}: near the front end, so that no network is left to subtract. Password
 * and cookies travel on standard input, never as an argument.
 */
public final class CurlProbe implements Vantage {
    private static final String MARK = "tw-curl ";
    private static final JsonMapper JSON = new JsonMapper();

    private final String server;
    private final RemoteHost host;
    private final RequestPolicy limits;
    private final InstantSource clock;

    public CurlProbe(String server, RemoteHost host, RequestPolicy limits, InstantSource clock) {
        this.server = server;
        this.host = host;
        this.limits = limits;
        this.clock = clock;
    }

    @Override
    public Message name() {
        return Message.of("diagnose.server", server);
    }

    @Override
    public Probe ask(ProbeRequest request, TaskControl control) throws InterruptedException {
        control.checkCancelled();
        Instant started = clock.instant();
        List<String> argv = argv(request);
        String line = RequestHead.line(request, request.pinned(), port(request));
        try {
            CommandResult result = host.run(new Command(argv, secrets(request).getBytes(StandardCharsets.UTF_8),
                    Duration.ofMillis(limits.wholeMillis() + (long) limits.sshMillis()), output(request)));
            control.checkCancelled();
            return probe(request, started, result, line);
        } catch (RemoteException e) {
            return failed(request, started, line,
                    new ProbeProblem(Kind.VANTAGE, Message.of("diagnose.problem.ssh", server, e.text())));
        }
    }

    private static int port(ProbeRequest request) {
        return request.pinnedPort() > 0 ? request.pinnedPort() : request.address().port();
    }

    private int output(ProbeRequest request) {
        return limits.headBytes()
                + (request.body() == ProbeRequest.Body.START ? limits.startBytes() : limits.bodyBytes());
    }

    private List<String> argv(ProbeRequest request) {
        // Transfer coding stays as it came, so that head and body belong together; the figures go to standard error.
        List<String> argv = new ArrayList<>(List.of("curl", "-q", "-sS", "-g", "-i", "--raw", "--http1.1",
                "--path-as-is", "--connect-timeout", Double.toString(limits.connectMillis() / 1000.0), "--max-time",
                Double.toString(limits.wholeMillis() / 1000.0), "--noproxy", "*", "-A", request.userAgent(), "-w",
                "%{stderr}" + MARK + "%{json}", "-K", "-"));
        InetAddress pinned = request.pinned();
        if (pinned != null) {
            String literal = pinned.getHostAddress().indexOf(':') >= 0
                    ? "[" + pinned.getHostAddress() + "]"
                    : pinned.getHostAddress();
            argv.addAll(List.of("--connect-to", request.address().hostAndPort() + ":" + literal + ":" + port(request)));
        }
        switch (request.family()) {
            case IPV4 -> argv.add("-4");
            case IPV6 -> argv.add("-6");
            case ANY -> {
            }
        }
        if (request.acceptBadCertificate()) {
            argv.add("-k");
        }
        argv.add(request.address().toString());
        return argv;
    }

    /** What nobody may read from the list of processes, in curl's own configuration syntax. */
    private static String secrets(ProbeRequest request) {
        StringBuilder config = new StringBuilder();
        Credentials credentials = request.credentials();
        if (credentials != null) {
            config.append("user = \"").append(escaped(credentials.login() + ":" + credentials.password()))
                    .append("\"\n");
        }
        for (Header header : request.headers()) {
            if (!header.value().matches("[\\t\\x20-\\x7e\\x80-\\xff]*") || !header.name().matches("[A-Za-z0-9-]+")) {
                throw new IllegalArgumentException("a header that would end early: " + header.name());
            }
            config.append("header = \"").append(escaped(header.name() + ": " + header.value())).append("\"\n");
        }
        return config.toString();
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n").replace("\r", "\\r");
    }

    private Probe probe(ProbeRequest request, Instant started, CommandResult result, String line) {
        String said = result.errorText();
        int mark = said.lastIndexOf(MARK);
        if (mark < 0) {
            boolean none = result.exit() instanceof Exit.Code(int code) && code == 127;
            return failed(request, started, line, new ProbeProblem(Kind.VANTAGE, none
                    ? Message.of("diagnose.problem.no-curl", server)
                    : Message.of("diagnose.problem.curl", server, said.strip())));
        }
        JsonNode figures;
        try {
            figures = JSON.readTree(said.substring(mark + MARK.length()));
        } catch (JsonProcessingException e) {
            return failed(request, started, line,
                    new ProbeProblem(Kind.VANTAGE, Message.of("diagnose.problem.curl", server, said.strip())));
        }
        HttpAnswer answer = null;
        ProbeProblem problem = null;
        int exit = result.exit() instanceof Exit.Code(int code) ? code : -1;
        try {
            if (result.stdout().length > 0) {
                answer = AnswerReader.of(new ByteArrayInputStream(result.stdout()), limits).read(request.body());
            }
        } catch (ProbeException e) {
            problem = e.problem();
        } catch (IOException e) {
            throw new IllegalStateException("bytes in memory cannot be read", e);
        }
        if (answer == null && problem == null || exit != 0 && answer == null) {
            problem = CurlExits.problem(exit, said.substring(0, mark).strip(), request.address());
        }
        InetSocketAddress peer = peer(figures);
        return new Probe(request.address(), started, List.of(), peer, List.of(), phases(figures, request), tls(figures),
                answer, problem, line);
    }

    private Probe failed(ProbeRequest request, Instant started, String line, ProbeProblem problem) {
        return new Probe(request.address(), started, List.of(), null, List.of(), Phases.NONE, null, null, problem,
                line);
    }

    /**
     * curl's times count from the start. Before 8.10 it does not tell when the last byte was sent, and its
     * {@code pretransfer} comes too late over loopback (reference C.1), so the wait counts from the handshake.
     */
    private static Phases phases(JsonNode figures, ProbeRequest request) {
        double dns = figures.path("time_namelookup").asDouble();
        double connected = figures.path("time_connect").asDouble();
        double secured = figures.path("time_appconnect").asDouble();
        double first = figures.path("time_starttransfer").asDouble();
        double total = figures.path("time_total").asDouble();
        double sent = figures.path("time_posttransfer").asDouble();
        if (connected <= 0) {
            return Phases.NONE;
        }
        double ready = Math.max(connected, secured);
        double asked = sent > ready && sent <= first ? sent : ready;
        return new Phases(request.pinned() == null ? seconds(dns) : null, seconds(connected - dns),
                secured > 0 ? seconds(secured - connected) : null, seconds(asked - ready),
                first > 0 ? seconds(first - asked) : null, first > 0 ? seconds(total - first) : null);
    }

    private static Duration seconds(double value) {
        return Duration.ofNanos(Math.max(0, Math.round(value * 1e9)));
    }

    private static @Nullable TlsFacts tls(JsonNode figures) {
        return figures.path("time_appconnect").asDouble() > 0 ? new TlsFacts(null, null, null, null) : null;
    }

    private static @Nullable InetSocketAddress peer(JsonNode figures) {
        String literal = figures.path("remote_ip").asText("");
        return literal.matches("[0-9a-fA-F.:]+")
                ? new InetSocketAddress(InetAddress.ofLiteral(literal), figures.path("remote_port").asInt())
                : null;
    }
}
