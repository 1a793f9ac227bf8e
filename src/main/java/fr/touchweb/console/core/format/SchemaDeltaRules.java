package fr.touchweb.console.core.format;

import fr.touchweb.console.core.policy.FormatPolicy;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What lines of the schema log mean, by the words that the policy names (G29). Immutable. */
public final class SchemaDeltaRules {
    private final FormatPolicy.SchemaDelta policy;

    /**
     * A part of a line that gave it its level.
     *
     * @param from first character
     * @param to character after the last
     */
    public record Highlight(int from, int to, Level level) {}

    public SchemaDeltaRules(FormatPolicy.SchemaDelta policy) {
        this.policy = policy;
    }

    /** Whether a file of this name is a schema log. */
    boolean ofFile(String name) {
        return policy.files().stream().anyMatch(name::contains);
    }

    /** Level of a line; null when no rule speaks of it. */
    public @Nullable Level level(String line) {
        String lower = line.toLowerCase(Locale.ROOT);
        return policy.rules().stream().filter(rule -> holds(rule, lower)).findFirst()
                .flatMap(rule -> Level.ofId(rule.level())).orElse(null);
    }

    /** The words to set off in a line, in order, not overlapping; none when no rule speaks of it. */
    public List<Highlight> highlights(String line) {
        String lower = line.toLowerCase(Locale.ROOT);
        if (lower.length() != line.length()) {
            return List.of();
        }
        FormatPolicy.Rule rule = policy.rules().stream().filter(r -> holds(r, lower)).findFirst().orElse(null);
        Level level = rule == null ? null : Level.ofId(rule.level()).orElse(null);
        if (rule == null || level == null) {
            return List.of();
        }
        List<Highlight> found = new ArrayList<>();
        for (String word : rule.all()) {
            found.add(at(lower, word, level));
        }
        rule.any().stream().filter(word -> lower.contains(word.toLowerCase(Locale.ROOT))).findFirst()
                .ifPresent(word -> found.add(at(lower, word, level)));
        if (found.isEmpty()) {
            found.add(at(lower, rule.starts(), level));
        }
        found.sort(Comparator.comparingInt(Highlight::from));
        for (int i = found.size() - 1; i > 0; i--) {
            if (found.get(i).from() < found.get(i - 1).to()) {
                found.remove(i);
            }
        }
        return List.copyOf(found);
    }

    private static Highlight at(String lower, String word, Level level) {
        int from = lower.indexOf(word.toLowerCase(Locale.ROOT));
        return new Highlight(from, from + word.length(), level);
    }

    private static boolean holds(FormatPolicy.Rule rule, String lower) {
        return lower.stripLeading().startsWith(rule.starts().toLowerCase(Locale.ROOT))
                && rule.all().stream().allMatch(word -> lower.contains(word.toLowerCase(Locale.ROOT)))
                && (rule.any().isEmpty()
                        || rule.any().stream().anyMatch(word -> lower.contains(word.toLowerCase(Locale.ROOT))));
    }
}
