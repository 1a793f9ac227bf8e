package fr.touchweb.console.lab;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lets a command see the folder of its fictional server. Without root there is no chroot, so the absolute paths in the
 * text of a command are pointed into that folder before this machine's shell gets it. {@code /proc},
 * {@code /usr} and the programs are the machine's own but for what the folder holds. The folder's own path needs no quoting.
 */
final class LabPaths {
    private static final Pattern PATH = Pattern
            .compile("(?<![\\w./~})*?\\]+@%-])/[A-Za-z][A-Za-z0-9_.@+-]*(?:/[A-Za-z0-9_.@+*?\\[\\]-]+)*/?");
    private static final Set<String> WHOLE = Set.of("etc", "var", "home", "srv", "tmp", "run", "sys");
    private static final Set<String> WHAT_IS_THERE = Set.of("proc", "usr", "bin", "sbin");

    private final Path root;

    LabPaths(Path root) {
        if (!root.toString().matches("[A-Za-z0-9_./+-]+")) {
            throw new IllegalArgumentException("a lab needs a folder whose path a shell can take as it is: " + root);
        }
        this.root = root;
    }

    /** The text of a command, with the paths of the fictional server pointed into its folder. */
    String into(String command) {
        return PATH.matcher(command).replaceAll(match -> Matcher.quoteReplacement(place(match.group())));
    }

    private String place(String path) {
        String own = root.toString();
        if (path.equals(own) || path.startsWith(own + "/")) {
            return path;
        }
        int end = path.indexOf('/', 1);
        String first = path.substring(1, end < 0 ? path.length() : end);
        int pattern = indexOfPattern(path);
        String sure = pattern < 0 ? path : path.substring(0, path.lastIndexOf('/', pattern));
        boolean mapped = WHOLE.contains(first)
                || WHAT_IS_THERE.contains(first) && !sure.isEmpty() && Files.exists(root.resolve(sure.substring(1)));
        return mapped ? own + path : path;
    }

    private static int indexOfPattern(String path) {
        for (int i = 0; i < path.length(); i++) {
            if ("*?[".indexOf(path.charAt(i)) >= 0) {
                return i;
            }
        }
        return -1;
    }
}
