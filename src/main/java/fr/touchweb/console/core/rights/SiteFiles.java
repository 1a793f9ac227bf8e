package fr.touchweb.console.core.rights;

import fr.touchweb.console.core.policy.RightsPolicy;
import fr.touchweb.console.core.ssh.Capabilities;
import fr.touchweb.console.core.ssh.FileStat;
import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.ssh.RemoteFiles;
import fr.touchweb.console.core.ssh.RemoteHost;
import fr.touchweb.console.core.ssh.ShellFiles;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;

/** The files of one site with their owners in words; read over SFTP, so that it works in a jail without programs. */
public final class SiteFiles {
    private final RemoteFiles files;
    private final AccountNames names;
    private final RightsPolicy figures;
    private final String root;
    private final String login;
    private final Set<String> people;

    private SiteFiles(RemoteFiles files, AccountNames names, RightsPolicy figures, String root, String login,
            Set<String> people) {
        this.files = files;
        this.names = names;
        this.figures = figures;
        this.root = root;
        this.login = login;
        this.people = people;
    }

    /**
     * Reads what the machine knows of names.
     *
     * @param root of the site, as the account sees it
     * @param login that is taken on the machine
     * @param people logins that are known to be people's
     */
    public static SiteFiles of(RemoteHost host, RightsPolicy figures, String root, String login, Set<String> people)
            throws RemoteException, InterruptedException {
        Capabilities account = host.capabilities();
        String taken = Objects.requireNonNullElse(account.user(), login);
        RemoteFiles files = account.sftp() || !account.shell() ? host.files() : new ShellFiles(host);
        AccountNames names = AccountNames.read(files);
        Set<String> all = new HashSet<>(people);
        all.add(taken);
        FileStat top = files.stat(root);
        all.addAll(names.members(top.group()));
        return new SiteFiles(files, names, figures, root, taken, all);
    }

    String root() {
        return root;
    }

    String login() {
        return login;
    }

    RemoteFiles files() {
        return files;
    }

    AccountNames names() {
        return names;
    }

    /** Whose a file is; the path is absolute, or below the root of the site. Links are followed. */
    public Owned whose(String path) throws RemoteException, InterruptedException {
        String whole = path.startsWith("/") ? path : root + "/" + path;
        return owned(whole, files.stat(whole));
    }

    Owned owned(String path, FileStat stat) {
        String owner = names.user(stat.owner());
        return new Owned(path, stat, owner, names.group(stat.group()), maker(stat.owner(), owner),
                owner.equals(login));
    }

    private Maker maker(int uid, String owner) {
        if (figures.webUsers().contains(owner)) {
            return Maker.SITE;
        }
        if (uid == 0) {
            return Maker.HOUSE;
        }
        return people.contains(owner) ? Maker.PERSON : Maker.UNKNOWN;
    }
}
