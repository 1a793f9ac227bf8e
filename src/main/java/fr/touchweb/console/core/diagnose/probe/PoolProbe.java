package fr.touchweb.console.core.diagnose.probe;

import fr.touchweb.console.core.diagnose.probe.ProbeProblem.Kind;
import fr.touchweb.console.core.policy.RequestPolicy;
import fr.touchweb.console.core.ssh.Capabilities;
import fr.touchweb.console.core.ssh.Command;
import fr.touchweb.console.core.ssh.CommandResult;
import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.ssh.RemoteHost;
import fr.touchweb.console.core.task.TaskControl;
import fr.touchweb.console.core.text.Message;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * One GET asked of a pool of PHP-FPM itself, no web server between (reference C.2, bisection). The request is made here and
 * carried to the socket by the server's own {@code perl}, which every Debian has where {@code cgi-fcgi} is rarely
 * installed, and which takes the request from standard input: nothing of it stands in the list of processes.
 */
public final class PoolProbe {
    private static final String CARRY = "use Socket; my ($at, $port) = @ARGV; "
            + "socket(my $s, $port ? PF_INET : PF_UNIX, SOCK_STREAM, 0) or die \"socket: $!\\n\"; "
            + "connect($s, $port ? sockaddr_in($port, inet_aton($at)) : sockaddr_un($at)) or die \"connect: $!\\n\"; "
            + "binmode STDIN; binmode STDOUT; binmode $s; local $/; my $all = <STDIN>; "
            + "while (length $all) { my $n = syswrite($s, $all) or die \"write: $!\\n\"; substr($all, 0, $n) = ''; } "
            + "while (sysread($s, my $part, 65536)) { print $part; }";

    private final String server;
    private final RemoteHost host;
    private final RequestPolicy limits;
    private final InstantSource clock;

    public PoolProbe(String server, RemoteHost host, RequestPolicy limits, InstantSource clock) {
        this.server = server;
        this.host = host;
        this.limits = limits;
        this.clock = clock;
    }

    /**
     * Asks a pool.
     *
     * @param address of the pool: a path, or {@code host:port}
     * @param script path of the script that it runs
     * @param root folder of the site
     * @param request what the client asked, with its headers
     */
    public Probe ask(String address, String script, String root, ProbeRequest request, TaskControl control)
            throws InterruptedException {
        control.checkCancelled();
        Instant started = clock.instant();
        List<String> argv = argv(address);
        String line = String.join(" ", List.of("SCRIPT_FILENAME=" + script, "REQUEST_METHOD=GET", "REQUEST_URI="
                + request.address().target(), "HTTP_HOST=" + request.address().authority(), "cgi-fcgi -bind -connect",
                address));
        byte[] bytes = FastCgi.request(parameters(script, root, request));
        try {
            CommandResult result = run(argv, bytes);
            boolean closed = !result.ok() && result.errorText().contains("Permission denied");
            Capabilities can = host.capabilities();
            if (closed && Boolean.TRUE.equals(can.sudo()) && !"root".equals(can.user())) {
                List<String> asRoot = new ArrayList<>(List.of("sudo", "-n"));
                asRoot.addAll(argv);
                result = run(asRoot, bytes);
            }
            control.checkCancelled();
            return result.ok()
                    ? answered(request, started, line, FastCgi.output(result.stdout()))
                    : failed(request, started, line, result.errorText().strip());
        } catch (RemoteException e) {
            return new Probe(request.address(), started, List.of(), null, List.of(), Phases.NONE, null, null,
                    new ProbeProblem(Kind.VANTAGE, Message.of("diagnose.problem.ssh", server, e.text())), line);
        }
    }

    private CommandResult run(List<String> argv, byte[] bytes) throws RemoteException, InterruptedException {
        return host.run(new Command(argv, bytes, Duration.ofMillis(limits.wholeMillis() + (long) limits.sshMillis()),
                limits.headBytes() + limits.startBytes()));
    }

    private static List<String> argv(String address) {
        List<String> argv = new ArrayList<>(List.of("perl", "-e", CARRY));
        if (address.startsWith("/")) {
            argv.add(address);
        } else {
            int colon = address.lastIndexOf(':');
            argv.addAll(List.of(address.substring(0, colon), address.substring(colon + 1)));
        }
        return argv;
    }

    private static Map<String, String> parameters(String script, String root, ProbeRequest request) {
        WebAddress asked = request.address();
        Map<String, String> all = new LinkedHashMap<>();
        all.put("GATEWAY_INTERFACE", "CGI/1.1");
        all.put("SERVER_PROTOCOL", "HTTP/1.1");
        all.put("SERVER_NAME", asked.host());
        all.put("SERVER_PORT", Integer.toString(asked.port()));
        all.put("SERVER_ADDR", "127.0.0.1");
        all.put("REMOTE_ADDR", "127.0.0.1");
        all.put("REQUEST_METHOD", "GET");
        all.put("REQUEST_SCHEME", asked.scheme());
        all.put("REQUEST_URI", asked.target());
        all.put("QUERY_STRING", asked.query());
        all.put("DOCUMENT_ROOT", root);
        all.put("SCRIPT_FILENAME", script);
        all.put("SCRIPT_NAME", script.startsWith(root + "/") ? script.substring(root.length()) : script);
        // PHP refuses to run without it when it is built for redirects by the web server.
        all.put("REDIRECT_STATUS", "200");
        if (asked.tls()) {
            all.put("HTTPS", "on");
        }
        all.put("HTTP_HOST", asked.authority());
        all.put("HTTP_USER_AGENT", request.userAgent());
        all.put("HTTP_X_FORWARDED_PROTO", asked.scheme());
        request.headers().forEach(header -> all.put(
                "HTTP_" + header.name().toUpperCase(Locale.ROOT).replace('-', '_'), header.value()));
        return all;
    }

    private Probe answered(ProbeRequest request, Instant started, String line, byte[] output) {
        HttpAnswer answer = null;
        ProbeProblem problem = null;
        try {
            answer = AnswerReader.of(new ByteArrayInputStream(withStatus(output)), limits).read(request.body());
        } catch (ProbeException e) {
            problem = e.problem();
        } catch (IOException e) {
            throw new IllegalStateException("bytes in memory cannot be read", e);
        }
        return new Probe(request.address(), started, List.of(), null, List.of(), Phases.NONE, null, answer, problem,
                line);
    }

    /** An answer of CGI (RFC 3875, 6.3) as one of HTTP: its Status becomes the first line. */
    private static byte[] withStatus(byte[] output) {
        String text = new String(output, StandardCharsets.ISO_8859_1);
        String status = "200 OK";
        for (String header : text.split("\r?\n\r?\n", 2)[0].split("\r?\n")) {
            status = header.regionMatches(true, 0, "Status:", 0, 7) ? header.substring(7).strip() : status;
        }
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(("HTTP/1.1 " + status + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
        all.writeBytes(output);
        return all.toByteArray();
    }

    private Probe failed(ProbeRequest request, Instant started, String line, String said) {
        return new Probe(request.address(), started, List.of(), null, List.of(), Phases.NONE, null, null,
                new ProbeProblem(Kind.VANTAGE, Message.of("diagnose.problem.pool", server, said)), line);
    }
}
