package fr.touchweb.console.core.diagnose.probe;

import java.util.ArrayDeque;
import java.util.Deque;

/** Removes {@code .} and {@code ..} from a path (RFC 3986, 5.2.4). */
final class Dots {
    private Dots() {}

    static String removed(String path) {
        Deque<String> kept = new ArrayDeque<>();
        String[] parts = path.substring(1).split("/", -1);
        for (int i = 0; i < parts.length; i++) {
            boolean last = i == parts.length - 1;
            switch (parts[i]) {
                case "." -> {
                    if (last) {
                        kept.addLast("");
                    }
                }
                case ".." -> {
                    kept.pollLast();
                    if (last) {
                        kept.addLast("");
                    }
                }
                default -> kept.addLast(parts[i]);
            }
        }
        return "/" + String.join("/", kept);
    }
}
