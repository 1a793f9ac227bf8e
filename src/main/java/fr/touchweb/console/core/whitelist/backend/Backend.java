package fr.touchweb.console.core.whitelist.backend;

import fr.touchweb.console.core.address.Cidr;
import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.ssh.RemoteHost;
import fr.touchweb.console.core.ssh.ShellQuoting;
import fr.touchweb.console.core.whitelist.apply.FileChange;
import fr.touchweb.console.core.whitelist.register.Entry;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One list of a server, as {@code fleet.json} names it. It makes texts and lines; {@code apply/} carries them to the
 * server. Immutable.
 */
public final class Backend {
    private final String id;
    private final String path;
    private final LineForm form;
    private final Live live;
    private final @Nullable String htaccess;
    private final @Nullable String site;
    private final List<String> validate;
    private final List<String> reload;
    private final List<String> probe;

    /** @param htaccess main configuration of the Apache that reads it, null for every other kind */
    Backend(String id, String path, LineForm form, Live live, @Nullable String htaccess, List<String> validate,
            List<String> reload, List<String> probe) {
        this(id, path, form, live, htaccess, null, validate, reload, probe);
    }

    private Backend(String id, String path, LineForm form, Live live, @Nullable String htaccess, @Nullable String site,
            List<String> validate, List<String> reload, List<String> probe) {
        this.site = site;
        this.id = id;
        this.path = path;
        this.form = form;
        this.live = live;
        this.htaccess = htaccess;
        this.validate = validate;
        this.reload = reload;
        this.probe = probe;
    }

    /** The same as the door of one site alone. */
    Backend of(@Nullable String site) {
        return site == null ? this : new Backend(id, path, form, live, htaccess, site, validate, reload, probe);
    }

    /** Site whose door it is, null for the whole server. */
    public @Nullable String site() {
        return site;
    }

    /** Whether an entry belongs into this list: one of the whole server does, and one of its own site. */
    public boolean holds(Entry entry) {
        return site == null ? entry.site() == null : entry.site() == null || entry.site().equals(site);
    }

    /** {@code file}, {@code fail2ban}, {@code nftables}, {@code haproxy}, {@code nginx}, {@code apache}, {@code htaccess}. */
    public String id() {
        return id;
    }

    /** File that holds the list. */
    public String path() {
        return path;
    }

    /** Content of the file with entries taken in and out. */
    public FileChange change(byte @Nullable [] before, List<Entry> in, List<Entry> out) {
        ListFile file = file(before);
        for (Entry entry : out) {
            file = file.without(entry.id());
        }
        for (Entry entry : in) {
            file = file.without(entry.id()).with(entry);
        }
        return new FileChange(path, before, file.bytes(), "0644");
    }

    /** Content of the file in which a line of somebody became an entry. */
    public FileChange adopt(byte[] before, Cidr cidr, Entry entry) {
        return new FileChange(path, before, file(before).adopting(cidr, entry).bytes(), "0644");
    }

    /** Content of the file in which an entry became a line of somebody again. */
    public FileChange release(byte[] before, Entry entry) {
        return new FileChange(path, before, file(before).releasing(entry.id()).bytes(), "0644");
    }

    /**
     * What a file says.
     *
     * @param entries of ours: addresses by id
     * @param foreign addresses that lines without an id of ours let in
     */
    public record Content(Map<String, Cidr> entries, List<Cidr> foreign) {}

    /** What a file says, read once. */
    public Content read(byte @Nullable [] content) {
        ListFile file = file(content);
        return new Content(file.entries(), file.foreign().stream().distinct().toList());
    }

    /** Ids of our entries in the file. */
    public List<String> ids(byte @Nullable [] content) {
        return file(content).ids();
    }

    /** Addresses that lines without an id of ours let in. */
    public List<Cidr> foreign(byte @Nullable [] content) {
        return file(content).foreign().stream().distinct().toList();
    }

    /** Addresses that our lines let in. */
    public List<Cidr> owned(byte @Nullable [] content) {
        return file(content).owned().stream().distinct().toList();
    }

    /** What the running daemon has; empty where it only reads its file. */
    public Optional<List<Cidr>> running(RemoteHost host) throws RemoteException, InterruptedException {
        return live.running(host);
    }

    /** Addresses that the daemon lets in because its configuration says so, ours among them. */
    public List<Cidr> configured(RemoteHost host) throws RemoteException, InterruptedException {
        return live.configured(host);
    }

    /** Line that looks at new content before it is written; a .htaccess is live the moment it is there (reference A.5). */
    public String check(byte[] after) {
        if (htaccess == null) {
            return "";
        }
        String candidate = "Include " + htaccess + "\n<Directory \"/nonexistent-check\">\n"
                + new String(after, StandardCharsets.ISO_8859_1) + "\n</Directory>\n";
        // Debian's Apache takes its folders from the environment that its service has.
        String test = validate.isEmpty()
                ? "{ [ ! -r /etc/apache2/envvars ] || . /etc/apache2/envvars; } && apache2 -t -f"
                : ShellQuoting.line(validate);
        return "printf %s " + ShellQuoting.quote(candidate) + " >\"$folder/.candidate.conf\" && " + test
                + " \"$folder/.candidate.conf\"";
    }

    /** Line that says whether the written file and the change hold. */
    public String validate(List<Entry> in, List<Entry> out) {
        if (validate.isEmpty()) {
            return live.validate(in.stream().map(Entry::cidr).toList(), out.stream().map(Entry::cidr).toList());
        }
        return htaccess != null ? "" : ShellQuoting.line(validate);
    }

    /** Line that makes a change count. */
    public String live(List<Entry> in, List<Entry> out) {
        if (live == Live.NONE) {
            return reload.isEmpty() ? "" : ShellQuoting.line(reload);
        }
        return Stream.concat(out.stream().map(entry -> live.dismiss(quoted(entry))),
                in.stream().map(entry -> live.admit(entry.cidr()))).collect(Collectors.joining(" && "));
    }

    /** Line that dismisses the address {@code $1}; empty where the reload does it. */
    public String dismissOne() {
        return live == Live.NONE ? "" : live.dismiss("\"$1\"");
    }

    /** Line that makes the whole file count; empty where single addresses are changed. */
    public String reload() {
        return live != Live.NONE || reload.isEmpty() ? "" : ShellQuoting.line(reload);
    }

    public String probe() {
        return probe.isEmpty() ? "" : ShellQuoting.line(probe);
    }

    private static String quoted(Entry entry) {
        return ShellQuoting.quote(entry.cidr().toString());
    }

    private ListFile file(byte @Nullable [] content) {
        String text = content == null ? "" : new String(content, StandardCharsets.ISO_8859_1);
        return ListFile.read(form, form.complete().apply(text).getBytes(StandardCharsets.ISO_8859_1));
    }
}
