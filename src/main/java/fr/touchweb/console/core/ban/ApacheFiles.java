package fr.touchweb.console.core.ban;

import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.ssh.RemoteHost;
import java.util.ArrayList;
import java.util.List;

/**
 * Lines of Apache's configuration as it is included now, and of the {@code .htaccess} files that it may read: of its sites' roots
 * and aliases, of the folders above these, which count too, and of some levels below.
 */
final class ApacheFiles {
    // $1 extended expression, $2 levels below a root, $3 most files, then roots of sites up to --, then what runs Apache's control
    // program. A failing program is an error: nothing was read.
    private static final String READ = """
            re=$1 levels=$2 most=$3; shift 3; roots=; while [ "$1" != -- ]; do roots="$roots$1
            "; shift; done; shift; \
            files=$("$@" -t -D DUMP_INCLUDES 2>&1) || { echo "$files" >&2; exit 1; }; \
            files=$(echo "$files" | sed -nE 's/^ *\\([0-9*]+\\) (\\/.*)$/\\1/p' | sort -u); \
            echo "$files" | while IFS= read -r file; do [ -f "$file" ] && grep -HniE -e "$re" -- "$file"; done; \
            { printf '%s' "$roots"; echo "$files" | while IFS= read -r file; do [ -f "$file" ] || continue; \
            sed -nE 's/^[[:space:]]*[Dd]ocument[Rr]oot[[:space:]]+"?([^"]+)"?[[:space:]]*$/\\1/p; \
            s/^[[:space:]]*([Ss]cript)?[Aa]lias[[:space:]]+"?[^"[:space:]]+"?[[:space:]]+"?([^"]+)"?[[:space:]]*$/\\2/p' "$file"; done; } \
            | sed 's,/*$,,' | grep . | sort -u | while IFS= read -r root; do \
            find "$root" -maxdepth "$levels" -name .htaccess -type f 2>/dev/null | head -n "$most"; \
            up=$root; while up=${up%/*}; do [ -f "$up/.htaccess" ] && echo "$up/.htaccess"; [ -n "$up" ] || break; done; done \
            | sort -u | while IFS= read -r file; do [ -r "$file" ] && grep -HniE -e "$re" -- "$file"; done; true""";
    private static final int LEVELS = 4;
    private static final int MOST = 200;

    private ApacheFiles() {}

    /** A line. @param number in its file, from 1 */
    record Line(String file, int number, String text) {}

    /**
     * Lines that an expression of {@code grep -iE} finds.
     *
     * @param client Apache's control program with its options
     */
    static List<Line> find(RemoteHost host, List<String> client, String expression)
            throws RemoteException, InterruptedException {
        return find(host, client, List.of(), expression);
    }

    /** @param roots folders of sites beside those that the configuration names */
    static List<Line> find(RemoteHost host, List<String> client, List<String> roots, String expression)
            throws RemoteException, InterruptedException {
        List<String> argv = new ArrayList<>(List.of("sh", "-c", READ, "sh", expression, String.valueOf(LEVELS),
                String.valueOf(MOST)));
        argv.addAll(roots);
        argv.add("--");
        argv.addAll(client);
        List<Line> lines = new ArrayList<>();
        for (String line : Rights.run(host, Rights.command(host, argv)).text().lines().toList()) {
            String[] part = line.split(":", 3);
            if (part.length == 3 && part[1].matches("\\d{1,7}")) {
                lines.add(new Line(part[0], Integer.parseInt(part[1]), part[2].strip()));
            }
        }
        return lines;
    }
}
