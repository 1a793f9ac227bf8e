package fr.touchweb.console.core.diagnose.cache;

import fr.touchweb.console.core.diagnose.probe.HttpAnswer;
import fr.touchweb.console.core.diagnose.probe.Probe;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** SHA-256 of contents, in hexadecimal. */
final class Digests {
    private Digests() {}

    static String of(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Of the body that a request got; null without one, or when it was not read to its end. */
    static @Nullable String ofBody(Probe probe) {
        HttpAnswer answer = probe.answer();
        return answer == null || !answer.bodyWhole() || answer.body().length < answer.bodyBytes()
                ? null
                : of(answer.body());
    }
}
