package fr.touchweb.console.core.diagnose.rules;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * A directive or a section of Apache.
 *
 * @param line where it stands
 * @param name in lower case
 * @param arguments its words
 * @param children lines of the section, empty for a directive
 */
record ApacheNode(ConfigLine line, String name, List<String> arguments, List<ApacheNode> children) {

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
