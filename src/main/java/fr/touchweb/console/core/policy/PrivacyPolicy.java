package fr.touchweb.console.core.policy;

/**
 * How long the console keeps what it knows of its person.
 *
 * @param journalMonths entries of the journal of changes, 6 to 36 (CNIL 2021-122: 6 to 12 months, up to 36 with a reason)
 * @param secretIdleMinutes a password, passphrase or opened key that nobody used
 * @param diagnosedAddresses addresses whose diagnoses are kept to compare with
 * @param diagnosesOfAddress diagnoses of each
 * @param forwardChanges whether a server's syslog is told what the console changed on it
 * @param noticeDetails whether a notice outside of the window, which a locked screen may show, names the machine and what
 *        happened, or only that there is one
 */
public record PrivacyPolicy(int journalMonths, int secretIdleMinutes, int diagnosedAddresses,
        int diagnosesOfAddress, boolean forwardChanges,
        boolean noticeDetails) {
    public PrivacyPolicy {
        Policy.require(journalMonths >= 6 && journalMonths <= 36, "6 <= journalMonths <= 36");
        Policy.require(secretIdleMinutes > 0 && secretIdleMinutes <= 24 * 60, "0 < secretIdleMinutes <= 1440");
        Policy.require(diagnosedAddresses > 0 && diagnosesOfAddress > 0,
                "diagnosedAddresses > 0, diagnosesOfAddress > 0");
    }
}
