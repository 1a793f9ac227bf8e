package fr.touchweb.console.core.account.vault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OneTimeCodeTest {
    private static final byte[] SECRET = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);

    /** RFC 6238, appendix B, SHA-1; the last six of its eight digits. */
    @Test
    void theCodesOfTheStandard() {
        Map<Long, String> codes = Map.of(59L, "287082", 1111111109L, "081804", 1111111111L, "050471", 1234567890L,
                "005924", 2000000000L, "279037", 20000000000L, "353130");
        codes.forEach((second, code) -> assertEquals(code,
                OneTimeCode.at(SECRET, OneTimeCode.step(Instant.ofEpochSecond(second)))));
    }

    @Test
    void aCodeIsGoodOneStepEarlyOrLateAndOnlyOnce() {
        Instant now = Instant.ofEpochSecond(1111111111L);
        long step = OneTimeCode.step(now);
        for (int off = -3; off <= 3; off++) {
            boolean good = OneTimeCode.accepts(SECRET, OneTimeCode.at(SECRET, step + off), now, Long.MIN_VALUE)
                    .isPresent();
            assertEquals(Math.abs(off) <= 1, good, "step " + off);
        }
        assertEquals(step, OneTimeCode.accepts(SECRET, "050471", now, step - 1).orElseThrow());
        assertTrue(OneTimeCode.accepts(SECRET, "050471", now, step).isEmpty());
        for (String wrong : new String[]{"", "050470", "50471", "0504711", "abcdef"}) {
            assertTrue(OneTimeCode.accepts(SECRET, wrong, now, Long.MIN_VALUE).isEmpty(), wrong);
        }
    }

    @Test
    void anAuthenticatorTakesTheSecretTypedOrFromAPicture() {
        assertEquals("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", OneTimeCode.typed(SECRET));
        assertEquals(
                "otpauth://totp/Console%20TW:jdurand?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Console%20TW",
                OneTimeCode.address(SECRET, "Console TW", "jdurand"));
    }
}
