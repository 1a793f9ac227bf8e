package fr.touchweb.console.core.rights;

import fr.touchweb.console.core.drop.DropFolder;
import fr.touchweb.console.core.policy.RightsPolicy;
import fr.touchweb.console.core.rights.Deviation.Kind;
import fr.touchweb.console.core.ssh.FileEntry;
import fr.touchweb.console.core.ssh.FileStat;
import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.ssh.RemoteHost;
import fr.touchweb.console.core.task.TaskControl;
import fr.touchweb.console.core.text.Message;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Looks for what keeps people of a site from working on each other's files (G22): groups, modes and inherited rights over
 * SFTP; the umask of a session and ACLs where the account may run commands. Reads only. One look an object.
 */
public final class RightsCheck {
    private static final int SETGID = 02000;
    private static final int GROUP_WRITE = 0020;
    private static final int GROUP_ENTER = 0010;
    private static final int OTHERS_WRITE = 0002;
    private static final int STICKY = 01000;

    private final SiteFiles site;
    private final RightsPolicy figures;
    private final List<Deviation> deviations = new ArrayList<>();
    private final Map<Kind, Integer> counts = new EnumMap<>(Kind.class);
    private final List<Message> unchecked = new ArrayList<>();
    private int looked;

    private RightsCheck(SiteFiles site, RightsPolicy figures) {
        this.site = site;
        this.figures = figures;
    }

    /** Looks at a site, at most as far as the policy goes; the folders nearest to its root come first. */
    public static RightsReport of(RemoteHost host, SiteFiles site, RightsPolicy figures, Instant now,
            TaskControl control) throws RemoteException, InterruptedException {
        RightsCheck check = new RightsCheck(site, figures);
        FileStat top = site.files().stat(site.root());
        boolean complete = check.walk(top, control);
        new ShellRights(host, site, top).look(check::found, check.unchecked);
        return new RightsReport(site.root(), site.names().group(top.group()), check.looked, complete,
                check.deviations, check.counts, check.unchecked, now);
    }

    private record Folder(String path, FileStat stat) {}

    private boolean walk(FileStat top, TaskControl control) throws RemoteException, InterruptedException {
        Deque<Folder> folders = new ArrayDeque<>();
        look(".", top, top);
        folders.add(new Folder(".", top));
        while (!folders.isEmpty()) {
            control.checkCancelled();
            Folder folder = folders.remove();
            control.message(Message.of("rights.task.looking", looked, folder.path));
            for (FileEntry entry : entries(folder)) {
                if (looked >= figures.entries()) {
                    unchecked.add(Message.of("rights.unchecked.more", figures.entries()));
                    return false;
                }
                String path = folder.path.equals(".") ? entry.name() : folder.path + "/" + entry.name();
                look(path, entry.stat(), top);
                // What lies in the supervisor's own folder are requests and its answers.
                if (entry.stat().kind() == FileStat.Kind.FOLDER && !path.equals(DropFolder.PLACE)) {
                    folders.add(new Folder(path, entry.stat()));
                }
            }
        }
        return !counts.containsKey(Kind.CLOSED);
    }

    private List<FileEntry> entries(Folder folder) throws RemoteException, InterruptedException {
        try {
            return site.files().list(absolute(folder.path)).stream().sorted(Comparator.comparing(FileEntry::name))
                    .toList();
        } catch (RemoteException e) {
            switch (e.kind()) {
                case PERMISSION -> found(Kind.CLOSED, folder.path, folder.stat);
                case NO_SUCH_FILE -> {
                    // It was taken away between two looks.
                }
                default -> throw e;
            }
            return List.of();
        }
    }

    private String absolute(String path) {
        return path.equals(".") ? site.root() : site.root() + "/" + path;
    }

    private void look(String path, FileStat stat, FileStat top) {
        looked++;
        boolean folder = stat.kind() == FileStat.Kind.FOLDER;
        if (!folder && stat.kind() != FileStat.Kind.FILE) {
            return;
        }
        if (stat.group() != top.group()) {
            found(Kind.OTHER_GROUP, path, stat);
        }
        int bits = stat.permissions();
        if (bits < 0) {
            return;
        }
        if (folder && (bits & SETGID) == 0) {
            found(Kind.NO_SETGID, path, stat);
        }
        int needed = folder ? GROUP_WRITE | GROUP_ENTER : GROUP_WRITE;
        if ((bits & needed) != needed) {
            found(Kind.GROUP_CANNOT_WRITE, path, stat);
        }
        if ((bits & OTHERS_WRITE) != 0 && (bits & STICKY) == 0) {
            found(Kind.ANYBODY_WRITES, path, stat);
        }
    }

    private void found(Kind kind, String path, FileStat stat) {
        counts.merge(kind, 1, Integer::sum);
        if (deviations.size() < figures.listed()) {
            deviations.add(new Deviation(kind, path, site.owned(absolute(path), stat)));
        }
    }
}
