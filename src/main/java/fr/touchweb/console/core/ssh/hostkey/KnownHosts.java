package fr.touchweb.console.core.ssh.hostkey;

import fr.touchweb.console.core.ssh.hostkey.KnownHost.Marker;
import fr.touchweb.console.core.ssh.key.KeyBlob;
import fr.touchweb.console.core.ssh.key.SshCertificate;
import fr.touchweb.console.core.ssh.key.WireException;
import fr.touchweb.console.core.text.Message;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What several known_hosts files said when they were read. Immutable, safe on any thread. */
public final class KnownHosts {
    private static final int DEFAULT_PORT = 22;

    /**
     * A line that is neither a comment nor understood; it proves nothing and is told to the person.
     *
     * @param line 1-based
     */
    public record Problem(Path file, int line, String reason) {}

    private final List<KnownHost> lines;
    private final List<Problem> problems;

    private KnownHosts(List<KnownHost> lines, List<Problem> problems) {
        this.lines = List.copyOf(lines);
        this.problems = List.copyOf(problems);
    }

    /**
     * Reads the files in this order; one that is not there counts as empty.
     *
     * @throws IOException when one is there and cannot be read: it might hold a revocation
     */
    public static KnownHosts read(List<Path> files) throws IOException {
        return read(files, List.of());
    }

    /**
     * Reads the files, and files of {@code RevokedHostKeys}: public keys, one a line.
     *
     * @throws IOException also when a file of revoked keys is not there, or is none of public keys (a binary KRL is not
     *         understood): as with OpenSSH, no host is accepted then
     */
    public static KnownHosts read(List<Path> files, List<Path> revoked) throws IOException {
        List<KnownHost> lines = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        for (Path file : files) {
            try {
                parse(file, Files.readAllBytes(file), lines, problems);
            } catch (NoSuchFileException e) {
                continue;
            }
        }
        for (Path file : revoked) {
            RevokedKeys.read(file, lines);
        }
        return new KnownHosts(lines, problems);
    }

    /** Reads the content of one file. */
    public static KnownHosts parse(Path file, byte[] content) {
        List<KnownHost> lines = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        parse(file, content, lines, problems);
        return new KnownHosts(lines, problems);
    }

    public List<KnownHost> lines() {
        return lines;
    }

    public List<Problem> problems() {
        return problems;
    }

    /** The name under which a host is looked up: lower case, {@code [host]:port} for a port other than 22. */
    public static String nameOf(String host, int port) {
        String name = host.toLowerCase(Locale.ROOT);
        return port == DEFAULT_PORT ? name : "[" + name + "]:" + port;
    }

    /**
     * Judges the key that a server showed.
     *
     * @param host name as the person wrote it, or the host key alias
     * @param offered key or certificate
     * @param now for the validity of certificates
     */
    public HostKeyVerdict verdict(String host, int port, KeyBlob offered, Instant now) {
        List<KnownHost> exact = matching(nameOf(host, port));
        // As OpenSSH: what is known without a port also vouches for other ports, but can only vouch or revoke.
        List<KnownHost> portless = port == DEFAULT_PORT ? List.of() : matching(nameOf(host, DEFAULT_PORT));
        List<KnownHost> all = Stream.concat(exact.stream(), portless.stream()).toList();

        SshCertificate certificate = null;
        if (offered.isCertificate()) {
            try {
                certificate = SshCertificate.parse(offered);
            } catch (WireException e) {
                return new HostKeyVerdict.BadCertificate(offered,
                        Message.of("ssh.certificate.unreadable", String.valueOf(e.getMessage())));
            }
        }
        KeyBlob key = certificate == null ? offered : certificate.key();
        for (KnownHost line : all) {
            if (line.marker() == Marker.REVOKED && (line.key().equals(key) || line.key().equals(offered)
                    || certificate != null && line.key().equals(certificate.authority()))) {
                return new HostKeyVerdict.Revoked(key, line);
            }
        }
        Optional<KnownHost> known = all.stream()
                .filter(line -> line.marker() == Marker.HOST && line.key().equals(key)).findFirst();
        if (certificate != null) {
            return certified(certificate, host, all, now).orElseGet(() -> plain(key, known, exact));
        }
        if (known.isEmpty()
                && all.stream().anyMatch(line -> line.marker() == Marker.AUTHORITY && line.key().equals(key))) {
            return new HostKeyVerdict.BadCertificate(key, Message.of("ssh.certificate.authorityAsHost"));
        }
        return plain(key, known, exact);
    }

