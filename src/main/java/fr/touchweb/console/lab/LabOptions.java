package fr.touchweb.console.lab;

import fr.touchweb.console.lab.traffic.TrafficPlan;
import java.nio.file.Path;
import java.time.Clock;

/**
 * How a lab is started.
 *
 * @param parent folder in which it makes its own
 * @param clock of its servers and their traffic
 * @param plan of the traffic
 * @param live whether the traffic flows by itself; else {@link Lab#advance} moves it
 * @param replayBinlogs whether mysqlbinlog is replayed even where this machine has one
 */
public record LabOptions(Path parent, Clock clock, TrafficPlan plan, boolean live, boolean replayBinlogs) {

    public LabOptions(Path parent, Clock clock, TrafficPlan plan, boolean live) {
        this(parent, clock, plan, live, false);
    }

    /** What {@code --demo} starts. */
    public static LabOptions demonstration() {
        return new LabOptions(Path.of(System.getProperty("java.io.tmpdir")), Clock.systemUTC(),
                TrafficPlan.demonstration(), true);
    }
}
