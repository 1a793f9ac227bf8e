package fr.touchweb.console.lab.traffic;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Profiles as xdebug 3 writes them for requests with its cookie (G32): names once, then by number; times in 10 ns. */
final class ProfilerFolder {
    private static final int KEPT = 5;
    /** Whom each of the parts calls: a tree from the page to its leaves. */
    private static final List<List<Integer>> CALLS = List.of(List.of(), List.of(), List.of(1), List.of(2), List.of(0),
            List.of(4, 3), List.of(5));
    private static final String CLASSES = "/home/www/%s/classes/";

    private final Path folder;
    private final String root;
    private final Random random;
    private final Deque<Path> files = new ArrayDeque<>();

    /** A function with the file it stands in and its share of the own time. */
    private record Part(String name, String file, int weight) {}

    ProfilerFolder(Path folder, String client, Random random) {
        this.folder = folder;
        this.root = String.format(Locale.ROOT, CLASSES, client);
        this.random = random;
    }

    /** A slow page: a module that asks another site, and the same statement for each product. */
    void write(int process) throws IOException {
        List<Part> parts = List.of(new Part("php::curl_exec", "php:internal", 46),
                new Part("php::PDOStatement->execute", "php:internal", 21),
                new Part("DbPDO->query", root + "db/DbPDO.php", 4),
                new Part("Product::getPriceStatic", root + "Product.php", 9), new Part("Avis->fetch",
                        root.replace("classes/", "modules/avis/") + "avis.php", 3),
                new Part("Hook::exec", root + "Hook.php", 5),
                new Part("Dispatcher->dispatch", root + "Dispatcher.php", 2));
        StringBuilder text = new StringBuilder("version: 1\ncreator: xdebug 3.3.1 (PHP 8.2.29)\ncmd: ")
                .append(root.replace("classes/", "index.php"))
                .append("\npart: 1\npositions: line\n\nevents: Time_(10ns) Memory_(bytes)\n\n");
        long all = 0;
        long[] inclusive = new long[parts.size()];
        for (int i = 0; i < parts.size(); i++) {
            Part part = parts.get(i);
            long own = part.weight() * 1_000_000L + random.nextInt(400_000);
            all += own;
            inclusive[i] = own;
            text.append("fl=(").append(i + 1).append(") ").append(part.file()).append("\nfn=(").append(i + 1)
                    .append(") ")
                    .append(part.name()).append('\n').append(20 + i).append(' ').append(own).append(" 4096\n");
            for (int callee : CALLS.get(i)) {
                call(text, callee, inclusive[callee]);
                inclusive[i] += inclusive[callee];
            }
            text.append('\n');
        }
        int last = parts.size() - 1;
        text.append("fl=(20) ").append(root.replace("classes/", "index.php")).append("\nfn=(20) {main}\n1 90000 0\n");
        call(text, last, inclusive[last]);
        text.append("\nsummary: ").append(all + 90_000).append(" 1048576\n\n");
        Files.createDirectories(folder);
        Path file = folder.resolve("cachegrind.out." + process);
        Files.writeString(file, text);
        files.addLast(file);
        if (files.size() > KEPT) {
            Files.deleteIfExists(files.removeFirst());
        }
    }

    private static void call(StringBuilder text, int callee, long inclusive) {
        text.append("cfl=(").append(callee + 1).append(")\ncfn=(").append(callee + 1).append(")\ncalls=1 0 0\n28 ")
                .append(inclusive).append(" 4096\n");
    }
}
