package fr.touchweb.console.core.diagnose.proof;

import fr.touchweb.console.core.diagnose.probe.Probe;
import fr.touchweb.console.core.diagnose.probe.WebAddress;
import fr.touchweb.console.core.policy.ProofPolicy;
import fr.touchweb.console.core.ssh.FileEntry;
import fr.touchweb.console.core.ssh.FileStat;
import fr.touchweb.console.core.ssh.OpenFile;
import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.ssh.RemoteFiles;
import fr.touchweb.console.core.task.TaskControl;
import fr.touchweb.console.core.text.Message;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Makes a request and finds the lines that it left in the logs of a server: by its unique agent where a log has agents,
 * else by address and status among what was written meanwhile. Only what is appended is read.
 */
final class LogCorrelation {
    private static final int POLL_MILLIS = 100;

    private final ProofPolicy policy;
    private final List<Message> gaps;

    LogCorrelation(ProofPolicy policy, List<Message> gaps) {
        this.policy = policy;
        this.gaps = gaps;
    }

    /**
     * A line of ours.
     *
     * @param byAgent whether it names our agent; else address and status are the request's
     */
    record Found(String file, String line, boolean byAgent) {}

    List<Found> find(ProofRequest request, ServerSide server, TaskControl control) throws InterruptedException {
        Map<String, OpenFile> open = new LinkedHashMap<>();
        Map<String, Long> sizes = new LinkedHashMap<>();
        try {
            RemoteFiles files = server.host().files();
            for (String pattern : server.logs()) {
                for (String path : expand(files, pattern)) {
                    try {
                        OpenFile file = files.open(path);
                        open.put(path, file);
                        sizes.put(path, file.stat().size());
                    } catch (RemoteException e) {
                        gaps.add(Message.of("diagnose.gap.file", path, e.text()));
                    }
                }
            }
            Probe probe = request.send().now();
            if (probe == null || probe.answer() == null) {
                gaps.add(probe == null
                        ? Message.of("diagnose.gap.budget")
                        : Message.of("diagnose.gap.no-answer"));
                return List.of();
            }
            return await(request, probe.status(), open, sizes, control);
        } catch (RemoteException e) {
            gaps.add(Message.of("diagnose.gap.logs", server.id(), e.text()));
            return List.of();
        } finally {
            open.values().forEach(OpenFile::close);
        }
    }

    private List<Found> await(ProofRequest request, int status, Map<String, OpenFile> open, Map<String, Long> sizes,
            TaskControl control) throws InterruptedException {
        long until = System.nanoTime() + policy.logMillis() * 1_000_000L;
        Map<String, Found> found = new LinkedHashMap<>();
        boolean settled = false;
        while (!open.isEmpty()) {
            int before = found.size();
            for (Map.Entry<String, OpenFile> each : open.entrySet()) {
                String path = each.getKey();
                if (found.containsKey(path)) {
                    continue;
                }
                Found line = match(path, appended(each.getValue(), sizes.getOrDefault(path, 0L)), request, status);
                if (line != null) {
                    found.put(path, line);
                }
            }
            // The layers write one after the other: one more look after the last find.
            boolean quiet = !found.isEmpty() && found.size() == before;
            if (quiet && settled || found.size() == open.size() || System.nanoTime() > until) {
                break;
            }
            settled = quiet;
            control.checkCancelled();
            Thread.sleep(POLL_MILLIS);
        }
        return List.copyOf(found.values());
    }

    private String appended(OpenFile file, long from) throws InterruptedException {
        byte[] buffer = new byte[policy.logTailKilobytes() << 10];
        try {
            int n = file.read(from, buffer, 0, buffer.length);
            return new String(buffer, 0, n, StandardCharsets.UTF_8);
        } catch (RemoteException e) {
            Message gap = Message.of("diagnose.gap.file", file.path(), e.text());
            if (!gaps.contains(gap)) {
                gaps.add(gap);
            }
            return "";
        }
    }

    private static @Nullable Found match(String path, String text, ProofRequest request, int status) {
        Found alike = null;
        WebAddress address = request.address();
        // HAProxy truncates captures and writes no agent by default; address and status then tell the line.
        String asked = "GET " + address.target() + " HTTP/";
        String absolute = "GET " + address + " HTTP/";
        for (String line : text.split("\n")) {
            if (line.contains(request.userAgent())) {
                return new Found(path, line.strip(), true);
            }
            if ((line.contains(asked) || line.contains(absolute)) && line.contains(" " + status + " ")) {
                alike = new Found(path, line.strip(), false);
            }
        }
        return alike;
    }

    private List<String> expand(RemoteFiles files, String pattern) throws InterruptedException {
        int slash = pattern.lastIndexOf('/');
        String name = pattern.substring(slash + 1);
        if (name.indexOf('*') < 0 && name.indexOf('?') < 0) {
            return List.of(pattern);
        }
        String folder = slash == 0 ? "/" : pattern.substring(0, slash);
        Pattern glob = Pattern
                .compile(Pattern.quote(name).replace("*", "\\E[^/]*\\Q").replace("?", "\\E[^/]\\Q"));
        try {
            List<String> paths = new ArrayList<>();
            for (FileEntry entry : files.list(folder)) {
                if (glob.matcher(entry.name()).matches() && entry.stat().kind() != FileStat.Kind.FOLDER) {
                    paths.add((folder.equals("/") ? "/" : folder + "/") + entry.name());
                }
            }
            return paths.stream().sorted().toList();
        } catch (RemoteException e) {
            if (e.kind() != RemoteException.Kind.NO_SUCH_FILE) {
                gaps.add(Message.of("diagnose.gap.file", folder, e.text()));
            }
            return List.of();
        }
    }
}
