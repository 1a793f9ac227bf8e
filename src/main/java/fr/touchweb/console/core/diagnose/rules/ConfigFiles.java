package fr.touchweb.console.core.diagnose.rules;

import fr.touchweb.console.core.policy.ProofPolicy;
import fr.touchweb.console.core.ssh.FileEntry;
import fr.touchweb.console.core.ssh.FileStat;
import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.ssh.RemoteException.Kind;
import fr.touchweb.console.core.ssh.RemoteFiles;
import fr.touchweb.console.core.text.Message;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the configuration of one server for one search; each file once. What cannot be read becomes a gap. */
public final class ConfigFiles {
    private static final Pattern DUMPED = Pattern.compile("# configuration file (/.+):");

    private final RemoteFiles files;
    private final ProofPolicy policy;
    private final List<Message> gaps;
    private final Map<String, Optional<List<ConfigLine>>> read = new HashMap<>();
    private final Map<String, Optional<FileStat.Kind>> kinds = new HashMap<>();
    private final Set<String> dumped = new HashSet<>();

    /** @param gaps where what could not be read is told */
    public ConfigFiles(RemoteFiles files, ProofPolicy policy, List<Message> gaps) {
        this.files = files;
        this.policy = policy;
        this.gaps = gaps;
    }

    /**
     * Takes what {@code nginx -T} printed for the files themselves: it reads as root what the account may not.
     *
     * @return the main file, empty when that was no dump
     */
    public Optional<String> takeDump(String dump) {
        List<ConfigLine> lines = new ArrayList<>();
        String first = null;
        String current = "";
        for (String line : dump.split("\n", -1)) {
            Matcher heading = DUMPED.matcher(line);
            if (heading.matches()) {
                lines = new ArrayList<>();
                first = first == null ? heading.group(1) : first;
                read.put(heading.group(1), Optional.of(lines));
                kinds.put(heading.group(1), Optional.of(FileStat.Kind.FILE));
                dumped.add(heading.group(1));
                current = heading.group(1);
            } else if (first != null) {
                lines.add(new ConfigLine(current, lines.size() + 1, line.strip()));
            }
        }
        return Optional.ofNullable(first);
    }

    /** Lines of a file, empty when there is none or it cannot be read; the latter is told as a gap. */
    public Optional<List<ConfigLine>> lines(String path) throws InterruptedException {
        Optional<List<ConfigLine>> known = isPath(path) ? read.get(path) : Optional.empty();
        if (known == null) {
            known = load(path);
            read.put(path, known);
        }
        return known;
    }

    private Optional<List<ConfigLine>> load(String path) throws InterruptedException {
        if (read.size() >= policy.configFilesMost()) {
            gap(Message.of("diagnose.gap.many-files", policy.configFilesMost()));
            return Optional.empty();
        }
        int limit = policy.configKilobytes() << 10;
        try (InputStream in = files.read(path, 0)) {
            byte[] bytes = in.readNBytes(limit + 1);
            if (bytes.length > limit) {
                gap(Message.of("diagnose.gap.large", path, policy.configKilobytes()));
                return Optional.empty();
            }
            List<ConfigLine> lines = new ArrayList<>();
            int number = 0;
            for (String line : new String(bytes, StandardCharsets.UTF_8).split("\n", -1)) {
                lines.add(new ConfigLine(path, ++number, line.strip()));
            }
            return Optional.of(lines);
        } catch (RemoteException e) {
            if (e.kind() != Kind.NO_SUCH_FILE) {
                gap(Message.of("diagnose.gap.file", path, e.text()));
            }
            return Optional.empty();
        } catch (IOException e) {
            gap(Message.of("diagnose.gap.file", path, String.valueOf(e.getMessage())));
            return Optional.empty();
        }
    }

    /** What a path names, links followed; empty when it names nothing or that cannot be told. */
    public Optional<FileStat.Kind> kind(String path) throws InterruptedException {
        Optional<FileStat.Kind> known = isPath(path) ? kinds.get(path) : Optional.empty();
        if (known == null) {
            try {
                known = Optional.of(files.stat(path).kind());
            } catch (RemoteException e) {
                if (e.kind() != Kind.NO_SUCH_FILE) {
                    gap(Message.of("diagnose.gap.file", path, e.text()));
                }
                known = Optional.empty();
            }
            kinds.put(path, known);
        }
        return known;
    }

    /** Files that a path with {@code *} and {@code ?} in its last part names, in the order in which servers read them. */
    public List<String> expand(String pattern) throws InterruptedException {
        int slash = pattern.lastIndexOf('/');
        String name = pattern.substring(slash + 1);
        if (name.indexOf('*') < 0 && name.indexOf('?') < 0) {
            return kind(pattern).filter(k -> k == FileStat.Kind.FOLDER).isPresent()
                    ? expand(pattern + "/*")
                    : List.of(pattern);
        }
        String folder = slash <= 0 ? "/" : pattern.substring(0, slash);
        if (!isPath(folder) || folder.indexOf('*') >= 0 || folder.indexOf('?') >= 0) {
            gap(Message.of("diagnose.gap.pattern", pattern.replace('\0', '\uFFFD')));
            return List.of();
        }
        Pattern glob = Pattern
                .compile(Pattern.quote(name).replace("*", "\\E[^/]*\\Q").replace("?", "\\E[^/]\\Q"));
        List<String> known = dumped.stream().filter(f -> f.startsWith(folder) && f.lastIndexOf('/') == slash
                && glob.matcher(f.substring(slash + 1)).matches()).sorted().toList();
        if (!known.isEmpty()) {
            return known;
        }
        try {
            List<String> found = new ArrayList<>();
            for (FileEntry entry : files.list(folder)) {
                if (glob.matcher(entry.name()).matches() && !entry.name().startsWith(".")) {
                    found.add((folder.equals("/") ? "" : folder) + "/" + entry.name());
                }
            }
            return found.stream().sorted().toList();
        } catch (RemoteException e) {
            if (e.kind() != Kind.NO_SUCH_FILE) {
                gap(Message.of("diagnose.gap.file", folder, e.text()));
            }
            return List.of();
        }
    }

    /** Most files of one configuration, each counted as often as it is included. */
    int most() {
        return policy.configFilesMost();
    }

    /** What a configuration writes need not be a path at all. */
    private static boolean isPath(String text) {
        return text.startsWith("/") && text.indexOf('\0') < 0;
    }

    /** Tells what could not be read or evaluated; the same thing once. */
    public void gap(Message text) {
        if (!gaps.contains(text)) {
            gaps.add(text);
        }
    }
}
