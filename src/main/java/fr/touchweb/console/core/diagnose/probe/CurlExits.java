package fr.touchweb.console.core.diagnose.probe;

import fr.touchweb.console.core.diagnose.probe.ProbeProblem.Kind;
import fr.touchweb.console.core.text.Message;

/** What curl's exit codes mean (curl's manual, EXIT CODES). */
final class CurlExits {
    private CurlExits() {}

    static ProbeProblem problem(int exit, String said, WebAddress address) {
        Kind kind = switch (exit) {
            case 6 -> Kind.UNKNOWN_NAME;
            case 7 -> Kind.REFUSED;
            case 28 -> said.contains("onnect") ? Kind.CONNECT_TIMEOUT : Kind.TOO_SLOW;
            case 35 -> Kind.TLS_HANDSHAKE;
            case 51 -> Kind.TLS_WRONG_NAME;
            case 60 -> said.contains("expired")
                    ? Kind.TLS_EXPIRED
                    : said.contains("no alternative") || said.contains("subject name")
                            ? Kind.TLS_WRONG_NAME
                            : Kind.TLS_UNKNOWN_ISSUER;
            case 52, 55, 56 -> Kind.DROPPED;
            case 1, 8 -> Kind.MALFORMED;
            default -> Kind.VANTAGE;
        };
        return new ProbeProblem(kind, Message.of("diagnose.problem.curl-exit", address.hostAndPort(), exit, said));
    }
}
