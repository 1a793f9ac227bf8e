package fr.touchweb.console.core.ban;

import fr.touchweb.console.core.address.Cidr;
import fr.touchweb.console.core.ssh.CommandResult;
import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.ssh.RemoteHost;
import fr.touchweb.console.core.text.Message;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The file of a map or a list of HAProxy: what is lifted in memory alone is banned again at the next restart (reference B.3). */
final class MapFile {
    private static final String WITHOUT = """
            file=$1 key=$2; [ -f "$file" ] || exit 0; \
            awk -v k="$key" '$1 == k { found = 1 } END { exit !found }' "$file" || exit 0; \
            new=$(mktemp "$(dirname "$file")/.tw.XXXXXX") || exit 1; \
            chmod --reference="$file" "$new" && chown --reference="$file" "$new" \
            && awk -v k="$key" '$1 != k' "$file" >"$new" && mv -f "$new" "$file" && echo out || { rm -f "$new"; exit 1; }""";
    private static final String WITH = "printf '%s\\n' \"$2${3:+ $3}\" >>\"$1\"";

    /** Takes an address out of it; the ban is lifted in memory by now, so that a failure is only told. */
    Lift without(RemoteHost host, String path, Cidr address) throws RemoteException, InterruptedException {
        CommandResult result = host.run(Rights.command(host, script(WITHOUT, path, address.toString())));
        return result.ok()
                ? Lift.ofFile(result.text().strip().equals("out"), null)
                : Lift.ofFile(false, Message.of("ban.stillInFile", address.toString(), path,
                        result.errorText().strip()));
    }

    /** Puts an address into it. @param reason what the map says of it, null in a list */
    void with(RemoteHost host, String path, Cidr address, @Nullable String reason)
            throws RemoteException, InterruptedException {
        String said = reason == null ? "" : reason;
        Rights.run(host, Rights.command(host, script(WITH, path, address.toString(), said)));
    }

    private static List<String> script(String text, String... arguments) {
        List<String> argv = new ArrayList<>(List.of("sh", "-c", text, "sh"));
        argv.addAll(List.of(arguments));
        return argv;
    }
}
