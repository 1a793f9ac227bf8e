package fr.touchweb.console.core.rights;

import fr.touchweb.console.core.ssh.Command;
import fr.touchweb.console.core.ssh.CommandResult;
import fr.touchweb.console.core.ssh.Exit;
import fr.touchweb.console.core.ssh.FileStat;
import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.ssh.RemoteHost;
import fr.touchweb.console.core.text.Message;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What SFTP does not tell: the umask of a session, and ACLs. What cannot be asked is said, never taken for right. */
final class ShellRights {
    private static final int GROUP_WRITE = 0020;
    private static final int OUTPUT = 4 << 20;
    private static final int NO_TOOL = 127;
    private static final String ACLS = "t=$(command -v getfacl) || exit 127; "
            + "getfacl --recursive --physical --skip-base --absolute-names --numeric -- \"$1\"";
    private static final Pattern GROUPS = Pattern.compile("\\d+( \\d+)*");
    private static final Pattern UMASK = Pattern.compile("0?([0-7]{3})");
    private static final Pattern ESCAPED = Pattern.compile("\\\\([0-3][0-7]{2})");
    private static final Pattern DEFAULT_OF_GROUP = Pattern.compile("default:(?:mask::|group:\\d*:)(...).*");

    private final RemoteHost host;
    private final SiteFiles site;
    private final FileStat top;

    /** @param top facts of the site's root */
    ShellRights(RemoteHost host, SiteFiles site, FileStat top) {
        this.host = host;
        this.site = site;
        this.top = top;
    }

    /** Hears of a deviation. */
    @FunctionalInterface
    interface Found {
        void at(Deviation.Kind kind, String path, FileStat stat);
    }

    void look(Found found, List<Message> unchecked) throws RemoteException, InterruptedException {
        if (!host.capabilities().shell()) {
            unchecked.add(Message.of("rights.unchecked.noShell"));
            return;
        }
        groups(found, unchecked);
        boolean inherited = acls(found, unchecked);
        CommandResult mask = host.run(Command.script("umask"));
        Matcher bits = UMASK.matcher(mask.text().strip());
        if (!bits.matches()) {
            unchecked.add(Message.of("rights.unchecked.umask", said(mask)));
        } else if (!inherited && (Integer.parseInt(bits.group(1), 8) & GROUP_WRITE) != 0) {
            // A default ACL takes the place of the umask (acl(5)).
            found.at(Deviation.Kind.UMASK, ".", top);
        }
    }

    /** What the session has counts; lists of groups in a jail need not be whole. */
    private void groups(Found found, List<Message> unchecked) throws RemoteException, InterruptedException {
        CommandResult result = host.run(Command.of("id", "-G"));
        String all = result.text().strip();
        if (!result.ok() || !GROUPS.matcher(all).matches()) {
            unchecked.add(Message.of("rights.unchecked.groups", said(result)));
        } else if (!List.of(all.split(" ")).contains(Integer.toString(top.group()))) {
            found.at(Deviation.Kind.NOT_MEMBER, ".", top);
        }
    }

    /** @return whether the root has a default ACL, which what is made in it inherits */
    private boolean acls(Found found, List<Message> unchecked) throws RemoteException, InterruptedException {
        CommandResult result = host.run(Command.script(ACLS, site.root()).withOutputLimit(OUTPUT));
        if (result.exit() instanceof Exit.Code(int code) && code == NO_TOOL) {
            unchecked.add(Message.of("rights.unchecked.acl", "getfacl"));
            return false;
        }
        if (!result.ok() || result.truncated()) {
            unchecked.add(Message.of("rights.unchecked.acl", said(result)));
        }
        boolean inherited = false;
        for (String block : result.text().split("\n\n")) {
            List<String> lines = block.lines().toList();
            String path = lines.stream().filter(line -> line.startsWith("# file: ")).findFirst()
                    .map(line -> unescaped(line.substring("# file: ".length()))).orElse("");
            List<String> defaults = lines.stream().filter(line -> line.startsWith("default:")).toList();
            if (path.isEmpty() || defaults.isEmpty()) {
                continue;
            }
            boolean writes = defaults.stream().map(DEFAULT_OF_GROUP::matcher).filter(Matcher::matches)
                    .allMatch(group -> group.group(1).contains("w"));
            if (!writes) {
                found.at(Deviation.Kind.DEFAULT_ACL, below(path), site.files().stat(path));
            }
            inherited |= path.equals(site.root()) && writes;
        }
        return inherited;
    }

    /** getfacl writes bytes that would be misread as a backslash and three octal digits. */
    private static String unescaped(String name) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Matcher part = ESCAPED.matcher(name);
        int from = 0;
        while (part.find()) {
            bytes.writeBytes(name.substring(from, part.start()).getBytes(StandardCharsets.UTF_8));
            bytes.write(Integer.parseInt(part.group(1), 8));
            from = part.end();
        }
        bytes.writeBytes(name.substring(from).getBytes(StandardCharsets.UTF_8));
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private String below(String path) {
        return path.equals(site.root()) ? "." : path.substring(site.root().length() + 1);
    }

    private static String said(CommandResult result) {
        String told = result.errorText().strip();
        return told.isEmpty() ? result.exit().journalText() : told.lines().findFirst().orElse(told);
    }
}
