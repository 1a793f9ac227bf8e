package fr.touchweb.console.core.diagnose.proof;

import fr.touchweb.console.core.diagnose.rules.ApacheRules;
import fr.touchweb.console.core.diagnose.rules.ConfigFiles;
import fr.touchweb.console.core.diagnose.rules.NginxRules;
import fr.touchweb.console.core.ssh.FileStat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A pool of PHP-FPM that a request would be handed to.
 *
 * @param address a path, or {@code host:port}
 * @param root folder of the site
 * @param script that it would run
 */
record PhpPool(String address, String root, String script) {

    /** The pool of Apache, empty when the request is handed elsewhere or no script can be told. */
    static Optional<PhpPool> of(ConfigFiles files, ApacheRules.Found found) throws InterruptedException {
        return found.upstreams().isEmpty()
                ? of(files, found.pool(), found.root(), found.file())
                : Optional.empty();
    }

    /** The pool of nginx, likewise. */
    static Optional<PhpPool> of(ConfigFiles files, NginxRules.Found found) throws InterruptedException {
        return of(files, found.pool(), found.root(), found.script());
    }

    /** With the script of the address: the file itself, else the front controller of the site. */
    private static Optional<PhpPool> of(ConfigFiles files, @Nullable String pool, String root, @Nullable String file)
            throws InterruptedException {
        if (pool == null) {
            return Optional.empty();
        }
        for (String each : List.of(file == null ? "" : file, root + "/index.php")) {
            if (each.startsWith("/") && each.endsWith(".php")
                    && files.kind(each).filter(k -> k == FileStat.Kind.FILE).isPresent()) {
                return Optional.of(new PhpPool(pool, root, each));
            }
        }
        return Optional.empty();
    }
}
