package fr.touchweb.console.lab.traffic;

import java.time.Duration;

/**
 * Pace of the lab's traffic.
 *
 * @param seed same seed and clock, same lines
 * @param pace 1 is the normal one, 10 ten times as many visitors
 * @param history time before the start that the logs already tell of
 * @param firstRotation time from the start to the first rotation
 * @param rotateEvery time between two rotations of a server
 * @param reopenLag time between the rename of a log and its reopening by the daemon
 * @param incidents whether things go wrong now and then
 */
public record TrafficPlan(long seed, double pace, Duration history, Duration firstRotation, Duration rotateEvery,
        Duration reopenLag, boolean incidents) {

    /** What the demonstration shows: half an hour of past, a rotation soon after the start, then every four minutes. */
    public static TrafficPlan demonstration() {
        return new TrafficPlan(20_261_121, 1, Duration.ofMinutes(30), Duration.ofSeconds(25), Duration.ofMinutes(4),
                Duration.ofMillis(700), true);
    }

    public TrafficPlan withPace(double value) {
        return new TrafficPlan(seed, value, history, firstRotation, rotateEvery, reopenLag, incidents);
    }

    public TrafficPlan withHistory(Duration value) {
        return new TrafficPlan(seed, pace, value, firstRotation, rotateEvery, reopenLag, incidents);
    }

    public TrafficPlan withRotation(Duration first, Duration every) {
        return new TrafficPlan(seed, pace, history, first, every, reopenLag, incidents);
    }
}
