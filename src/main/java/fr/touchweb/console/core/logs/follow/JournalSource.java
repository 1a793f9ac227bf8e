package fr.touchweb.console.core.logs.follow;

import fr.touchweb.console.core.text.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is read of a machine's systemd journal, as it is named after the server: {@code journal} or
 * {@code journal:nginx.service}, with {@code ,boot=-1}, {@code ,priority=warning} and {@code ,directory=/srv/journal}
 * behind it in any order.
 *
 * @param name the whole of it, which stands where a file has its path
 * @param unit null for all of them
 * @param boot 0 for this one, -1 for the one before, or an id; null for all that are kept
 * @param priority this one and what is graver; null for all
 * @param directory of the journal's files, null for those of the running system
 */
public record JournalSource(String name, @Nullable String unit, @Nullable String boot, @Nullable String priority,
        @Nullable String directory) {
    private static final Pattern UNIT = Pattern.compile("[A-Za-z0-9_.@:\\\\*?][A-Za-z0-9_.@:\\\\*?-]{0,254}");
    private static final Pattern BOOT = Pattern.compile("-?\\d{1,4}|[0-9a-f]{32}");
    private static final Pattern PRIORITY = Pattern.compile("[0-7]|emerg|alert|crit|err|warning|notice|info|debug");
    private static final Pattern DIRECTORY = Pattern.compile("/[^,]*");
    /** The console's words for syslog's. */
    private static final Map<String, String> LEVELS = Map.of("critical", "crit", "error", "err");

    /** Whether a name is that of a journal, and not the path of a file. */
    public static boolean isOne(String name) {
        return name.equals("journal") || name.startsWith("journal:") || name.startsWith("journal,");
    }

    /** Reads a name; empty when a part of it is none that journalctl knows. */
    public static Optional<JournalSource> of(String name) {
        String[] parts = name.split(",", -1);
        String unit = parts[0].startsWith("journal:") ? parts[0].substring("journal:".length()) : null;
        if (!isOne(name) || unit != null && !UNIT.matcher(unit).matches()) {
            return Optional.empty();
        }
        String boot = null;
        String priority = null;
        String directory = null;
        for (int i = 1; i < parts.length; i++) {
            int equals = parts[i].indexOf('=');
            String value = parts[i].substring(equals + 1);
            switch (parts[i].substring(0, Math.max(0, equals))) {
                case "boot" -> boot = BOOT.matcher(value).matches() ? value : "";
                case "priority" -> {
                    String level = LEVELS.getOrDefault(value, value);
                    priority = PRIORITY.matcher(level).matches() ? level : "";
                }
                case "directory" -> directory = DIRECTORY.matcher(value).matches() ? value : "";
                default -> {
                    return Optional.empty();
                }
            }
        }
        boolean holds = !"".equals(boot) && !"".equals(priority) && !"".equals(directory);
        return holds ? Optional.of(new JournalSource(name, unit, boot, priority, directory)) : Optional.empty();
    }

    /** What to tell a person whose name is none. */
    public static Message unknown(String name) {
        return Message.of("logs.journal.unknown", name);
    }

    /** The program and what it is to read; one JSON object an entry, with nothing left out. */
    public List<String> command(boolean asRoot, List<String> more) {
        List<String> argv = new ArrayList<>(asRoot ? List.of("sudo", "-n") : List.of());
        argv.addAll(List.of("journalctl", "--no-pager", "--output=json", "--all"));
        if (unit != null) {
            argv.add("--unit=" + unit);
        }
        if (boot != null) {
            argv.add("--boot=" + boot);
        }
        if (priority != null) {
            argv.add("--priority=" + priority);
        }
        if (directory != null) {
            argv.add("--directory=" + directory);
        }
        argv.addAll(more);
        return argv;
    }
}
