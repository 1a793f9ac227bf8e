package fr.touchweb.console.desktop.settings;

import fr.touchweb.console.core.text.Message;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A terminal program as people write it: words apart by blanks, quotes around those that have some. No shell reads it. */
public final class TerminalProgram {
    /** Where the command goes, each of its arguments as one. */
    public static final String COMMAND = "{}";

    private TerminalProgram() {}

    /** The arguments; what an open quote leaves goes to the last one. */
    public static List<String> parse(String text) {
        List<String> arguments = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean begun = false;
        char quote = 0;
        for (char c : text.toCharArray()) {
            if (quote == 0 && (c == '"' || c == '\'')) {
                quote = c;
                begun = true;
            } else if (c == quote) {
                quote = 0;
            } else if (quote == 0 && Character.isWhitespace(c)) {
                if (begun) {
                    arguments.add(word.toString());
                }
                word.setLength(0);
                begun = false;
            } else {
                word.append(c);
                begun = true;
            }
        }
        if (begun) {
            arguments.add(word.toString());
        }
        return arguments;
    }

    public static String text(List<String> arguments) {
        return arguments.stream().map(each -> each.isEmpty() || each.chars().anyMatch(Character::isWhitespace)
                || each.indexOf('\'') >= 0 ? '"' + each + '"' : each).collect(Collectors.joining(" "));
    }

    /** What is wrong with it, null when nothing is; an empty text is right. */
    public static @Nullable Message problem(String text, Map<String, String> environment) {
        if (text.chars().filter(c -> c == '"').count() % 2 != 0) {
            return Message.of("shell.settings.terminalQuote");
        }
        List<String> arguments = parse(text);
        if (arguments.isEmpty()) {
            return null;
        }
        String program = arguments.getFirst();
        if (!onPath(program, environment)) {
            return Message.of("shell.settings.terminalMissing", program);
        }
        return arguments.stream().filter(COMMAND::equals).count() > 1
                ? Message.of("shell.settings.terminalTwice", COMMAND)
                : null;
    }

    /** Whether a program can be started: by its path, or from the folders of the search path. */
    public static boolean onPath(String program, Map<String, String> environment) {
        try {
            if (Path.of(program).isAbsolute()) {
                return Files.isExecutable(Path.of(program));
            }
            String path = environment.getOrDefault("PATH", environment.getOrDefault("Path", ""));
            return Arrays.stream(path.split(File.pathSeparator)).filter(folder -> !folder.isEmpty())
                    .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
        } catch (InvalidPathException e) {
            return false;
        }
    }
}
