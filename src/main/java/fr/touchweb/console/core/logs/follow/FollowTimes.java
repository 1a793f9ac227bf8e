package fr.touchweb.console.core.logs.follow;

import fr.touchweb.console.core.policy.FollowPolicy;
import fr.touchweb.console.core.policy.SshPolicy;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * The figures of following, as the policy gives them.
 *
 * @param active pause between two looks while lines come
 * @param idle the same after {@code idleAfter} without one
 * @param rest the same after {@code restAfter}; in between it grows evenly
 * @param hidden the shortest while nobody looks
 * @param drainGrace how long a rotated file must be quiet before it is let go
 * @param retryFirst pause before the first reconnection, doubled at each failure
 * @param retryMax longest such pause
 * @param jitter random part of that pause, 0 to 1
 * @param readBytes bytes asked for in one read
 * @param lineBytes a longer line comes in pieces of this size
 */
public record FollowTimes(Duration active, Duration idle, Duration idleAfter, Duration rest, Duration restAfter,
        Duration hidden, Duration drainGrace, Duration retryFirst, Duration retryMax, double jitter, int readBytes,
        int lineBytes) {

    /** Pause before the next look at a source that has been silent for so long. */
    Duration pause(Duration silent) {
        if (silent.compareTo(idleAfter) < 0) {
            return active;
        }
        if (silent.compareTo(restAfter) >= 0) {
            return rest;
        }
        double part = (double) silent.minus(idleAfter).toMillis() / restAfter.minus(idleAfter).toMillis();
        return idle.plusMillis((long) (part * rest.minus(idle).toMillis()));
    }

    /** Pause before the next try after so many failures in a row. */
    Duration retryPause(int failures, RandomGenerator random) {
        double factor = Math.pow(2, Math.clamp(failures - 1, 0, 20));
        double base = Math.min(retryFirst.toMillis() * factor, retryMax.toMillis());
        return Duration.ofMillis((long) (base * (1 + jitter * (random.nextDouble() - 0.5))));
    }

    public static FollowTimes of(FollowPolicy follow, SshPolicy ssh) {
        return new FollowTimes(follow.activePoll(), follow.idlePoll(), follow.idleAfter(), follow.restPoll(),
                follow.restAfter(), follow.hiddenPoll(), follow.drainGrace(), Duration.ofMillis(ssh.retryFirstMillis()),
                Duration.ofMillis(ssh.retryMaxMillis()),
                ssh.retryJitterPercent() / 100.0, follow.readBytes(), follow.lineBytes());
    }
}
