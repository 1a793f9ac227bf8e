package fr.touchweb.console.core.ban;

import fr.touchweb.console.core.address.Cidr;
import fr.touchweb.console.core.ssh.CommandResult;
import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.ssh.RemoteHost;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What HAProxy's log tells of an address: its termination flags tell a rule (PR), a tarpit (PT) and a time-out of a client
 * that sent nothing (cR) apart, where the answer alone does not (design rule B.2).
 *
 * @param rule lines that a rule ended
 * @param tarpit lines that were held back first
 * @param timeout lines in which the client was silent
 * @param last the newest lines that a rule or a tarpit ended, in their order
 */
record ProxyLog(int rule, int tarpit, int timeout, List<String> last) {
    private static final int SHOWN = 6;
    private static final Pattern FLAGS = Pattern.compile(" ([A-Za-z-]{4}) \\d+/\\d+/\\d+/\\d+/\\+?\\d+ ");
    // $1 bytes of each log, $2 the address as HAProxy writes it, then patterns of paths.
    private static final String READ = """
            bytes=$1 address=$2; shift 2; for pattern in "$@"; do for file in $pattern; do \
            [ -f "$file" ] && [ -r "$file" ] && case $file in *.gz) false;; esac \
            && tail -c "$bytes" -- "$file" | grep -aF -e "$address:" | tail -n 500; done; done; true""";

    ProxyLog {
        last = List.copyOf(last);
    }

    /** @param bytes of each log, from its end */
    static ProxyLog read(RemoteHost host, List<String> paths, Cidr address, int bytes)
            throws RemoteException, InterruptedException {
        if (paths.isEmpty()) {
            return new ProxyLog(0, 0, 0, List.of());
        }
        List<String> argv = new ArrayList<>(
                List.of("sh", "-c", READ, "sh", String.valueOf(bytes), address.address()));
        argv.addAll(paths);
        CommandResult result = host.run(Rights.command(host, argv));
        return of(result.text().lines().toList(), address);
    }

    static ProxyLog of(List<String> lines, Cidr address) {
        Pattern client = Pattern.compile("(?:^|[ :])" + Pattern.quote(address.address()) + ":\\d+ \\[");
        int rule = 0;
        int tarpit = 0;
        int timeout = 0;
        List<String> last = new ArrayList<>();
        for (String line : lines) {
            Matcher flags = FLAGS.matcher(line);
            if (!client.matcher(line).find() || !flags.find()) {
                continue;
            }
            switch (flags.group(1).substring(0, 2)) {
                case "PR" -> rule++;
                case "PT" -> tarpit++;
                case "cR" -> timeout++;
                default -> {
                    continue;
                }
            }
            if (flags.group(1).charAt(0) == 'P') {
                last.add(line.strip());
            }
        }
        return new ProxyLog(rule, tarpit, timeout, last.subList(Math.max(0, last.size() - SHOWN), last.size()));
    }
}
