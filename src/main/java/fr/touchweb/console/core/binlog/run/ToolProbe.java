package fr.touchweb.console.core.binlog.run;

import fr.touchweb.console.core.binlog.model.Family;
import fr.touchweb.console.core.binlog.model.ReadingTool;
import fr.touchweb.console.core.ssh.Command;
import fr.touchweb.console.core.ssh.CommandResult;
import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.ssh.RemoteHost;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds out once a machine what there is to read with, with one script that needs only a POSIX shell: both names of the
 * tool, its family from its own help, the options that the console uses, compressors, a writable folder. It also removes
 * what a run left behind whose process is gone.
 */
public final class ToolProbe {
    /** Private folders are named so, with the process id that owns them at the end. */
    static final String FOLDER_NAME = ".tw-console-binlog.";

    private static final List<String> OPTIONS = List.of("print-table-metadata", "verify-binlog-checksum",
            "local-load", "flashback", "print-row-count", "include-gtids", "idempotent");
    private static final Pattern OPTION = Pattern.compile("--([a-z][a-z0-9-]+)");

    private static final String SCRIPT = """
            for p in mysqlbinlog mariadb-binlog; do x=$(command -v "$p") || continue; echo "tool=$p"; \
            v=$("$x" --no-defaults --version 2>&1) && echo "version=$v"; \
            "$x" --no-defaults --help 2>&1 | while read -r l; do echo "help=$l"; done; done; \
            for p in zstd gzip nice mkdir rm df; do x=$(command -v "$p") && echo "has=$p"; done; \
            for d in "${TMPDIR:-}" /tmp /var/tmp "${HOME:-}"; do \
            [ -n "$d" ] && [ -d "$d" ] && [ -w "$d" ] || continue; \
            for o in "$d"/@NAME@*; do [ -d "$o" ] && [ -O "$o" ] || continue; \
            kill -0 "${o##*.}" 2>&- || rm -rf -- "$o"; done; \
            echo "folder=$d"; f=$(df -Pk "$d" 2>&-) && echo "$f" | while read -r a b c e r; do echo "free=$e"; done; \
            break; done; \
            echo end=yes""".replace("@NAME@", FOLDER_NAME);

    /**
     * What was found.
     *
     * @param tools programs, those of both families where there are both
     * @param nice whether the run can be made polite
     */
    public record Found(List<ReadingTool> tools, boolean nice) {
        public Found {
            tools = List.copyOf(tools);
        }

        /** The tool for a file of a family: one of the same, else the first; null when there is none at all. */
        public @Nullable ReadingTool forFamily(Family family) {
            return tools.stream().filter(tool -> tool.family() == family).findFirst()
                    .orElse(tools.isEmpty() ? null : tools.getFirst());
        }
    }

    private ToolProbe() {}

    public static Found probe(RemoteHost host, boolean compress, Duration limit)
            throws RemoteException, InterruptedException {
        CommandResult result = host.run(Command.script(SCRIPT).withLimit(limit));
        return read(result.text(), compress);
    }

    static Found read(String output, boolean compress) {
        Map<String, String> facts = new HashMap<>();
        Set<String> programs = new HashSet<>();
        List<Tool> tools = new ArrayList<>();
        long free = -1;
        for (String line : output.split("\n")) {
            int equals = line.indexOf('=');
            if (equals < 0) {
                continue;
            }
            String value = line.substring(equals + 1).strip();
            switch (line.substring(0, equals)) {
                case "tool" -> tools.add(new Tool(value));
                case "version" -> {
                    if (!tools.isEmpty()) {
                        // It names itself as it was called, and only the script called it by its path.
                        tools.getLast().version = value.replaceFirst("^\\S*/", "");
                    }
                }
                case "help" -> {
                    if (!tools.isEmpty()) {
                        tools.getLast().help(value);
                    }
                }
                case "has" -> programs.add(value);
                case "folder" -> facts.put("folder", value);
                case "free" -> free = value.matches("\\d{1,15}") ? Long.parseLong(value) * 1024 : free;
                default -> {
                }
            }
        }
        String compressor = !compress
                ? null
                : programs.contains("zstd")
                        ? "zstd"
                        : programs.contains("gzip") ? "gzip" : null;
        String folder = programs.contains("mkdir") && programs.contains("rm") ? facts.get("folder") : null;
        long room = free;
        return new Found(tools.stream().map(tool -> new ReadingTool(tool.program, tool.family(), tool.version,
                tool.options, compressor, folder, room)).toList(), programs.contains("nice"));
    }

    private static final class Tool {
        final String program;
        final Set<String> options = new HashSet<>();
        String version = "";
        boolean mariadb;

        Tool(String program) {
            this.program = program;
        }

        void help(String line) {
            mariadb |= line.contains("MariaDB");
            Matcher matcher = OPTION.matcher(line);
            while (matcher.find()) {
                if (OPTIONS.contains(matcher.group(1))) {
                    options.add(matcher.group(1));
                }
            }
        }

        Family family() {
            if (mariadb || options.contains("flashback") || options.contains("print-row-count")) {
                return Family.MARIADB;
            }
            return options.contains("include-gtids") || options.contains("idempotent")
                    ? Family.MYSQL
                    : Family.UNKNOWN;
        }
    }
}
