package fr.touchweb.console.core.policy;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * How whitelists are edited (reference A.2, A.5; G41 to G43).
 *
 * @param confirmation which of the two confirmations is asked
 * @param armMillis pause before the second confirmation can be given
 * @param secondClickMillis a click that comes this soon after another one does not count
 * @param readMillis time that the warning of the double negation must stand before it can be answered
 * @param askAgainDays a second question is asked with the same answer again after this time, unless there is no other
 * @param singleDays default life of a single address
 * @param singleMaxDays longest life of a single address that no fact speaks against
 * @param rangeMaxDays longest life at tier 2
 * @param redMaxDays longest life at tier 3
 * @param budgetDays rolling time in which addresses are counted
 * @param budgetSupport addresses that support may exempt in that time on a server
 * @param budgetAdmin the same for an administrator
 * @param historyDays how far back “seen” and “banned” look
 * @param listsMaxAgeDays lists of ranges that are older are shown in amber
 * @param usualCountries ISO codes of countries that raise nothing
 * @param privateScopes doors on whose lists private networks may stand, as a bastion's
 * @param services of the house, beside those that publish their addresses
 * @param folder where the register stands on a server
 * @param bootFile crontab that starts the watch over ends again after a restart of the server, empty for none
 * @param versionsKept versions of the register that can be restored
 * @param lockWaitSeconds how long another console is waited for
 * @param commandSeconds longest time for validate, reload and probe, each
 * @param keepSeconds time to say that all is well, over a new connection, before a change that can lock us out is undone
 * @param undoMinutes how long the way back is offered after a change
 * @param probationHours when addresses that were never seen are proposed for removal
 * @param expiringDays an entry that ends within this time is shown as such
 * @param takenSeconds a request by file that was not taken after this time is told
 * @param requestsSeconds how often servers that are connected are asked what waits for a second person
 * @param requestsAllSeconds how often all servers with lists are asked for it
 * @param useKeptMinutes use of entries is written beside the register again after this time, or when somebody new came
 * @param rotateDays a password that was given with an access is overdue to be changed this long after its end (L41)
 * @param reviewMillis a second step that takes less in the median is no longer read
 * @param deadlines dates by which lists have to be put right
 */
public record WhitelistPolicy(Mode confirmation, int armMillis, int secondClickMillis, int readMillis, int askAgainDays,
        int singleDays, int singleMaxDays, int rangeMaxDays, int redMaxDays, int budgetDays, int budgetSupport,
        int budgetAdmin,
        int historyDays, int listsMaxAgeDays, List<String> usualCountries,
        List<String> privateScopes, List<KnownService> services, String folder, String bootFile,
        int versionsKept,
        int lockWaitSeconds, int commandSeconds, int keepSeconds, int undoMinutes, int probationHours,
        int expiringDays, int takenSeconds, int requestsSeconds, int requestsAllSeconds, int useKeptMinutes,
        int rotateDays, int reviewMillis, List<Deadline> deadlines) {

    /** The ways to confirm. */
    public enum Mode {
        /** A value derived from the request is typed. */
        DERIVED_VALUE,
        /** The house's original: one cancels a cancellation (“Mode TW”, reference peers 2.4). */
        DOUBLE_NEGATION
    }

    public WhitelistPolicy {
        Objects.requireNonNull(confirmation, "confirmation");
        deadlines = List.copyOf(Objects.requireNonNull(deadlines, "deadlines"));
        usualCountries = List.copyOf(Objects.requireNonNull(usualCountries, "usualCountries"));
        privateScopes = List.copyOf(Objects.requireNonNull(privateScopes, "privateScopes"));
        services = List.copyOf(Objects.requireNonNull(services, "services"));
        Policy.require(armMillis > 0 && secondClickMillis > 0 && readMillis > 0 && askAgainDays >= 0,
                "confirmation times > 0");
        Policy.require(0 < redMaxDays && redMaxDays <= rangeMaxDays && rangeMaxDays <= singleMaxDays
                && 0 < singleDays && singleDays <= singleMaxDays,
                "0 < redMaxDays <= rangeMaxDays <= singleMaxDays, 0 < singleDays <= singleMaxDays");
        Policy.require(budgetDays > 0 && 0 < budgetSupport && budgetSupport <= budgetAdmin,
                "budgetDays > 0, 0 < budgetSupport <= budgetAdmin");
        Policy.require(historyDays > 0 && listsMaxAgeDays > 0 && expiringDays >= 0, "days > 0");
        Policy.require(Objects.requireNonNull(folder, "folder").startsWith("/") && versionsKept > 0,
                "folder absolute, versionsKept > 0");
        Policy.require(Objects.requireNonNull(bootFile, "bootFile").isEmpty() || bootFile.startsWith("/"),
                "bootFile absolute or empty");
        Policy.require(lockWaitSeconds > 0 && commandSeconds > 0 && keepSeconds > 0 && takenSeconds > 0,
                "seconds > 0");
        Policy.require(undoMinutes > 0 && probationHours > 0, "undoMinutes, probationHours > 0");
        Policy.require(
                0 < requestsSeconds && requestsSeconds <= requestsAllSeconds && useKeptMinutes > 0 && rotateDays >= 0
                        && reviewMillis >= 0,
                "0 < requestsSeconds <= requestsAllSeconds, useKeptMinutes > 0, rotateDays, reviewMillis >= 0");
    }

    /** The same with the other dialog. */
    public WhitelistPolicy with(Mode mode) {
        return new WhitelistPolicy(mode, armMillis, secondClickMillis, readMillis, askAgainDays, singleDays,
                singleMaxDays,
                rangeMaxDays, redMaxDays, budgetDays, budgetSupport, budgetAdmin, historyDays, listsMaxAgeDays,
                usualCountries, privateScopes, services, folder, bootFile, versionsKept, lockWaitSeconds,
                commandSeconds, keepSeconds,
                undoMinutes,
                probationHours, expiringDays, takenSeconds, requestsSeconds, requestsAllSeconds, useKeptMinutes,
                rotateDays, reviewMillis, deadlines);
    }

    public Duration arm() {
        return Duration.ofMillis(armMillis);
    }

    public Duration secondClick() {
        return Duration.ofMillis(secondClickMillis);
    }

    public Duration read() {
        return Duration.ofMillis(readMillis);
    }
}
