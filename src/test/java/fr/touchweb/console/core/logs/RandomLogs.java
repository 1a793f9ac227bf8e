package fr.touchweb.console.core.logs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Logs of several formats that grow and rotate at random, and a plain list of what was written to each. */
final class RandomLogs {
    private static final Pattern TOKEN = Pattern.compile("id-(\\d+)-(\\d+)-k");
    private static final int ROTATED = 6;

    private final Random random;
    private final List<Path> files = new ArrayList<>();
    private final List<List<String>> written = new ArrayList<>();
    private int second;

    /** A line by its number among those of its log. */
    record Id(int log, int line) {}

    RandomLogs(Path folder, Random random, int count) throws IOException {
        this.random = random;
        for (int i = 0; i < count; i++) {
            files.add(Files.createFile(folder.resolve("log" + i)));
            written.add(new ArrayList<>());
        }
    }

    int count() {
        return files.size();
    }

    Path file(int log) {
        return files.get(log);
    }

    List<String> written(int log) {
        return written.get(log);
    }

    static Id id(String text) {
        Matcher token = TOKEN.matcher(text);
        return token.find()
                ? new Id(Integer.parseInt(token.group(1)), Integer.parseInt(token.group(2)))
                : new Id(-1, -1);
    }

    /** Writes some records, a few of them from earlier. */
    void write(int log, int records, int padding) throws IOException {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < records; i++) {
            second += random.nextInt(3) == 0 ? 1 : 0;
            int at = Math.max(0, second - (random.nextInt(20) == 0 ? random.nextInt(40) : 0));
            for (String line : record(log, at, "x".repeat(padding))) {
                written.get(log).add(line);
                text.append(line).append('\n');
            }
        }
        Files.writeString(files.get(log), text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private String token(int log, int ahead) {
        int line = written.get(log).size() + ahead;
        return "id-" + log + "-" + line + "-k" + line % 7;
    }

    private List<String> record(int log, int at, String padding) {
        String time = "%02d:%02d:%02d".formatted(10 + at / 3_600, at / 60 % 60, at % 60);
        List<String> lines = new ArrayList<>();
        switch (log % 3) {
            case 0 -> lines.add(random.nextInt(15) == 0
                    ? "something else " + token(log, 0)
                    : String.format(Locale.ROOT, "198.51.100.14 - - [13/Jan/2025:%s +0100] \"GET /%s HTTP/1.1\" %d 12 "
                            + "\"-\" \"%s\"", time, token(log, 0), 200 + 100 * random.nextInt(4), padding));
            case 1 -> {
                lines.add("2025/01/13 " + time + " [error] 1#1: *1 " + token(log, 0) + padding);
                for (int more = random.nextInt(4); more > 1; more--) {
                    lines.add("  at " + token(log, lines.size()));
                }
            }
            default -> lines.add("nothing that tells a time " + token(log, 0) + padding);
        }
        return lines;
    }

    void rotate(int log, boolean copy) throws IOException {
        Path file = files.get(log);
        for (int i = ROTATED; i > 0; i--) {
            Path old = file.resolveSibling(file.getFileName() + "." + i);
            if (Files.exists(old)) {
                Files.move(old, file.resolveSibling(file.getFileName() + "." + (i + 1)),
                        StandardCopyOption.REPLACE_EXISTING);
            }
        }
        Path first = file.resolveSibling(file.getFileName() + ".1");
        if (copy) {
            Files.copy(file, first);
            Files.write(file, new byte[0], StandardOpenOption.TRUNCATE_EXISTING);
        } else {
            Files.move(file, first);
            Files.createFile(file);
        }
    }
}
