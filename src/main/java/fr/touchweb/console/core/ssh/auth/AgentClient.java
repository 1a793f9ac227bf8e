package fr.touchweb.console.core.ssh.auth;

import fr.touchweb.console.core.ssh.key.KeyBlob;
import fr.touchweb.console.core.ssh.key.WireException;
import fr.touchweb.console.core.ssh.key.WireReader;
import fr.touchweb.console.core.ssh.key.WireWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A client of ssh-agent (draft-ietf-sshm-ssh-agent): what keys it holds, and signatures by them. Keys stay in the agent;
 * certificates and security keys pass through as bytes. Safe on any thread.
 */
public final class AgentClient {
    /** Flag for {@code rsa-sha2-256}. */
    public static final int RSA_SHA2_256 = 2;
    /** Flag for {@code rsa-sha2-512}. */
    public static final int RSA_SHA2_512 = 4;

    private static final int FAILURE = 5;
    private static final int REQUEST_IDENTITIES = 11;
    private static final int IDENTITIES_ANSWER = 12;
    private static final int SIGN_REQUEST = 13;
    private static final int SIGN_RESPONSE = 14;
    private static final int MOST_KEYS = 2048;
    private static final Duration LIST_LIMIT = Duration.ofSeconds(10);
    /** Somebody may have to touch a security key or confirm. */
    private static final Duration SIGN_LIMIT = Duration.ofSeconds(120);

    /**
     * A key that the agent holds.
     *
     * @param comment as the person named it, often a path
     */
    public record Identity(KeyBlob key, String comment) {}

    private final AgentLink link;

    /** @param address Unix socket, or a named pipe of Windows such as {@code \\.\pipe\openssh-ssh-agent} */
    public AgentClient(Path address) {
        this(AgentLink.to(address));
    }

    AgentClient(AgentLink link) {
        this.link = link;
    }

    /**
     * Keys in the agent's order.
     *
     * @throws IOException when the agent is not there, is locked up, or answers nonsense
     */
    public List<Identity> identities() throws IOException, InterruptedException {
        WireReader answer = new WireReader(link.call(new byte[]{REQUEST_IDENTITIES}, LIST_LIMIT));
        int kind = answer.readByte();
        if (kind != IDENTITIES_ANSWER) {
            throw new AgentException(kind == FAILURE ? "the agent refuses to list its keys" : "answer " + kind);
        }
        long count = answer.readUint32();
        if (count > MOST_KEYS) {
            throw new AgentException(count + " keys");
        }
        List<Identity> identities = new ArrayList<>();
        for (long i = 0; i < count; i++) {
            byte[] blob = answer.readString();
            String comment = answer.readText();
            try {
                identities.add(new Identity(KeyBlob.of(blob), comment));
            } catch (WireException e) {
                continue; // a key that is none cannot be offered; the others can
            }
        }
        return identities;
    }

    /**
     * A signature in the wire's form: algorithm and value. May take as long as a person needs to touch a key, at most two
     * minutes.
     *
     * @param flags {@link #RSA_SHA2_256} or {@link #RSA_SHA2_512} for RSA, else 0
     * @throws AgentException when the agent refuses or the limit passes
     */
    public byte[] sign(KeyBlob key, byte[] data, int flags) throws IOException, InterruptedException {
        byte[] request = new WireWriter().putByte(SIGN_REQUEST).putString(key.bytes()).putString(data)
                .putUint32(flags).toBytes();
        WireReader answer = new WireReader(link.call(request, SIGN_LIMIT));
        int kind = answer.readByte();
        if (kind != SIGN_RESPONSE) {
            throw new AgentException(kind == FAILURE ? "the agent refused to sign" : "answer " + kind);
        }
        return answer.readString();
    }
}