    private static HostKeyVerdict plain(KeyBlob key, Optional<KnownHost> known, List<KnownHost> exact) {
        if (known.isPresent()) {
            return new HostKeyVerdict.Ok(key, known.get());
        }
        List<KnownHost> others = exact.stream().filter(line -> line.marker() == Marker.HOST).toList();
        List<KnownHost> sameType = others.stream().filter(line -> line.key().type().equals(key.type())).toList();
        if (!sameType.isEmpty()) {
            return new HostKeyVerdict.Changed(key, sameType);
        }
        return others.isEmpty() ? new HostKeyVerdict.Unknown(key) : new HostKeyVerdict.OtherTypeKnown(key, others);
    }

    /** A verdict when an authority is named for this host; empty when the key inside is to be judged by itself. */
    private static Optional<HostKeyVerdict> certified(SshCertificate certificate, String host, List<KnownHost> all,
            Instant now) {
        List<KnownHost> authorities = all.stream().filter(line -> line.marker() == Marker.AUTHORITY).toList();
        Optional<KnownHost> authority = authorities.stream()
                .filter(line -> line.key().equals(certificate.authority())).findFirst();
        if (authority.isEmpty()) {
            boolean keyItselfKnown = all.stream()
                    .anyMatch(line -> line.marker() == Marker.HOST && line.key().equals(certificate.key()));
            if (authorities.isEmpty() || keyItselfKnown) {
                return Optional.empty();
            }
            return Optional.of(new HostKeyVerdict.BadCertificate(certificate.key(),
                    Message.of("ssh.certificate.otherAuthority", certificate.authority().fingerprint(),
                            authorities.getFirst().place())));
        }
        return Optional.of(CertificateCheck.fault(certificate, host, now)
                .<HostKeyVerdict>map(reason -> new HostKeyVerdict.BadCertificate(certificate.key(), reason))
                .orElseGet(() -> new HostKeyVerdict.Ok(certificate.key(), authority.get())));
    }

    /**
     * Names of the signature algorithms to prefer, so that the server shows a key that is known: certificates where an
     * authority is named for the host, then the types of the known keys. Empty when nothing is known.
     */
    public List<String> preferredAlgorithms(String host, int port) {
        List<KnownHost> lines = new ArrayList<>(matching(nameOf(host, port)));
        if (port != DEFAULT_PORT) {
            lines.addAll(matching(nameOf(host, DEFAULT_PORT)));
        }
        Set<String> names = new LinkedHashSet<>();
        if (lines.stream().anyMatch(line -> line.marker() == Marker.AUTHORITY)) {
            names.addAll(List.of("ssh-ed25519-cert-v01@openssh.com", "ecdsa-sha2-nistp256-cert-v01@openssh.com",
                    "ecdsa-sha2-nistp384-cert-v01@openssh.com", "ecdsa-sha2-nistp521-cert-v01@openssh.com",
                    "rsa-sha2-512-cert-v01@openssh.com", "rsa-sha2-256-cert-v01@openssh.com"));
        }
        for (KnownHost line : lines) {
            if (line.marker() == Marker.HOST) {
                names.addAll(line.key().type().equals("ssh-rsa")
                        ? List.of("rsa-sha2-512", "rsa-sha2-256")
                        : List.of(line.key().type()));
            }
        }
        return List.copyOf(names);
    }

    /** Lines that speak of a name as {@link #nameOf} makes it, in the files' order. */
    public List<KnownHost> matching(String name) {
        return lines.stream().filter(line -> line.hosts().matches(name)).toList();
    }

    private static void parse(Path file, byte[] content, List<KnownHost> lines, List<Problem> problems) {
        String[] rows = new String(content, StandardCharsets.UTF_8).split("\n", -1);
        for (int i = 0; i < rows.length; i++) {
            String row = rows[i].strip();
            if (row.isEmpty() || row.startsWith("#")) {
                continue;
            }
            try {
                lines.add(line(file, i + 1, row));
            } catch (WireException | IllegalArgumentException e) {
                problems.add(new Problem(file, i + 1, String.valueOf(e.getMessage())));
            }
        }
    }

    private static KnownHost line(Path file, int number, String row) throws WireException {
        String[] fields = row.split("[ \t]+");
        Marker marker = switch (fields[0]) {
            case "@cert-authority" -> Marker.AUTHORITY;
            case "@revoked" -> Marker.REVOKED;
            default -> Marker.HOST;
        };
        if (marker == Marker.HOST && fields[0].startsWith("@")) {
            throw new IllegalArgumentException("unknown marker " + fields[0]);
        }
        int first = marker == Marker.HOST ? 0 : 1;
        if (fields.length < first + 3) {
            throw new IllegalArgumentException("no host, key type and key");
        }
        KeyBlob key = KeyBlob.ofBase64(fields[first + 2]);
        if (!key.type().equals(fields[first + 1])) {
            throw new IllegalArgumentException("the key is not of type " + fields[first + 1]);
        }
        return new KnownHost(file, number, marker, HostPatterns.parse(fields[first]), key);
    }
}
