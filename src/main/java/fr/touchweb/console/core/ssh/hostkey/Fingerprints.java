package fr.touchweb.console.core.ssh.hostkey;

import fr.touchweb.console.core.ssh.key.KeyBlob;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds fingerprints in what a person pastes. */
public final class Fingerprints {
    private static final Pattern SHA256 = Pattern
            .compile("(?:SHA256:)?(?<![A-Za-z0-9+/])([A-Za-z0-9+/]{43})=?(?![A-Za-z0-9+/=])");

    private Fingerprints() {}

    /** The command that prints the fingerprint of such a key on the server itself. */
    public static String commandFor(KeyBlob key) {
        String file = switch (key.typeName()) {
            case "RSA" -> "rsa";
            case "ECDSA" -> "ecdsa";
            default -> "ed25519";
        };
        return "ssh-keygen -lf /etc/ssh/ssh_host_" + file + "_key.pub";
    }

    /** SHA256 fingerprints of a text, as {@code ssh-keygen -l} prints them or alone, in the form of OpenSSH. */
    public static Set<String> in(String text) {
        Set<String> found = new LinkedHashSet<>();
        Matcher matcher = SHA256.matcher(text);
        while (matcher.find()) {
            found.add("SHA256:" + matcher.group(1));
        }
        return found;
    }
}
