package fr.touchweb.console.core.diagnose.rules;

import fr.touchweb.console.core.text.Message;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Reads Apache's configuration with its includes into a tree; {@code IfModule} is decided by the modules that are loaded,
 * what other conditions enclose is left out and told.
 */
final class ApacheReader {
    private static final int DEEPEST = 24;
    private static final int LONGEST = 1 << 16;
    private static final Set<String> BUILT_IN = Set.of("core", "so", "http", "watchdog", "log_config", "logio",
            "version", "unixd");

    private final ConfigFiles files;
    private final Set<String> modules;
    private final Map<String, String> defined = new HashMap<>();
    private String root;
    private int read;

    ApacheReader(ConfigFiles files, String mainFile) {
        this(files, mainFile, new HashSet<>(BUILT_IN));
    }

    private ApacheReader(ConfigFiles files, String file, Set<String> modules) {
        this.files = files;
        this.modules = modules;
        this.root = file.substring(0, Math.max(1, file.lastIndexOf('/')));
    }

    /** A reader of a {@code .htaccess} of the same server. */
    ApacheReader forHtaccess(String file) {
        return new ApacheReader(files, file, modules);
    }

    boolean loaded(String module) {
        return modules.contains(module);
    }

    List<ApacheNode> read(String file) throws InterruptedException {
        List<ApacheNode> top = new ArrayList<>();
        Deque<List<ApacheNode>> open = new ArrayDeque<>(List.of(top));
        read(file, open, 0);
        return top;
    }

    private void read(String file, Deque<List<ApacheNode>> open, int depth) throws InterruptedException {
        if (depth > DEEPEST || ++read > files.most()) {
            files.gap(Message.of("diagnose.gap.includes", file));
            return;
        }
        List<ConfigLine> lines = files.lines(file).orElse(List.of());
        int skipped = 0;
        for (int i = 0; i < lines.size(); i++) {
            ConfigLine line = lines.get(i);
            StringBuilder whole = new StringBuilder(line.text());
            while (whole.length() > 0 && whole.charAt(whole.length() - 1) == '\\' && i + 1 < lines.size()) {
                whole.setLength(whole.length() - 1);
                whole.append(lines.get(++i).text());
            }
            String text = whole.toString();
            if (text.isEmpty() || text.startsWith("#")) {
                continue;
            }
            if (skipped > 0) {
                skipped += text.startsWith("</") ? -1 : text.startsWith("<") ? 1 : 0;
                continue;
            }
            ConfigLine at = new ConfigLine(line.file(), line.number(), text);
            if (text.startsWith("</")) {
                if (open.size() > 1) {
                    open.removeLast();
                }
            } else if (text.startsWith("<")) {
                skipped = section(at, open) ? 0 : 1;
            } else {
                directive(at, open, depth);
            }
        }
    }

    /** Opens a section; false when its lines do not count. */
    private boolean section(ConfigLine line, Deque<List<ApacheNode>> open) {
        String inner = line.text().substring(1, line.text().endsWith(">")
                ? line.text().length() - 1
                : line.text().length());
        List<String> words = words(inner);
        String name = words.isEmpty() ? "" : words.getFirst().toLowerCase(Locale.ROOT);
        String argument = words.size() > 1 ? words.get(1) : "";
        switch (name) {
            case "ifmodule" -> {
                boolean wanted = !argument.startsWith("!");
                String module = argument.replaceFirst("^!", "").replaceFirst("^mod_", "")
                        .replaceFirst("(_module|\\.c)$", "");
                if (modules.contains(module) != wanted) {
                    return false;
                }
                open.addLast(open.getLast());
            }
            case "ifdefine", "ifversion", "iffile", "ifdirective", "ifsection", "macro" -> {
                files.gap(Message.of("diagnose.gap.condition", line.file(), line.number(), line.text()));
                return false;
            }
            default -> {
                ApacheNode node = new ApacheNode(line, name,
                        List.copyOf(words.subList(Math.min(1, words.size()), words.size())), new ArrayList<>());
                open.getLast().add(node);
                open.addLast(node.children());
            }
        }
        return true;
    }

    private void directive(ConfigLine line, Deque<List<ApacheNode>> open, int depth) throws InterruptedException {
        List<String> words = words(line.text());
        String name = words.getFirst().toLowerCase(Locale.ROOT);
        List<String> arguments = List.copyOf(words.subList(1, words.size()));
        String first = arguments.isEmpty() ? "" : arguments.getFirst();
        switch (name) {
            case "include", "includeoptional" -> {
                for (String included : files.expand(first.startsWith("/") ? first : root + "/" + first)) {
                    read(included, open, depth + 1);
                }
            }
            case "serverroot" -> root = first;
            case "define" -> defined.put(first, arguments.size() > 1 ? arguments.get(1) : "");
            case "loadmodule" -> modules.add(first.replaceFirst("_module$", ""));
            case "use" -> files.gap(Message.of("diagnose.gap.condition", line.file(), line.number(), line.text()));
            default -> open.getLast().add(new ApacheNode(line, name, arguments, List.of()));
        }
    }

    private List<String> words(String text) {
        String expanded = text;
        for (Map.Entry<String, String> each : defined.entrySet()) {
            if (expanded.length() < LONGEST) {
                expanded = expanded.replace("${" + each.getKey() + "}", each.getValue());
            }
        }
        return Words.of(expanded, false);
    }
}
