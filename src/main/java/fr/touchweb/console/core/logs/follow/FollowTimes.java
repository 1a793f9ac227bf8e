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
 * @param hidden the same while nobody looks
 * @param drainGrace how long a rotated file must be quiet before it is let go
 * @param retryFirst pause before the first reconnection, doubled at each failure
 * @param retryMax longest such pause
 * @param jitter random part of that pause, 0 to 1
 * @param readBytes bytes asked for in one read
 * @param lineBytes a longer line comes in pieces of this size
 */
public record FollowTimes(Duration active, Duration idle, Duration idleAfter, Duration hidden, Duration drainGrace,
        Duration retryFirst, Duration retryMax, double jitter, int readBytes, int lineBytes) {

    /** Pause before the next try after so many failures in a row. */
    Duration retryPause(int failures, RandomGenerator random) {
        double factor = Math.pow(2, Math.clamp(failures - 1, 0, 20));
        double base = Math.min(retryFirst.toMillis() * factor, retryMax.toMillis());
        return Duration.ofMillis((long) (base * (1 + jitter * (random.nextDouble() - 0.5))));
    }

    public static FollowTimes of(FollowPolicy follow, SshPolicy ssh) {
        return new FollowTimes(follow.activePoll(), follow.idlePoll(), follow.idleAfter(), follow.hiddenPoll(),
                follow.drainGrace(), Duration.ofMillis(ssh.retryFirstMillis()), Duration.ofMillis(ssh.retryMaxMillis()),
                ssh.retryJitterPercent() / 100.0, follow.readBytes(), follow.lineBytes());
    }
}
