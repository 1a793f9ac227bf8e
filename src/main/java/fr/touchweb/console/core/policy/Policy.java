package fr.touchweb.console.core.policy;

import java.util.Objects;

/**
 * One profile of figures. Immutable.
 *
 * @param version of the document, 1
 * @param id {@code tw}, {@code conobium}, {@code lab} or the name of the person's own file
 * @param name what people call it
 */
public record Policy(int version, String id, String name, RedirectPolicy redirect, RequestPolicy requests,
        ProofPolicy proof, CachePolicy cache, HealthPolicy health, EndOfLifePolicy endOfLife, PenaltyPolicy penalty,
        PhpPolicy php, PartitionPolicy partitions,
        PreproductionPolicy preproduction, RightsPolicy rights, GuidePolicy guide, FleetPolicy fleet,
        LogPathPolicy logPaths, FollowPolicy follow,
        LogViewPolicy logView,
        FormatPolicy formats, DigestPolicy digest, BinlogPolicy binlog, SshPolicy ssh,
        AddressPolicy addresses, WhitelistPolicy whitelist, BanPolicy ban, PrivacyPolicy privacy,
        VaultPolicy vault) {

    public Policy {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(redirect, "redirect");
        Objects.requireNonNull(requests, "requests");
        Objects.requireNonNull(proof, "proof");
        Objects.requireNonNull(cache, "cache");
        Objects.requireNonNull(health, "health");
        Objects.requireNonNull(endOfLife, "endOfLife");
        Objects.requireNonNull(penalty, "penalty");
        Objects.requireNonNull(php, "php");
        Objects.requireNonNull(partitions, "partitions");
        Objects.requireNonNull(preproduction, "preproduction");
        Objects.requireNonNull(rights, "rights");
        Objects.requireNonNull(guide, "guide");
        Objects.requireNonNull(fleet, "fleet");
        Objects.requireNonNull(logPaths, "logPaths");
        Objects.requireNonNull(follow, "follow");
        Objects.requireNonNull(logView, "logView");
        Objects.requireNonNull(formats, "formats");
        Objects.requireNonNull(digest, "digest");
        Objects.requireNonNull(binlog, "binlog");
        Objects.requireNonNull(ssh, "ssh");
        Objects.requireNonNull(addresses, "addresses");
        Objects.requireNonNull(whitelist, "whitelist");
        Objects.requireNonNull(ban, "ban");
        Objects.requireNonNull(privacy, "privacy");
        Objects.requireNonNull(vault, "vault");
    }

    /** The same with other figures of whitelists. */
    public Policy with(WhitelistPolicy other) {
        return new Policy(version, id, name, redirect, requests, proof, cache, health, endOfLife, penalty, php,
                partitions, preproduction, rights, guide, fleet, logPaths, follow, logView, formats, digest, binlog,
                ssh,
                addresses, other, ban, privacy, vault);
    }

    static void require(boolean holds, String what) {
        if (!holds) {
            throw new IllegalArgumentException(what);
        }
    }
}
