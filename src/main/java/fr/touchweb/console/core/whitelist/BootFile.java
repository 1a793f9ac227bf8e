package fr.touchweb.console.core.whitelist;

import fr.touchweb.console.core.policy.WhitelistPolicy;
import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.ssh.ShellQuoting;
import fr.touchweb.console.core.whitelist.apply.FileChange;
import fr.touchweb.console.core.whitelist.apply.ServerFiles;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The crontab that starts the watch over ends again after a restart of the server. The watch itself sees to it that one
 * alone runs, so that starting it every minute does no harm.
 */
final class BootFile {
    private final WhitelistPolicy policy;

    BootFile(WhitelistPolicy policy) {
        this.policy = policy;
    }

    /**
     * The change that brings it there, as a part of the transaction and of what is shown before.
     *
     * @param now its content, null where there is none
     */
    Optional<FileChange> change(byte @Nullable [] now, ServerFiles files) throws RemoteException, InterruptedException {
        String path = policy.bootFile();
        byte[] wanted = content();
        if (path.isEmpty() || Arrays.equals(now, wanted)
                || !files.folderIsThere(path.substring(0, path.lastIndexOf('/')))) {
            return Optional.empty();
        }
        return Optional.of(new FileChange(path, now, wanted, "0644"));
    }

    private byte[] content() {
        // A per cent sign ends a command of a crontab.
        String folder = ShellQuoting.quote(policy.folder()).replace("%", "\\%");
        String start = " root [ ! -r " + folder + "/timer.sh ] || exec sh " + folder + "/timer.sh - " + folder + " "
                + policy.commandSeconds() + " >/dev/null 2>&1\n";
        return ("# Console TW: entries of whitelists end by themselves, after a restart too\n@reboot" + start
                + "* * * * *" + start).getBytes(StandardCharsets.UTF_8);
    }
}
