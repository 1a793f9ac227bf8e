package fr.touchweb.console.core.diagnose.rules;

import java.util.List;
import java.util.stream.Stream;

/** A directive or block of nginx. */
record NginxNode(ConfigLine line, String name, List<String> arguments, List<NginxNode> children) {
    Stream<NginxNode> named(String wanted) {
        return children.stream().filter(child -> child.name.equals(wanted));
    }

    String argument(int index) {
        return index < arguments.size() ? arguments.get(index) : "";
    }

    /** Directives that say whether answers are kept. */
    Stream<NginxNode> ownCaches() {
        return children.stream().filter(child -> child.name.matches("(?:proxy|fastcgi|uwsgi|scgi)_cache"));
    }

    Stream<NginxNode> all() {
        return Stream.concat(Stream.of(this), children.stream().flatMap(NginxNode::all));
    }
}
