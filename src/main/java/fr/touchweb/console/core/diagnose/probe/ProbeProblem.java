package fr.touchweb.console.core.diagnose.probe;

import fr.touchweb.console.core.text.Message;

/**
 * Why a request has no answer, or why its answer must not be trusted.
 *
 * @param kind decides what may happen next
 * @param text what to tell the person
 */
public record ProbeProblem(Kind kind, Message text) {

    /** What went wrong, in the order of the phases. */
    public enum Kind {
        /** The name service itself did not answer. */
        NO_NAME_SERVICE,
        /** The name exists nowhere. */
        UNKNOWN_NAME,
        /** Nothing listens there. */
        REFUSED,
        /** No way there. */
        UNREACHABLE,
        /** Nobody answered the connection. */
        CONNECT_TIMEOUT,
        /** The certificate's time is over. */
        TLS_EXPIRED,
        /** The certificate's time has not begun. */
        TLS_NOT_YET_VALID,
        /** The certificate is for other names. */
        TLS_WRONG_NAME,
        /** Nobody whom this machine trusts issued it. */
        TLS_UNKNOWN_ISSUER,
        /** Both sides agreed on no protocol, cipher or parameter. */
        TLS_HANDSHAKE,
        /** The connection ended before an answer came. */
        DROPPED,
        /** Connected, asked, and nothing came in time. */
        ANSWER_TIMEOUT,
        /** It came so slowly that the whole took too long. */
        TOO_SLOW,
        /** What came is not HTTP. */
        MALFORMED,
        /** The head never ended within the limit. */
        HEAD_TOO_LONG,
        /** The machine in between could not ask: SSH, or curl on it. */
        VANTAGE;

        /** Whether it is the certificate: the measure can go on if the person says so. */
        public boolean isCertificate() {
            return switch (this) {
                case TLS_EXPIRED, TLS_NOT_YET_VALID, TLS_WRONG_NAME, TLS_UNKNOWN_ISSUER -> true;
                default -> false;
            };
        }
    }
}
