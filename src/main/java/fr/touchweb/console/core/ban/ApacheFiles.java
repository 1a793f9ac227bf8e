package fr.touchweb.console.core.ban;

import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.ssh.RemoteHost;
import java.util.ArrayList;
import java.util.List;

/** Lines of Apache's configuration as it is included now, and of the {@code .htaccess} of its sites' roots. */
final class ApacheFiles {
    // $1 extended expression, then what runs Apache's control program. A failing program is an error: nothing was read.
    private static final String READ = """
            re=$1; shift; \
            files=$("$@" -t -D DUMP_INCLUDES 2>&1) || { echo "$files" >&2; exit 1; }; \
            echo "$files" | sed -nE 's/^ *\\([0-9*]+\\) (\\/.*)$/\\1/p' | sort -u | while IFS= read -r file; do \
            [ -f "$file" ] || continue; grep -HniE -e "$re" -- "$file"; \
            sed -nE 's/^[[:space:]]*DocumentRoot[[:space:]]+"?([^"]+)"?[[:space:]]*$/\\1/p' "$file" \
            | while IFS= read -r root; do [ -r "$root/.htaccess" ] && grep -HniE -e "$re" -- "$root/.htaccess"; done; \
            done | sort -u; true""";

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
        List<String> argv = new ArrayList<>(List.of("sh", "-c", READ, "sh", expression));
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
