package fr.touchweb.console.core.policy;

/**
 * PHP that the house still runs.
 *
 * @param minimum oldest accepted version, as {@code 8.1} (L51)
 */
public record PhpPolicy(String minimum) {
    public PhpPolicy {
        Policy.require(minimum.matches("\\d+\\.\\d+"), "minimum is MAJOR.MINOR");
    }
}
