package fr.touchweb.console.core.ssh.config;

import fr.touchweb.console.core.ssh.hostkey.Glob;
import fr.touchweb.console.core.text.Message;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A small reading of ssh_config(5): Host with wildcards and negation, Include, the first value wins. It lists the aliases,
 * and stands in where there is no {@code ssh} program. Of Match it understands {@code all} alone and says so. Immutable.
 */
public final class SshConfigFile {
    private static final int DEEPEST_INCLUDE = 16;
    /** Options that add up instead of being decided by the first line. */
    private static final Set<String> SEVERAL = Set.of("identityfile", "certificatefile");

    private sealed interface Condition {
        boolean holds(String host);

        record Hosts(List<String> patterns) implements Condition {
            @Override
            public boolean holds(String host) {
                return Glob.matchesList(patterns, host);
            }
        }

        record Fixed(boolean value) implements Condition {
            @Override
            public boolean holds(String host) {
                return value;
            }
        }
    }

    /** A line; it counts when every condition around it holds (an Include inside a Host block has two). */
    private record Option(List<Condition> conditions, String name, List<String> arguments) {}

    private final List<Option> options = new ArrayList<>();
    private final Set<String> aliases = new LinkedHashSet<>();
    private final List<Message> notes = new ArrayList<>();

    private SshConfigFile() {}

    /**
     * Reads configuration files in this order; one that is not there counts as empty.
     *
     * @param home folder that holds {@code .ssh}, for Include
     */
    public static SshConfigFile read(List<Path> files, Path home) throws IOException {
        SshConfigFile config = new SshConfigFile();
        for (Path file : files) {
            config.read(file, home, List.of(), 0);
        }
        return config;
    }

    /** Names that Host lines give to machines, without patterns, in the files' order. */
    public List<String> aliases() {
        return List.copyOf(aliases);
    }

    /** What was not understood. */
    public List<Message> notes() {
        return List.copyOf(notes);
    }

    /** What holds for a host as the person names it. */
    ConfigValues valuesFor(String host) {
        ConfigValues values = new ConfigValues();
        for (Option option : options) {
            if (!option.conditions().stream().allMatch(condition -> condition.holds(host))) {
                continue;
            }
            boolean proxy = option.name().equals("proxyjump") || option.name().equals("proxycommand");
            if (proxy && (values.has("proxyjump") || values.has("proxycommand"))) {
                continue; // the first of the two decides
            }
            if (SEVERAL.contains(option.name()) || !values.has(option.name())) {
                option.arguments().forEach(argument -> values.add(option.name(), argument));
            }
        }
        return values;
    }

    private void read(Path file, Path home, List<Condition> around, int depth) throws IOException {
        if (depth > DEEPEST_INCLUDE) {
            notes.add(Message.of("ssh.config.includeTooDeep", file.toString()));
            return;
        }
        String text;
        try {
            text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (NoSuchFileException e) {
            return;
        }
        List<Condition> conditions = around;
        int number = 0;
        for (String row : text.split("\n", -1)) {
            number++;
            List<String> words = words(row.strip());
            if (words.isEmpty()) {
                continue;
            }
            String name = words.getFirst().toLowerCase(Locale.ROOT);
            List<String> arguments = words.subList(1, words.size());
            String place = file + ":" + number;
            if (arguments.isEmpty()) {
                notes.add(Message.of("ssh.config.noValue", place, words.getFirst()));
                continue;
            }
            switch (name) {
                case "host" -> {
                    conditions = with(around, new Condition.Hosts(arguments));
                    arguments.stream().filter(SshConfigFile::isName).forEach(aliases::add);
                }
                case "match" -> {
                    boolean all = arguments.size() == 1 && arguments.getFirst().equalsIgnoreCase("all");
                    conditions = with(around, new Condition.Fixed(all));
                    if (!all) {
                        notes.add(Message.of("ssh.config.match", place));
                    }
                }
                case "include" -> {
                    for (String argument : arguments) {
                        for (Path included : included(argument, home, place)) {
                            read(included, home, conditions, depth + 1);
                        }
                    }
                }
                case "proxycommand" ->
                    options.add(new Option(conditions, name, List.of(String.join(" ", arguments))));
                case "userknownhostsfile", "globalknownhostsfile" ->
                    options.add(new Option(conditions, name, arguments));
                default -> options.add(new Option(conditions, name, List.of(arguments.getFirst())));
            }
        }
    }

    private List<Path> included(String argument, Path home, String place) throws IOException {
        Path pattern = argument.startsWith("~/")
                ? home.resolve(argument.substring(2))
                : home.resolve(".ssh").resolve(argument);
        Path folder = pattern.getParent();
        String name = pattern.getFileName().toString();
        if (folder == null || folder.toString().matches(".*[*?\\[].*")) {
            notes.add(Message.of("ssh.config.includePattern", place, argument));
            return List.of();
        }
        if (!name.matches(".*[*?].*")) {
            return List.of(pattern);
        }
        List<Path> found = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(folder,
                    file -> Glob.matches(name, file.getFileName().toString())
                            && !file.getFileName().toString().startsWith(".") && Files.isRegularFile(file))) {
                files.forEach(found::add);
            }
        }
        found.sort(null);
        return found;
    }

    private static List<Condition> with(List<Condition> around, Condition last) {
        List<Condition> all = new ArrayList<>(around);
        all.add(last);
        return all;
    }

    private static boolean isName(String pattern) {
        return !pattern.startsWith("!") && pattern.indexOf('*') < 0 && pattern.indexOf('?') < 0;
    }

    /** Words of a line: spaces or one {@code =} after the first, double quotes around spaces, {@code #} ends it. */
    private static List<String> words(String row) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean inside = false;
        boolean quoted = false;
        boolean equals = false;
        for (int i = 0; i < row.length(); i++) {
            char c = row.charAt(i);
            boolean first = words.isEmpty();
            if (c == '"') {
                quoted = !quoted;
                inside = true;
            } else if (!quoted && c == '#' && !inside) {
                break;
            } else if (!quoted && (c == ' ' || c == '\t' || c == '=' && (first && inside))) {
                equals |= c == '=';
                if (inside) {
                    words.add(word.toString());
                    word.setLength(0);
                    inside = false;
                }
            } else if (!quoted && c == '=' && !inside && words.size() == 1 && !equals) {
                equals = true;
            } else {
                word.append(c);
                inside = true;
            }
        }
        if (inside) {
            words.add(word.toString());
        }
        return words;
    }
}
