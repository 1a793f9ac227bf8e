package fr.touchweb.console.core.diagnose.cache;

import fr.touchweb.console.core.diagnose.proof.ServerSide;
import fr.touchweb.console.core.diagnose.rules.ConfigFiles;
import fr.touchweb.console.core.diagnose.rules.ConfigLine;
import fr.touchweb.console.core.policy.ProofPolicy;
import fr.touchweb.console.core.policy.RequestPolicy;
import fr.touchweb.console.core.ssh.Command;
import fr.touchweb.console.core.ssh.CommandResult;
import fr.touchweb.console.core.ssh.FileStat;
import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.ssh.RemoteFiles;
import fr.touchweb.console.core.text.Message;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Looks at the file itself on its server: digest, date, the expiry that its folder sets, the modules of Apache. */
final class FileOnServer {
    private final RequestPolicy requests;
    private final ProofPolicy proof;

    FileOnServer(RequestPolicy requests, ProofPolicy proof) {
        this.requests = requests;
        this.proof = proof;
    }

    /**
     * What was seen.
     *
     * @param path of the file, null when the site's root is not known
     * @param sha256 digest, null when it was not read
     * @param modified its date, null likewise
     * @param expires lines of mod_expires and Cache-Control in the root's {@code .htaccess}
     * @param pagespeed whether Apache has mod_pagespeed, null when that could not be asked
     * @param gaps what could not be seen
     */
    record Seen(@Nullable String path, @Nullable String sha256, @Nullable Instant modified, List<ConfigLine> expires,
            @Nullable Boolean pagespeed, List<Message> gaps) {}

    Seen look(ServerSide server, CacheRequest request) throws InterruptedException {
        List<Message> gaps = new ArrayList<>();
        String root = server.root();
        String path = request.path() != null
                ? request.path()
                : root == null ? null : root + decoded(request.address().path());
        String digest = null;
        Instant modified = null;
        List<ConfigLine> expires = List.of();
        try {
            RemoteFiles files = server.host().files();
            if (path == null) {
                gaps.add(Message.of("diagnose.cache.gap.root", server.id()));
            } else {
                FileStat stat = files.stat(path);
                modified = stat.modified();
                digest = stat.kind() == FileStat.Kind.FILE ? digest(files, path, stat.size(), gaps) : null;
            }
            if (root != null) {
                expires = new ConfigFiles(files, proof, gaps).lines(root + "/.htaccess").orElse(List.of())
                        .stream().filter(line -> isExpiry(line.text())).toList();
            }
        } catch (RemoteException e) {
            gaps.add(Message.of("diagnose.gap.file", path == null ? server.id() : path, e.text()));
        }
        return new Seen(path, digest, modified, expires, pagespeed(server), gaps);
    }

    private static boolean isExpiry(String line) {
        String lower = line.toLowerCase(Locale.ROOT);
        return lower.startsWith("expires") || lower.startsWith("header") && lower.contains("cache-control");
    }

    private @Nullable String digest(RemoteFiles files, String path, long size, List<Message> gaps)
            throws RemoteException, InterruptedException {
        if (size > requests.bodyBytes()) {
            gaps.add(Message.of("diagnose.gap.large", path, requests.bodyBytes() / 1024));
            return null;
        }
        try (InputStream in = files.read(path, 0)) {
            return Digests.of(in.readAllBytes());
        } catch (RemoteException e) {
            throw e;
        } catch (IOException e) {
            gaps.add(Message.of("diagnose.gap.file", path, String.valueOf(e.getMessage())));
            return null;
        }
    }

    /** Asks Apache for its modules (G57); an account that may not run it learns nothing. */
    private @Nullable Boolean pagespeed(ServerSide server) throws InterruptedException {
        try {
            CommandResult result = server.host().run(Command.of("apachectl", "-M")
                    .withLimit(Duration.ofMillis(requests.sshMillis())));
            return result.ok() ? result.text().contains("pagespeed") : null;
        } catch (RemoteException e) {
            return null;
        }
    }

    private static String decoded(String path) {
        try {
            return URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return path;
        }
    }
}
