package fr.touchweb.console.core.logs.digest;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A cachegrind profile of xdebug (G32): where one request spent its time.
 *
 * @param command the script that ran; empty when the file does not say
 * @param total seconds of the whole
 * @param functions in the order of their first appearance
 * @param truncated whether the file ends before its profile does, because the request still runs or was killed
 */
public record Profile(String command, double total, List<Function> functions, boolean truncated) {
    public Profile {
        functions = List.copyOf(functions);
    }

    /**
     * A function over all its calls.
     *
     * @param file that it stands in; empty when it is not known, {@code php:internal} for PHP's own
     * @param self seconds in itself
     * @param inclusive seconds with what it called; its own recursion counts once
     * @param selfMemory bytes; 0 when the profile has no memory
     */
    public record Function(String name, String file, long calls, double self, double inclusive, long selfMemory,
            List<Edge> callers, List<Edge> callees) {
        public Function {
            callers = List.copyOf(callers);
            callees = List.copyOf(callees);
        }
    }

    /**
     * The calls between two functions.
     *
     * @param name the other one
     * @param inclusive seconds in these calls
     */
    public record Edge(String name, long calls, double inclusive) {}

    /** The functions in which most time went by itself. */
    public List<Function> bySelf(int most) {
        return sorted(Comparator.comparingDouble(Function::self), most);
    }

    /** The functions in which most time went with what they called. */
    public List<Function> byInclusive(int most) {
        return sorted(Comparator.comparingDouble(Function::inclusive), most);
    }

    private List<Function> sorted(Comparator<Function> order, int most) {
        return functions.stream().sorted(order.reversed().thenComparing(Function::name)).limit(most).toList();
    }

    public Optional<Function> function(String name) {
        return functions.stream().filter(function -> function.name().equals(name)).findFirst();
    }
}
