package fr.touchweb.console.core.ssh.hostkey;

import fr.touchweb.console.core.ssh.key.KeyBlob;
import fr.touchweb.console.core.text.Message;
import java.util.List;

/** What known_hosts says about the key that a server showed. Only {@link Ok} lets the connection go on. */
public sealed interface HostKeyVerdict {
    /** The key that the server showed; for a certificate the key inside it. */
    KeyBlob key();

    /** Known, or certified by an authority of this host. */
    record Ok(KeyBlob key, KnownHost by) implements HostKeyVerdict {}

    /** First contact: no key of this host is known. */
    record Unknown(KeyBlob key) implements HostKeyVerdict {}

    /** Another key of the same type is known. */
    record Changed(KeyBlob key, List<KnownHost> known) implements HostKeyVerdict {
        public Changed {
            known = List.copyOf(known);
        }
    }

    /** Only keys of other types are known; to a person that is a changed key. */
    record OtherTypeKnown(KeyBlob key, List<KnownHost> known) implements HostKeyVerdict {
        public OtherTypeKnown {
            known = List.copyOf(known);
        }
    }

    /** The key, or the authority that certified it, is revoked. */
    record Revoked(KeyBlob key, KnownHost by) implements HostKeyVerdict {}

    /** The certificate does not hold; never a reason to ask the person to trust the key instead. */
    record BadCertificate(KeyBlob key, Message reason) implements HostKeyVerdict {}
}
