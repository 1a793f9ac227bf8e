package fr.touchweb.console.core.diagnose.rules;

import fr.touchweb.console.core.text.Message;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A directive or a section of Apache.
 *
 * @param line where it stands
 * @param name in lower case
 * @param arguments its words
 * @param children lines of the section, empty for a directive
 * @param doubt why it may not count at all: it stands under a condition that could not be evaluated; null when it counts
 */
record ApacheNode(ConfigLine line, String name, List<String> arguments, List<ApacheNode> children,
        @Nullable Message doubt) {

    /** Lines that belong together, under no name of their own. */
    static ApacheNode scope(List<ApacheNode> children) {
        return new ApacheNode(new ConfigLine("", 0, ""), "", List.of(), children, null);
    }

    /** The same with a doubt on it and on all below it. */
    ApacheNode doubted(Message why) {
        return new ApacheNode(line, name, arguments, children.stream().map(child -> child.doubted(why)).toList(), why);
    }

    /** This node and all below it. */
    Stream<ApacheNode> all() {
        return Stream.concat(Stream.of(this), children.stream().flatMap(ApacheNode::all));
    }

    Stream<ApacheNode> named(String wanted) {
        return children.stream().filter(child -> child.name.equals(wanted));
    }

    String argument(int index) {
        return index < arguments.size() ? arguments.get(index) : "";
    }

    boolean says(String word) {
        return arguments.stream().anyMatch(a -> a.toLowerCase(Locale.ROOT).equals(word));
    }
}
