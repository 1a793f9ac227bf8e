package fr.touchweb.console.core.policy;

/**
 * What the server's time to the first byte says of who answered a redirect, and how well it is measured (reference C.1).
 *
 * @param frontEndBelowMillis below it the front end or {@code .htaccess} answered (G59, G60)
 * @param applicationAboveMillis above it the application did (G61); in between nothing is said (G62)
 * @param likelyBelowMillis a median below it with low samples below {@code frontEndBelowMillis} leans to the front end
 * @param hops longest chain that is followed
 * @param probes timed requests to the address in question, after a warm-up
 * @param mostProbes the same when they did not decide
 * @param controls timed requests to something that no application answers
 * @param coveragePercent least probability of the interval of the median
 * @param quietConnectMillis deviation of the connects above which the link is too noisy
 * @param busyControlMillis time of a control above which the server is slow at everything
 * @param nearControlMillis difference from the controls below which the front end answered like them
 * @param retransmissionMillis connect this much above the shortest: a packet was lost, the sample is left out
 * @param farRoundTripMillis round trip above which the server itself should be asked (design rule C6)
 * @param decibans weight of each piece of evidence
 */
public record RedirectPolicy(int frontEndBelowMillis, int applicationAboveMillis, int likelyBelowMillis, int hops,
        int probes, int mostProbes, int controls, int coveragePercent, int quietConnectMillis, int busyControlMillis,
        int nearControlMillis, int retransmissionMillis, int farRoundTripMillis, Decibans decibans) {
    public RedirectPolicy {
        Policy.require(frontEndBelowMillis > 0 && frontEndBelowMillis <= likelyBelowMillis
                && likelyBelowMillis <= applicationAboveMillis,
                "0 < frontEndBelowMillis <= likelyBelowMillis <= applicationAboveMillis");
        Policy.require(hops > 0, "hops > 0");
        Policy.require(probes > 0 && probes <= mostProbes && controls >= 0,
                "0 < probes <= mostProbes, controls >= 0");
        Policy.require(coveragePercent >= 50 && coveragePercent < 100, "50 <= coveragePercent < 100");
        Policy.require(quietConnectMillis > 0 && busyControlMillis > 0 && nearControlMillis > 0
                && retransmissionMillis > 0 && farRoundTripMillis > 0, "limits > 0");
    }

    /**
     * Ten times the decimal logarithm of likelihood ratios (reference C.2; initial values, to be calibrated on the house's
     * own logs).
     *
     * @param haproxyHead no Date, no Server, nothing in the body
     * @param apacheBody Apache's own page, ISO-8859-1
     * @param nginxBody nginx's own page
     * @param nginxReason {@code Moved Temporarily}
     * @param phpEmpty empty body in UTF-8
     * @param phpChunked the same in chunks behind nginx
     * @param prestashopReason {@code Moved}
     * @param phpSession the date of 1981 or a cookie of PHP
     * @param applicationName a header or page in which an application names itself
     * @param poweredBy X-Powered-By: PHP
     * @param toHttps the same address over HTTPS, or the same host with www
     * @param cacheHit a cache says that it kept the answer
     * @param timingBefore the whole interval is below the front end's limit
     * @param timingApplication the whole interval is above the application's
     * @param timingLeaning part of it is
     * @param nearControl as quick as what no application answers
     * @param certain from here on, with nothing of {@code contradiction} against it
     * @param high from here on
     * @param medium from here on
     * @param least lead below which nothing is said
     * @param contradiction evidence against that forbids {@code certain}
     */
    public record Decibans(int haproxyHead, int apacheBody, int nginxBody, int nginxReason, int phpEmpty,
            int phpChunked, int prestashopReason, int phpSession, int applicationName, int poweredBy, int toHttps,
            int cacheHit, int timingBefore, int timingApplication, int timingLeaning, int nearControl, int certain,
            int high, int medium, int least, int contradiction) {
        public Decibans {
            Policy.require(0 < least && least <= medium && medium <= high && high <= certain,
                    "0 < least <= medium <= high <= certain");
            Policy.require(contradiction > 0, "contradiction > 0");
        }
    }
}
