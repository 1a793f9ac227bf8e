package fr.touchweb.console.core.logs.digest;

import fr.touchweb.console.core.logs.digest.Profile.Edge;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads cachegrind files as xdebug 2 and 3 write them (Callgrind format specification, version 1): blocks of
 * {@code fl=}, {@code fn=}, costs and calls, names written once and then by number. A file may hold several profiles, one
 * appended to the other. Memory grows with the functions, not with the calls.
 */
public final class ProfileReader {
    private static final Pattern COMPRESSED = Pattern.compile("\\((\\d{1,9})\\)(?: (.*))?");
    private static final Pattern UNIT = Pattern.compile("Time_\\((\\d*)(ns|us|µs|ms|s)\\)");
    private static final String NEXT = "==== NEW PROFILING FILE";

    private final List<Profile> profiles = new ArrayList<>();
    private final Map<String, String> files = new HashMap<>();
    private final Map<String, String> names = new HashMap<>();
    private final Map<String, Costs> functions = new LinkedHashMap<>();
    private String command = "";
    private double unit = 1e-6;
    private int timeColumn = 1;
    private int memoryColumn = -1;
    private double summary = -1;
    private String file = "";
    private @Nullable Costs function;
    private @Nullable String called;
    private long calls;

    private static final class Costs {
        private final String name;
        private final String file;
        private final Map<String, double[]> callees = new LinkedHashMap<>();
        private final Map<String, double[]> callers = new LinkedHashMap<>();
        private long calls;
        private long blocks;
        private double self;
        private double inclusive;
        private long memory;

        private Costs(String name, String file) {
            this.name = name;
            this.file = file;
        }
    }

    private ProfileReader() {}

    /**
     * Reads a whole file.
     *
     * @param input the file, already inflated; not closed
     * @return its profiles in their order; none when it is no such file
     */
    public static List<Profile> read(InputStream input) throws IOException {
        ProfileReader reader = new ProfileReader();
        BufferedReader lines = new BufferedReader(new InputStreamReader(input, StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            reader.line(line);
        }
        reader.finish();
        return List.copyOf(reader.profiles);
    }

    private void line(String line) {
        if (line.isEmpty()) {
            return;
        }
        char first = line.charAt(0);
        if (first >= '0' && first <= '9' || first == '+' || first == '-' || first == '*') {
            costs(line);
            return;
        }
        int equals = line.indexOf('=');
        String key = equals < 0 ? "" : line.substring(0, equals);
        switch (key) {
            case "fl", "fi", "fe" -> file = name(files, line.substring(equals + 1));
            case "fn" -> function(name(names, line.substring(equals + 1)));
            case "cfl", "cfi" -> name(files, line.substring(equals + 1));
            case "cfn" -> called = name(names, line.substring(equals + 1));
            case "calls" -> calls = number(line, equals + 1);
            default -> header(line);
        }
    }

    private void header(String line) {
        if (line.startsWith(NEXT)) {
            finish();
        } else if (line.startsWith("cmd: ")) {
            command = line.substring(5);
        } else if (line.startsWith("events: ")) {
            events(line.substring(8));
        } else if (line.startsWith("summary: ")) {
            double[] values = values(line.substring(9));
            summary = values.length < timeColumn ? -1 : values[timeColumn - 1] * unit;
        }
    }

    private void events(String text) {
        String[] columns = text.trim().split(" +");
        for (int i = 0; i < columns.length; i++) {
            Matcher matcher = UNIT.matcher(columns[i]);
            if (matcher.matches()) {
                timeColumn = i + 1;
                double count = matcher.group(1).isEmpty() ? 1 : Double.parseDouble(matcher.group(1));
                unit = count * switch (matcher.group(2)) {
                    case "ns" -> 1e-9;
                    case "ms" -> 1e-3;
                    case "s" -> 1;
                    default -> 1e-6;
                };
            } else if (columns[i].equals("Time")) {
                timeColumn = i + 1;
                unit = 1e-6;
            } else if (columns[i].startsWith("Memory")) {
                memoryColumn = i + 1;
            }
        }
    }

    /** {@code (12) name} names a number for later, {@code (12)} stands for it. */
    private static String name(Map<String, String> known, String text) {
        Matcher matcher = COMPRESSED.matcher(text);
        if (!matcher.matches()) {
            return text;
        }
        String name = matcher.group(2);
        if (name == null) {
            return known.getOrDefault(matcher.group(1), text);
        }
        known.put(matcher.group(1), name);
        return name;
    }

    private void function(String name) {
        function = functions.computeIfAbsent(name, key -> new Costs(key, file));
        function.blocks++;
        called = null;
        calls = 0;
    }

    private void costs(String line) {
        Costs own = function;
        if (own == null) {
            return;
        }
        double[] values = values(line);
        double time = values.length > timeColumn ? values[timeColumn] * unit : 0;
        String other = called;
        if (other == null) {
            own.self += time;
            own.inclusive += time;
            own.memory += memoryColumn > 0 && values.length > memoryColumn ? (long) values[memoryColumn] : 0;
            return;
        }
        called = null;
        edge(own.callees, other, time);
        Costs callee = functions.computeIfAbsent(other, key -> new Costs(key, ""));
        callee.calls += calls;
        edge(callee.callers, own.name, time);
        if (!other.equals(own.name)) {
            own.inclusive += time;
        }
    }

    private void edge(Map<String, double[]> edges, String name, double time) {
        double[] sums = edges.computeIfAbsent(name, key -> new double[2]);
        sums[0] += calls;
        sums[1] += time;
    }

    /** All numbers of a line; one that is none is 0. */
    private static double[] values(String line) {
        String[] words = line.trim().split(" +");
        double[] values = new double[words.length];
        for (int i = 0; i < words.length; i++) {
            values[i] = number(words[i], 0);
        }
        return values;
    }

    private static long number(String text, int from) {
        long value = 0;
        int i = from;
        boolean negative = i < text.length() && text.charAt(i) == '-';
        for (i = negative ? i + 1 : i; i < text.length() && Character.digit(text.charAt(i), 10) >= 0
                && value < Long.MAX_VALUE / 20; i++) {
            value = value * 10 + Character.digit(text.charAt(i), 10);
        }
        return negative ? -value : value;
    }

    private void finish() {
        if (!functions.isEmpty()) {
            double all = functions.values().stream().mapToDouble(costs -> costs.self).sum();
            double total = summary >= 0 ? summary : all;
            profiles.add(new Profile(command, total,
                    functions.values().stream().map(costs -> done(costs, Math.max(total, all))).toList(),
                    summary < 0));
        }
        functions.clear();
        files.clear();
        names.clear();
        command = "";
        file = "";
        summary = -1;
        function = null;
        called = null;
    }

    /** Functions that call each other in turns would count more than the whole. */
    private static Profile.Function done(Costs costs, double most) {
        long calls = Math.max(costs.calls, costs.callers.isEmpty() ? costs.blocks : 0);
        return new Profile.Function(costs.name, costs.file, calls, costs.self, Math.min(costs.inclusive, most),
                costs.memory, edges(costs.callers), edges(costs.callees));
    }

    private static List<Edge> edges(Map<String, double[]> edges) {
        Edge[] all = edges.entrySet().stream()
                .map(edge -> new Edge(edge.getKey(), (long) edge.getValue()[0], edge.getValue()[1]))
                .toArray(Edge[]::new);
        Arrays.sort(all, Comparator.comparingDouble(Edge::inclusive).reversed().thenComparing(Edge::name));
        return List.of(all);
    }
}
