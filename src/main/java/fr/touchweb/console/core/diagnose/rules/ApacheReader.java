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
import org.jspecify.annotations.Nullable;

/**
 * Reads Apache's configuration with its includes and macros into a tree. {@code IfModule}, {@code IfFile} and, for what the
 * configuration itself defines, {@code IfDefine} are decided; what other conditions enclose is read and doubted.
 */
final class ApacheReader {
    private static final int DEEPEST = 24;
    private static final int LONGEST = 1 << 16;
    private static final Set<String> BUILT_IN = Set.of("core", "so", "http", "watchdog", "log_config", "logio",
            "version", "unixd");

    private final ConfigFiles files;
    private final Set<String> modules;
    private final Map<String, String> defined = new HashMap<>();
    private final Map<String, ApacheMacro> macros = new HashMap<>();
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
        ApacheReader reader = new ApacheReader(files, file, modules);
        reader.defined.putAll(defined);
        return reader;
    }

    boolean loaded(String module) {
        return modules.contains(module);
    }

    /**
     * A section that is open.
     *
     * @param doubt why what it holds may not count, null when it does
     */
    private record Open(List<ApacheNode> into, @Nullable Message doubt) {}

    List<ApacheNode> read(String file) throws InterruptedException {
        List<ApacheNode> top = new ArrayList<>();
        read(file, new ArrayDeque<>(List.of(new Open(top, null))), 0);
        return top;
    }

    private void read(String file, Deque<Open> open, int depth) throws InterruptedException {
        if (depth > DEEPEST || ++read > files.most()) {
            files.gap(Message.of("diagnose.gap.includes", file));
            return;
        }
        lines(continued(files.lines(file).orElse(List.of())), open, depth);
    }

    /** Lines with those that go on behind a backslash put together, without comments and empty ones. */
    private static List<ConfigLine> continued(List<ConfigLine> lines) {
        List<ConfigLine> whole = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            ConfigLine first = lines.get(i);
            StringBuilder text = new StringBuilder(first.text());
            while (!text.isEmpty() && text.charAt(text.length() - 1) == '\\' && i + 1 < lines.size()) {
                text.setLength(text.length() - 1);
                text.append(lines.get(++i).text());
            }
            if (!text.isEmpty() && text.charAt(0) != '#') {
                whole.add(new ConfigLine(first.file(), first.number(), text.toString()));
            }
        }
        return whole;
    }

    private void lines(List<ConfigLine> lines, Deque<Open> open, int depth) throws InterruptedException {
        int skipped = 0;
        for (int i = 0; i < lines.size(); i++) {
            ConfigLine line = lines.get(i);
            String text = line.text();
            if (skipped > 0) {
                skipped += text.startsWith("</") ? -1 : text.startsWith("<") ? 1 : 0;
            } else if (text.startsWith("</")) {
                if (open.size() > 1) {
                    open.removeLast();
                }
            } else if (text.toLowerCase(Locale.ROOT).startsWith("<macro ")) {
                int end = ApacheMacro.end(lines, i);
                ApacheMacro macro = ApacheMacro.of(inside(text), lines.subList(Math.min(i + 1, end), end));
                macros.put(macro.name(), macro);
                i = end;
            } else if (text.startsWith("<")) {
                skipped = section(line, open) ? 0 : 1;
            } else {
                directive(line, open, depth);
            }
        }
    }

    private List<String> inside(String text) {
        return words(text.substring(1, text.endsWith(">") ? text.length() - 1 : text.length()));
    }

    /** Opens a section; false when its lines do not count. */
    private boolean section(ConfigLine line, Deque<Open> open) throws InterruptedException {
        List<String> words = inside(line.text());
        String name = words.isEmpty() ? "" : words.getFirst().toLowerCase(Locale.ROOT);
        String argument = words.size() > 1 ? words.get(1) : "";
        Open outer = open.getLast();
        Tri holds = switch (name) {
            case "ifmodule" -> holds(argument, modules.contains(argument.replaceFirst("^!", "")
                    .replaceFirst("^mod_", "").replaceFirst("(_module|\\.c)$", "")));
            case "iffile" -> holds(argument, files.kind(absolute(argument.replaceFirst("^!", ""))).isPresent());
            // What is not defined here may be defined on the command line of the server.
            case "ifdefine" -> defined.containsKey(argument.replaceFirst("^!", ""))
                    ? holds(argument, true)
                    : Tri.UNKNOWN;
            case "ifversion", "ifdirective", "ifsection" -> Tri.UNKNOWN;
            default -> {
                // The expression of a request is evaluated by Apache alone.
                boolean asks = name.equals("if") || name.equals("elseif") || name.equals("else");
                ApacheNode node = new ApacheNode(line, name,
                        List.copyOf(words.subList(Math.min(1, words.size()), words.size())), new ArrayList<>(),
                        outer.doubt);
                outer.into.add(node);
                open.addLast(new Open(node.children(), asks ? doubt(line) : outer.doubt));
                yield null;
            }
        };
        if (holds == null) {
            return true;
        }
        open.addLast(new Open(outer.into, holds == Tri.UNKNOWN ? doubt(line) : outer.doubt));
        if (holds == Tri.NO) {
            open.removeLast();
            return false;
        }
        return true;
    }

    private static Tri holds(String argument, boolean is) {
        return Tri.of(is != argument.startsWith("!"));
    }

    private static Message doubt(ConfigLine line) {
        return Message.of("diagnose.rule.doubt.line", line.number(), line.text());
    }

    private String absolute(String path) {
        return path.startsWith("/") ? path : root + "/" + path;
    }

    private void directive(ConfigLine line, Deque<Open> open, int depth) throws InterruptedException {
        List<String> words = words(line.text());
        String name = words.getFirst().toLowerCase(Locale.ROOT);
        List<String> arguments = List.copyOf(words.subList(1, words.size()));
        String first = arguments.isEmpty() ? "" : arguments.getFirst();
        switch (name) {
            case "include", "includeoptional" -> {
                for (String included : files.expand(absolute(first))) {
                    read(included, open, depth + 1);
                }
            }
            case "serverroot" -> root = first;
            case "define" -> defined.put(first, arguments.size() > 1 ? arguments.get(1) : "");
            case "undefine" -> defined.remove(first);
            case "undefmacro" -> macros.remove(first.toLowerCase(Locale.ROOT));
            case "loadmodule" -> modules.add(first.replaceFirst("_module$", ""));
            case "use" -> {
                ApacheMacro macro = macros.get(first.toLowerCase(Locale.ROOT));
                if (macro == null || depth > DEEPEST || ++read > files.most()) {
                    files.gap(Message.of("diagnose.gap.condition", line.file(), line.number(), line.text()));
                } else {
                    lines(macro.with(arguments.subList(1, arguments.size())), open, depth + 1);
                }
            }
            default -> open.getLast().into.add(
                    new ApacheNode(line, name, arguments, List.of(), open.getLast().doubt));
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
