package fr.touchweb.console.core.ssh.auth;

import fr.touchweb.console.core.ssh.key.KeyBlob;
import fr.touchweb.console.core.text.Message;
import org.jspecify.annotations.Nullable;

/**
 * A key or certificate that may be offered, and who can sign with it.
 *
 * @param offered what the server sees; null when only the passphrase will tell
 * @param name for the person: a file, or the agent's comment
 */
record Candidate(@Nullable KeyBlob offered, Signer signer, String name) {

    sealed interface Signer {
        /** @param key what the agent calls the key; for a certificate of a file the plain key */
        record Agent(AgentClient client, KeyBlob key) implements Signer {}

        record File(KeyFile file) implements Signer {}
    }

    boolean inAgent() {
        return signer instanceof Signer.Agent;
    }

    /** How the report calls it. */
    Message words() {
        boolean certificate = offered != null && offered.isCertificate();
        if (inAgent()) {
            return certificate ? Message.of("ssh.auth.agentCertificate", name) : Message.of("ssh.auth.agentKey", name);
        }
        return certificate ? Message.of("ssh.auth.fileCertificate", name) : Message.of("ssh.auth.fileKey", name);
    }

    /** Name of the algorithm in the request: RSA never with SHA-1. */
    static String algorithmFor(KeyBlob offered, boolean sha256) {
        String rsa = sha256 ? "rsa-sha2-256" : "rsa-sha2-512";
        return switch (offered.type()) {
            case "ssh-rsa" -> rsa;
            case "ssh-rsa-cert-v01@openssh.com" -> rsa + "-cert-v01@openssh.com";
            default -> offered.type();
        };
    }
}
