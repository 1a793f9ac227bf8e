package fr.touchweb.console.core.logs.follow;

import fr.touchweb.console.core.ssh.FileEntry;
import fr.touchweb.console.core.ssh.FileStat;
import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.ssh.RemoteException.Kind;
import fr.touchweb.console.core.ssh.RemoteFiles;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Paths with {@code *}, {@code ?} and {@code [...]}, in any part. A leading dot is matched by a dot alone. */
public final class Globs {
    private static final int MOST = 1_000;

    private Globs() {}

    public static boolean isPattern(String path) {
        return path.chars().anyMatch(c -> c == '*' || c == '?' || c == '[');
    }

    /**
     * Files that a pattern names now, sorted, at most a thousand. Rotated files are not among them: they belong to the
     * log that they were. A path without a pattern names itself, whether it is there or not.
     *
     * @throws RemoteException of kind {@link Kind#PERMISSION} when nothing is found and a folder may not be read
     */
    public static List<String> expand(RemoteFiles files, String pattern)
            throws RemoteException, InterruptedException {
        if (!isPattern(pattern)) {
            return List.of(pattern);
        }
        List<String> folders = List.of("");
        RemoteException denied = null;
        String[] parts = pattern.substring(pattern.startsWith("/") ? 1 : 0).split("/");
        for (int i = 0; i < parts.length; i++) {
            List<String> next = new ArrayList<>();
            for (String folder : folders) {
                if (isPattern(parts[i])) {
                    try {
                        children(files, folder, parts[i], i == parts.length - 1, next);
                    } catch (RemoteException e) {
                        if (e.kind() != Kind.PERMISSION) {
                            throw e;
                        }
                        denied = e;
                    }
                } else {
                    next.add(folder + "/" + parts[i]);
                }
            }
            folders = next;
        }
        if (denied != null && folders.isEmpty()) {
            throw denied;
        }
        return folders.stream().sorted().limit(MOST).toList();
    }

    /** Whether a path is one that a pattern names. */
    public static boolean matches(String pattern, String path) {
        String[] parts = pattern.split("/");
        String[] names = path.split("/");
        if (parts.length != names.length) {
            return false;
        }
        for (int i = 0; i < parts.length; i++) {
            if (!pattern(parts[i]).matcher(names[i]).matches()) {
                return false;
            }
        }
        return true;
    }

    private static void children(RemoteFiles files, String folder, String part, boolean lastPart, List<String> out)
            throws RemoteException, InterruptedException {
        Pattern pattern = pattern(part);
        List<FileEntry> entries;
        try {
            entries = files.list(folder.isEmpty() ? "/" : folder);
        } catch (RemoteException e) {
            if (e.kind() == Kind.NO_SUCH_FILE) {
                return;
            }
            throw e;
        }
        for (FileEntry entry : entries) {
            String name = entry.name();
            boolean kind = entry.stat().kind() == FileStat.Kind.LINK
                    || entry.stat().kind() == (lastPart ? FileStat.Kind.FILE : FileStat.Kind.FOLDER);
            if (kind && pattern.matcher(name).matches() && !(lastPart && Siblings.isRotated(name))) {
                out.add(folder + "/" + name);
            }
        }
    }

    static Pattern pattern(String part) {
        StringBuilder regex = new StringBuilder(part.startsWith(".") ? "" : "(?!\\.)");
        for (int i = 0; i < part.length(); i++) {
            char c = part.charAt(i);
            int close = c == '[' ? part.indexOf(']', i + 2) : -1;
            if (c == '*') {
                regex.append("[^/]*");
            } else if (c == '?') {
                regex.append("[^/]");
            } else if (close > 0) {
                String set = part.substring(i + 1, close).replace("\\", "\\\\").replace("[", "\\[")
                        .replace("&", "\\&");
                regex.append('[').append(set.startsWith("!") ? "^" + set.substring(1) : set.replace("^", "\\^"))
                        .append(']');
                i = close;
            } else {
                regex.append(Pattern.quote(String.valueOf(c)));
            }
        }
        return Pattern.compile(regex.toString(), Pattern.DOTALL);
    }
}
