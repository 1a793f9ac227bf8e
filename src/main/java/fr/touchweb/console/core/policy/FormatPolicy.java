package fr.touchweb.console.core.policy;

import java.util.List;
import java.util.regex.Pattern;

/**
 * How lines become records.
 *
 * @param recordLines lines that one record may take; a longer one is cut, so that a broken log holds nothing back
 * @param quietMillis silence after which a block without an end mark is over (reference logs 5.5)
 * @param userFormatSteps looks at a character that a person's expression may take for one line
 * @param accessTails what access lines say behind the agent
 * @param schemaDelta how the log of schema changes is read (G29)
 */
public record FormatPolicy(int recordLines, int quietMillis, int userFormatSteps, AccessTails accessTails,
        SchemaDelta schemaDelta) {
    public FormatPolicy {
        Policy.require(recordLines > 0 && quietMillis > 0 && userFormatSteps > 0, "figures > 0");
    }

    /**
     * How the duration is found that a LogFormat appends to combined.
     *
     * @param lateLines lines that must have come late, and be explained by one unit alone, before a bare number is believed to be
     *            a duration in it
     * @param toleranceMillis by which lines may be out of order without meaning anything; their times are whole seconds
     * @param declared what is known without looking
     */
    public record AccessTails(int lateLines, int toleranceMillis, List<Declared> declared) {
        public AccessTails {
            declared = List.copyOf(declared);
            Policy.require(lateLines > 0 && toleranceMillis >= 1_000, "figures > 0, a second of tolerance at least");
        }
    }

    /**
     * A LogFormat (Apache) or log_format (nginx) of the house.
     *
     * @param path of the logs that have it, with {@code *} and {@code ?}
     * @param logFormat all of it or what follows the agent: {@code %D}, {@code **%T/%D**}, {@code rt=$request_time}
     */
    public record Declared(String path, String logFormat) {
        private static final Pattern DURATION = Pattern.compile("%D|%[<>]?(?:\\{(?:us|ms|s)})?T|\\$request_time");

        public Declared {
            Policy.require(DURATION.matcher(logFormat).find(), "a logFormat has %D, %T, %{ms}T or $request_time");
        }
    }

    /**
     * The log of schema changes, whose format nobody documents: what its lines mean is told by the words in them.
     *
     * @param files parts of file names that make a log one of these
     * @param rules the first that holds gives the level
     */
    public record SchemaDelta(List<String> files, List<Rule> rules) {
        public SchemaDelta {
            files = List.copyOf(files);
            rules = List.copyOf(rules);
        }
    }

    /**
     * A rule; letters count whatever their case.
     *
     * @param level {@code notice}, {@code warning}, {@code error} or {@code critical}
     * @param starts what the line starts with after blanks; empty for anything
     * @param all words that must all be there
     * @param any words of which one must be there; empty for none asked
     */
    public record Rule(String level, String starts, List<String> all, List<String> any) {
        public Rule {
            all = List.copyOf(all);
            any = List.copyOf(any);
            Policy.require(List.of("notice", "warning", "error", "critical").contains(level),
                    "level is notice, warning, error or critical");
            Policy.require(!starts.isEmpty() || !all.isEmpty() || !any.isEmpty(), "a rule asks for something");
        }
    }
}
