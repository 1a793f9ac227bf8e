package fr.touchweb.console.lab;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A few commands for a machine without a POSIX shell (Windows): one plain command with its arguments, no pipes, no
 * scripts. Everything else ends with 127 and says why.
 */
final class BuiltInCommands {
    private BuiltInCommands() {}

    /** @return exit code */
    static int run(ServerRoot server, String login, String line, OutputStream out, OutputStream err)
            throws IOException {
        List<String> argv = split(line);
        String program = argv.isEmpty() ? "" : argv.get(0);
        List<String> arguments = argv.isEmpty() ? List.of() : argv.subList(1, argv.size());
        try {
            switch (program) {
                case "true" -> {
                }
                case "echo" -> print(out, String.join(" ", arguments) + "\n");
                case "hostname" -> print(out, server.server().id() + "\n");
                case "whoami" -> print(out, login + "\n");
                case "uname" -> print(out, (arguments.contains("-r") ? server.server().kernel() : "Linux") + "\n");
                case "date" -> print(out, DateTimeFormatter.ofPattern("EEE MMM d HH:mm:ss z uuuu", Locale.ROOT)
                        .format(ZonedDateTime.ofInstant(server.clock().instant(), server.server().zone())) + "\n");
                case "cat" -> {
                    for (String path : arguments) {
                        Files.copy(place(server, path), out);
                    }
                }
                case "ls" -> {
                    for (String path : arguments.stream().filter(a -> !a.startsWith("-")).toList()) {
                        try (DirectoryStream<Path> entries = Files.newDirectoryStream(place(server, path))) {
                            for (Path entry : entries) {
                                print(out, entry.getFileName() + "\n");
                            }
                        }
                    }
                }
                default -> {
                    print(err, "lab: this machine has no POSIX shell; the demonstration cannot run: " + line + "\n");
                    return 127;
                }
            }
            return 0;
        } catch (NoSuchFileException e) {
            print(err, program + ": no such file\n");
            return 1;
        }
    }

    private static Path place(ServerRoot server, String path) throws NoSuchFileException {
        Path place = server.folder().resolve(path.replaceFirst("^/+", "")).normalize();
        if (!place.startsWith(server.folder())) {
            throw new NoSuchFileException(path);
        }
        return place;
    }

    private static void print(OutputStream to, String text) throws IOException {
        to.write(text.getBytes(StandardCharsets.UTF_8));
        to.flush();
    }

    /** Words of a line; single quotes hold a word together, as the console's quoting writes them. */
    static List<String> split(String line) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean inside = false;
        boolean any = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '\'') {
                inside = !inside;
                any = true;
            } else if (!inside && c == '\\' && i + 1 < line.length()) {
                word.append(line.charAt(++i));
            } else if (!inside && Character.isWhitespace(c)) {
                if (any || word.length() > 0) {
                    words.add(word.toString());
                }
                word.setLength(0);
                any = false;
            } else {
                word.append(c);
            }
        }
        if (any || word.length() > 0) {
            words.add(word.toString());
        }
        return words;
    }
}
