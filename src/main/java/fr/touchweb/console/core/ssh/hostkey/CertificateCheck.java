package fr.touchweb.console.core.ssh.hostkey;

import fr.touchweb.console.core.ssh.key.SignatureCheck;
import fr.touchweb.console.core.ssh.key.SshCertificate;
import fr.touchweb.console.core.text.Message;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/** Whether a certificate holds for a host; the authority is one that known_hosts names. */
final class CertificateCheck {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    /** Largest second that {@link Instant} can print with four digits of a year. */
    private static final long FAR = 253_402_300_799L;

    private CertificateCheck() {}

    /** Why it does not hold, empty when it does. */
    static Optional<Message> fault(SshCertificate certificate, String host, Instant now) {
        if (certificate.kind() != SshCertificate.HOST) {
            return Optional.of(Message.of("ssh.certificate.notHost"));
        }
        if (!SignatureCheck.verify(certificate.authority(), certificate.signature(), certificate.signed())) {
            return Optional.of(Message.of("ssh.certificate.signature", certificate.authority().fingerprint()));
        }
        if (!certificate.criticalOptions().isEmpty()) { // none is defined for hosts
            return Optional.of(Message.of("ssh.certificate.option", certificate.criticalOptions().getFirst()));
        }
        long second = now.getEpochSecond();
        if (Long.compareUnsigned(second, certificate.validAfter()) < 0) {
            return Optional.of(Message.of("ssh.certificate.notYet", day(certificate.validAfter())));
        }
        if (Long.compareUnsigned(second, certificate.validBefore()) >= 0) {
            return Optional.of(Message.of("ssh.certificate.expired", day(certificate.validBefore())));
        }
        // OpenSSH long took an empty list for any host; a certificate for everything is not accepted here.
        String name = host.toLowerCase(Locale.ROOT);
        if (certificate.principals().stream()
                .noneMatch(principal -> Glob.matches(principal.toLowerCase(Locale.ROOT), name))) {
            return Optional.of(
                    Message.of("ssh.certificate.name", host, String.join(", ", certificate.principals())));
        }
        return Optional.empty();
    }

    private static String day(long second) {
        return Long.compareUnsigned(second, FAR) > 0 ? "∞" : DAY.format(Instant.ofEpochSecond(second));
    }
}
