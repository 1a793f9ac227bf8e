package fr.touchweb.console.core.diagnose.redirect;

import fr.touchweb.console.core.text.Message;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The server's time S of one hop: wait less round trip, the round trip being the shortest connect of all samples (design
 * rule C1). Milliseconds; NaN where there is no sample yet.
 *
 * @param samples in the order in which they were taken
 * @param roundTrip shortest connect
 * @param median of S
 * @param low lower end of the interval of the median, by order statistics
 * @param high upper end
 * @param coverage probability that the interval holds the median, 0 to 1; 0 with fewer samples than an interval needs
 * @param deviation median absolute deviation of S
 * @param connectDeviation the same of the connects, the link's own noise
 * @param probes target samples that count
 * @param control median of S of the controls, NaN without any
 * @param browser median of what a browser shows as time to first byte, DNS, TCP and TLS included
 * @param doubt why the measure says little, null when it is sound
 */
public record Timing(List<Sample> samples, double roundTrip, double median, double low, double high, double coverage,
        double deviation, double connectDeviation, int probes, double control, double browser,
        @Nullable Message doubt) {
    public Timing {
        samples = List.copyOf(samples);
    }
}
