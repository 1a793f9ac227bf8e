package fr.touchweb.console.core.fleet.facts;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a probe wrote, with what was known besides. It is also what is remembered on disk: facts are read from it anew, so
 * a better reading counts for old probes too.
 *
 * @param at when it ran
 * @param jail whether the account sees a jail; null is unknown
 * @param clockOffset the machine's clock minus ours, null when not measured
 * @param zone zone as the connection found it, null when not
 * @param filesOnly whether the account may only open files
 * @param mark what the probe's own lines begin with
 * @param text everything that came
 */
public record ProbeOutput(Instant at, @Nullable Boolean jail, @Nullable Duration clockOffset, @Nullable String zone,
        boolean filesOnly, String mark, String text) {}
