package fr.touchweb.console.core.logs.follow;

import fr.touchweb.console.core.ssh.FileEntry;
import fr.touchweb.console.core.ssh.FileStat;
import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.ssh.RemoteFiles;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Rotated files of a log, as logrotate names them: {@code f.1}, {@code f.2.gz}, {@code f-20260101}, {@code f.old}. */
public final class Siblings {
    private static final Pattern NUMBER = Pattern.compile("[.-](\\d{1,4})(\\.log)?(\\.gz)?");
    private static final Pattern DATE = Pattern.compile("[.-](\\d{4}-?\\d\\d-?\\d\\d[-_T]?\\d*)(\\.log)?(\\.gz)?");
    private static final Pattern OTHER = Pattern.compile("[.-](old|bak|prev|save)(\\.gz)?");

    private static final Pattern ROTATED = Pattern.compile(".*\\.(gz|bz2|xz|zst)|.*\\.\\d{1,2}"
            + "|.+\\.\\w{2,5}[.-](\\d{1,4}|\\d{4}-?\\d\\d-?\\d\\d.*|old|bak|prev|save)");

    private Siblings() {}

    /**
     * A rotated file.
     *
     * @param named whether its name says where it stands in the row of rotations
     * @param order grows with age among named ones
     */
    public record Sibling(String path, FileStat stat, boolean zipped, boolean named, long order) {}

    /** Whether a name is that of a rotated file of another log in the same folder. */
    static boolean isRotated(String name) {
        return ROTATED.matcher(name).matches();
    }

    /** Rotated files of a path, the newest first. */
    public static List<Sibling> of(RemoteFiles files, String path) throws RemoteException, InterruptedException {
        int slash = path.lastIndexOf('/');
        String folder = slash <= 0 ? "/" : path.substring(0, slash);
        String name = path.substring(slash + 1);
        String stem = name.endsWith(".log") ? name.substring(0, name.length() - 4) : name;
        List<Sibling> found = new ArrayList<>();
        for (FileEntry entry : files.list(folder)) {
            String other = entry.name();
            if (entry.stat().kind() != FileStat.Kind.FILE || other.equals(name)) {
                continue;
            }
            String full = folder.equals("/") ? "/" + other : folder + "/" + other;
            String rest = other.startsWith(name)
                    ? other.substring(name.length())
                    : other.startsWith(stem) ? other.substring(stem.length()) : "";
            Matcher number = NUMBER.matcher(rest);
            Matcher date = DATE.matcher(rest);
            boolean zipped = other.endsWith(".gz");
            if (number.matches()) {
                found.add(new Sibling(full, entry.stat(), zipped, true, Long.parseLong(number.group(1))));
            } else if (date.matches()) {
                String digits = date.group(1).replaceAll("\\D", "");
                long order = digits.length() > 18 ? 0 : -Long.parseLong(digits + "0".repeat(18 - digits.length()));
                found.add(new Sibling(full, entry.stat(), zipped, true, order));
            } else if (OTHER.matcher(rest).matches()) {
                found.add(new Sibling(full, entry.stat(), zipped, false, 0));
            }
        }
        found.sort(Comparator.comparing((Sibling s) -> !s.named()).thenComparingLong(Sibling::order)
                .thenComparing(Sibling::zipped));
        return found;
    }

    /** Plain files of the folder that are no rotated names: where a log reached through a link may have gone. */
    static List<Sibling> strangers(RemoteFiles files, String path, int most)
            throws RemoteException, InterruptedException {
        int slash = path.lastIndexOf('/');
        String folder = slash <= 0 ? "/" : path.substring(0, slash);
        List<String> rotated = of(files, path).stream().map(Sibling::path).toList();
        return files.list(folder).stream().filter(e -> e.stat().kind() == FileStat.Kind.FILE)
                .map(e -> new Sibling(folder.equals("/") ? "/" + e.name() : folder + "/" + e.name(), e.stat(),
                        e.name().endsWith(".gz"), false, 0))
                .filter(s -> !rotated.contains(s.path()) && !s.path().equals(path))
                .sorted(Comparator.comparing((Sibling s) -> s.stat().modified()).reversed()).limit(most).toList();
    }
}
