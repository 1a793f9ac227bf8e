package fr.touchweb.console.core.ssh;

import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an account can do on a machine, as measured. A null field was not found out.
 *
 * @param shell whether it may run commands at all
 * @param sftp whether it may open files
 * @param jail whether its root is not the machine's
 * @param user login name on the machine
 * @param tools programs found on its path, of those that the console uses
 * @param sudo whether {@code sudo -n} works without a password
 * @param zone time zone of the machine, an IANA name or an offset
 * @param clockOffset machine's clock minus ours
 * @param locale value of LC_ALL, LC_CTYPE or LANG
 */
public record Capabilities(boolean shell, boolean sftp, @Nullable Boolean jail, @Nullable String user,
        Set<String> tools, @Nullable Boolean sudo, @Nullable String zone, @Nullable Duration clockOffset,
        @Nullable String locale) {

    public Capabilities {
        tools = Set.copyOf(tools);
    }

    public boolean has(String tool) {
        return tools.contains(tool);
    }
}
