package fr.touchweb.console.core.fleet.facts;

import fr.touchweb.console.core.ssh.Capabilities;
import fr.touchweb.console.core.ssh.Command;
import fr.touchweb.console.core.ssh.CommandResult;
import fr.touchweb.console.core.ssh.Exit;
import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.ssh.RemoteFiles;
import fr.touchweb.console.core.ssh.RemoteHost;
import fr.touchweb.console.core.text.Message;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Asks one machine for its facts: by one read-only script where the account has a shell, by the files that it may open
 * where it has none.
 */
public final class ServerProbe {
    /** Files that tell something by themselves, under the key of the section that reads them. */
    private static final Map<String, String> FILES = new LinkedHashMap<>();
    private static final int FILE_BYTES = 64 << 10;

    static {
        FILES.put("os", "/etc/os-release");
        FILES.put("debian", "/etc/debian_version");
        FILES.put("uptime", "/proc/uptime");
        FILES.put("loadavg", "/proc/loadavg");
        FILES.put("cpuinfo", "/proc/cpuinfo");
        FILES.put("meminfo", "/proc/meminfo");
        FILES.put("mounts", "/proc/mounts");
        FILES.put("mdstat", "/proc/mdstat");
        FILES.put("product", "/sys/class/dmi/id/product_name");
        FILES.put("timezone", "/etc/timezone");
    }

    private final Clock clock;
    private final Duration limit;
    private final SecureRandom random = new SecureRandom();

    /**
     * @param limit longest time the script may take
     */
    public ServerProbe(Clock clock, Duration limit) {
        this.clock = clock;
        this.limit = limit;
    }

    /**
     * Probes a machine; may block for the limit and the time to connect.
     *
     * @throws RemoteException when it could not be reached or gave no answer that can be used
     */
    public ProbeOutput probe(RemoteHost host) throws RemoteException, InterruptedException {
        Capabilities account = host.capabilities();
        byte[] bytes = new byte[8];
        random.nextBytes(bytes);
        String mark = "tw" + HexFormat.of().formatHex(bytes);
        if (!account.shell()) {
            return new ProbeOutput(clock.instant(), account.jail(), account.clockOffset(), account.zone(), true, mark,
                    files(host.files(), mark));
        }
        CommandResult result = host.run(Command.script(script(), mark).withLimit(limit));
        String text = result.text();
        if (!text.contains(mark + "|")) {
            throw new RemoteException(RemoteException.Kind.PROTOCOL, Message.of("fleet.probe.noAnswer",
                    result.exit() instanceof Exit.Code(int code) ? String.valueOf(code) : result.exit().toString(),
                    firstLine(result.errorText())), null);
        }
        return new ProbeOutput(clock.instant(), account.jail(), account.clockOffset(), account.zone(), false, mark,
                text);
    }

    /** The script as it is sent: on one line, without its comments. */
    static String script() {
        try (InputStream in = ServerProbe.class.getResourceAsStream("/probe/facts.sh")) {
            if (in == null) {
                throw new IllegalStateException("probe/facts.sh is not in the jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#")).collect(Collectors.joining(" "));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the script would have printed for these files. */
    private static String files(RemoteFiles files, String mark) throws RemoteException, InterruptedException {
        StringBuilder text = new StringBuilder();
        for (Map.Entry<String, String> file : FILES.entrySet()) {
            String start = mark + "|" + file.getKey() + "|";
            try (InputStream in = files.read(file.getValue(), 0)) {
                String content = new String(in.readNBytes(FILE_BYTES), StandardCharsets.UTF_8);
                text.append(start).append("B|sftp ").append(file.getValue()).append('\n');
                content.lines().forEach(line -> text.append(start).append("L|").append(line).append('\n'));
                text.append(start).append("E|0\n");
            } catch (RemoteException e) {
                switch (e.kind()) {
                    case NO_SUCH_FILE -> text.append(start).append("U|absent|").append(file.getValue()).append('\n');
                    case PERMISSION -> text.append(start).append("U|denied|").append(file.getValue()).append('\n');
                    default -> throw e;
                }
            } catch (IOException e) {
                throw new RemoteException(RemoteException.Kind.PROTOCOL,
                        Message.of("fleet.probe.fileFailed", file.getValue(), String.valueOf(e.getMessage())), e);
            }
        }
        return text.append(mark).append("|end|E|0\n").toString();
    }

    private static String firstLine(String text) {
        return text.lines().map(String::strip).filter(line -> !line.isEmpty()).findFirst().orElse("");
    }
}
