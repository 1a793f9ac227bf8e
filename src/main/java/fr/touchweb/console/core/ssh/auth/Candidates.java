package fr.touchweb.console.core.ssh.auth;

import fr.touchweb.console.core.ssh.auth.Candidate.Signer;
import fr.touchweb.console.core.ssh.config.ResolvedTarget;
import fr.touchweb.console.core.ssh.key.KeyBlob;
import fr.touchweb.console.core.ssh.key.SshCertificate;
import fr.touchweb.console.core.ssh.key.WireException;
import fr.touchweb.console.core.text.Message;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The keys for one host in the order of OpenSSH: those of named files that the agent holds, the agent's others unless
 * {@code IdentitiesOnly}, then the files; each certificate before its key, and what worked last before all.
 */
final class Candidates {
    private final List<Message> unusable = new ArrayList<>();
    private final List<Candidate> list;

    private Candidates(List<Candidate> list) {
        this.list = list;
    }

    List<Candidate> list() {
        return list;
    }

    /** Keys that cannot be used, with the reason. */
    List<Message> unusable() {
        return unusable;
    }

    /** @param lastGood what the host accepted before, null when not known */
    static Candidates of(ResolvedTarget target, @Nullable KeyBlob lastGood) throws InterruptedException {
        List<Candidate> found = new ArrayList<>();
        Candidates candidates = new Candidates(found);
        List<KeyFile> files = candidates.files(target);
        AgentClient agent = null;
        Map<KeyBlob, String> held = new LinkedHashMap<>();
        if (target.agentSocket() != null) {
            agent = new AgentClient(target.agentSocket());
            candidates.list(agent, target.agentSocket(), held);
        }
        List<KeyBlob> certificates = certificates(target, files);
        if (agent != null) {
            for (KeyFile file : files) {
                candidates.agentKeysOf(file, agent, held, certificates);
            }
            for (Map.Entry<KeyBlob, String> entry : held.entrySet()) {
                boolean named = found.stream().anyMatch(c -> Objects.equals(entry.getKey(), c.offered()));
                boolean wanted = !target.identitiesOnly() || certificates.contains(entry.getKey());
                if (!named && wanted) {
                    found.add(new Candidate(entry.getKey(), new Signer.Agent(agent, entry.getKey()),
                            entry.getValue()));
                }
            }
        }
        for (KeyFile file : files) {
            candidates.fileKeys(file, held, certificates);
        }
        if (lastGood != null) {
            List<Candidate> good = found.stream().filter(c -> Objects.equals(lastGood, c.offered())).toList();
            found.removeAll(good);
            found.addAll(0, good);
        }
        return candidates;
    }

    private List<KeyFile> files(ResolvedTarget target) {
        List<KeyFile> files = new ArrayList<>();
        for (Path path : target.identityFiles()) {
            boolean there = Files.exists(path);
            if (!there && target.identitiesNamed()) {
                KeyBlob beside = KeyFile.blobOf(path.resolveSibling(path.getFileName() + ".pub"));
                if (beside == null && path.getFileName().toString().endsWith(".pub")) {
                    beside = KeyFile.blobOf(path);
                }
                if (beside == null) {
                    unusable.add(Message.of("ssh.auth.keyMissing", path.toString()));
                } else {
                    files.add(new KeyFile(path, beside, null, true));
                }
            }
            if (there) {
                read(path, files);
            }
        }
        return files;
    }

    private void read(Path path, List<KeyFile> files) {
        try {
            KeyBlob publicOnly = path.getFileName().toString().endsWith(".pub") ? KeyFile.blobOf(path) : null;
            if (publicOnly != null) { // "IdentityFile x.pub" picks a key of the agent
                files.add(new KeyFile(path, publicOnly, null, true));
                return;
            }
            KeyFile file = KeyFile.read(path);
            if (file.openToOthers()) {
                unusable.add(Message.of("ssh.auth.keyOpen", path.toString()));
            } else {
                files.add(file);
            }
        } catch (IOException e) {
            unusable.add(Message.of("ssh.auth.keyUnreadable", path.toString(), String.valueOf(e.getMessage())));
        }
    }

    private void list(AgentClient agent, Path socket, Map<KeyBlob, String> held) throws InterruptedException {
        try {
            for (AgentClient.Identity identity : agent.identities()) {
                held.putIfAbsent(identity.key(), identity.comment());
            }
        } catch (IOException e) {
            unusable.add(
                    Message.of("ssh.auth.agentUnreachable", socket.toString(), String.valueOf(e.getMessage())));
        }
    }

    private static List<KeyBlob> certificates(ResolvedTarget target, List<KeyFile> files) {
        List<KeyBlob> certificates = new ArrayList<>();
        for (Path path : target.certificateFiles()) {
            KeyBlob certificate = KeyFile.blobOf(path);
            if (certificate != null && certificate.isCertificate()) {
                certificates.add(certificate);
            }
        }
        for (KeyFile file : files) {
            if (file.certificate() != null) {
                certificates.add(file.certificate());
            }
        }
        return certificates;
    }

    private void agentKeysOf(KeyFile file, AgentClient agent, Map<KeyBlob, String> held,
            List<KeyBlob> certificates) {
        KeyBlob key = file.publicKey();
        if (key == null) {
            return;
        }
        for (KeyBlob certificate : held.keySet()) {
            if (certificate.isCertificate() && Objects.equals(key, inside(certificate))) {
                add(new Candidate(certificate, new Signer.Agent(agent, certificate), file.file().toString()));
            }
        }
        if (held.containsKey(key)) {
            for (KeyBlob certificate : certificates) {
                if (Objects.equals(key, inside(certificate))) {
                    add(new Candidate(certificate, new Signer.Agent(agent, key), file.file().toString()));
                }
            }
            add(new Candidate(key, new Signer.Agent(agent, key), file.file().toString()));
        }
    }

    private void fileKeys(KeyFile file, Map<KeyBlob, String> held, List<KeyBlob> certificates) {
        KeyBlob key = file.publicKey();
        String name = file.file().toString();
        if (key != null && held.containsKey(key)) {
            return;
        }
        boolean publicOnly = !Files.exists(file.file()) || name.endsWith(".pub");
        if (file.securityKey() || publicOnly) {
            unusable.add(
                    publicOnly ? Message.of("ssh.auth.keyNotInAgent", name) : Message.of("ssh.auth.securityKey", name));
            return;
        }
        for (KeyBlob certificate : certificates) {
            if (key != null && Objects.equals(key, inside(certificate))) {
                add(new Candidate(certificate, new Signer.File(file), name));
            }
        }
        add(new Candidate(key, new Signer.File(file), name));
    }

    private void add(Candidate candidate) {
        KeyBlob offered = candidate.offered();
        if (offered == null || list.stream().noneMatch(c -> Objects.equals(offered, c.offered()))) {
            list.add(candidate);
        }
    }

    /** The key inside a certificate, null when it cannot be read. */
    private static @Nullable KeyBlob inside(KeyBlob certificate) {
        try {
            return SshCertificate.parse(certificate).key();
        } catch (WireException e) {
            return null;
        }
    }
}
