package fr.touchweb.console.core.ssh.auth;

import fr.touchweb.console.core.ssh.key.KeyBlob;
import fr.touchweb.console.core.ssh.key.SshCertificate;
import fr.touchweb.console.core.ssh.key.WireException;
import fr.touchweb.console.core.text.Message;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/** Why a server may have refused a user certificate; the server alone decides, this is a hint. */
final class CertificateDates {
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private CertificateDates() {}

    /** The words for a certificate whose time is over, empty for any other key. */
    static Optional<Message> expired(KeyBlob offered) {
        if (!offered.isCertificate()) {
            return Optional.empty();
        }
        try {
            long end = SshCertificate.parse(offered).validBefore();
            long now = Instant.now().getEpochSecond();
            return Long.compareUnsigned(now, end) >= 0
                    ? Optional.of(Message.of("ssh.auth.certificateExpired", MINUTE.format(Instant.ofEpochSecond(end))))
                    : Optional.empty();
        } catch (WireException e) {
            return Optional.of(Message.of("ssh.auth.damaged"));
        }
    }
}
