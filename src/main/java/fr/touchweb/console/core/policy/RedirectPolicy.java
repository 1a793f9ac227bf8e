package fr.touchweb.console.core.policy;

/**
 * What the time to the first byte says of who answered a redirect.
 *
 * @param frontEndBelowMillis below it the front end or {@code .htaccess} answered (G59, G60)
 * @param applicationAboveMillis above it the application did (G61); in between nothing is said (G62)
 */
public record RedirectPolicy(int frontEndBelowMillis, int applicationAboveMillis) {
    public RedirectPolicy {
        Policy.require(frontEndBelowMillis > 0 && frontEndBelowMillis <= applicationAboveMillis,
                "0 < frontEndBelowMillis <= applicationAboveMillis");
    }
}
