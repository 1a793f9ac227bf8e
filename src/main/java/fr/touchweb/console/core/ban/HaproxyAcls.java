package fr.touchweb.console.core.ban;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lists of source addresses that a rule of HAProxy turns away. The runtime interface tells which line of the configuration
 * uses a list; only the configuration tells whether that line lets in or keeps out.
 *
 * @param file of the list, {@code #12} for one that stands in the configuration itself
 * @param configuration file of the configuration
 * @param line there, from 1
 */
record HaproxyAcls(String file, String configuration, int line) {
    static final String PREFIX = "acl ";
    private static final Pattern FROM_FILE = Pattern
            .compile("\\d+ \\((\\S+)\\) .*used by acl at file '([^']+)' line (\\d+).*");
    private static final Pattern INLINE = Pattern.compile("(\\d+) \\(\\) acl 'src' file '([^']+)' line (\\d+).*");
    private static final Pattern NAMED = Pattern.compile("acl\\s+(\\S+)\\s+src\\b.*");
    private static final Pattern TURNING_AWAY = Pattern.compile(
            "(?:http-request|tcp-request (?:connection|content|session))\\s+"
                    + "(?:deny|reject|silent-drop|tarpit|return\\s(?:.*\\s)?status\\s+[45]\\d\\d)\\b(.*?)\\s(if|unless)\\s(.*)");
    private static final Pattern ANONYMOUS = Pattern.compile("(!?)\\s*\\{\\s*src\\b[^}]*\\}");

    /** Name of a list in the runtime interface, from that of a ban. */
    static String name(String list) {
        String place = list.substring(PREFIX.length());
        int space = place.indexOf(' ');
        return space < 0 ? place : place.substring(0, space);
    }

    /** What {@code show acl} tells of lists of addresses; one list may be used by several lines. */
    static List<HaproxyAcls> read(String shown) {
        List<HaproxyAcls> all = new ArrayList<>();
        for (String line : shown.lines().toList()) {
            Matcher file = FROM_FILE.matcher(line);
            Matcher inline = INLINE.matcher(line);
            if (file.matches()) {
                all.add(new HaproxyAcls(file.group(1), file.group(2), Integer.parseInt(file.group(3))));
            } else if (inline.matches()) {
                all.add(new HaproxyAcls("#" + inline.group(1), inline.group(2), Integer.parseInt(inline.group(3))));
            }
        }
        return all;
    }

    /**
     * A list whose members are turned away.
     *
     * @param name of a ban by it; that of an inline one tells its place too
     * @param rule that turns away, with its other conditions
     */
    record Away(String file, String name, String rule) {}

    /** Of these lists, those whose members are turned away. @param text of the configuration that they stand in */
    static List<Away> turningAway(List<HaproxyAcls> lists, String text) {
        List<String> lines = text.lines().map(String::strip).toList();
        Map<String, Away> found = new LinkedHashMap<>();
        for (HaproxyAcls list : lists) {
            String line = list.line() <= lines.size() ? lines.get(list.line() - 1) : "";
            Matcher named = NAMED.matcher(line);
            Optional<String> rule = named.matches()
                    ? lines.stream().filter(each -> turnsAway(each, named.group(1))).findFirst()
                    : Optional.of(line).filter(HaproxyAcls::anonymous);
            String place = list.file().startsWith("#") ? " (" + list.configuration() + ":" + list.line() + ")" : "";
            rule.ifPresent(each -> found.putIfAbsent(list.file(),
                    new Away(list.file(), PREFIX + list.file() + place, each)));
        }
        return List.copyOf(found.values());
    }

    private static boolean turnsAway(String rule, String acl) {
        Matcher matcher = TURNING_AWAY.matcher(rule);
        if (!matcher.matches()) {
            return false;
        }
        // "unless" turns the condition round.
        String wanted = matcher.group(2).equals("if") ? acl : "!" + acl;
        return List.of(matcher.group(3).split("\\s+")).contains(wanted);
    }

    private static boolean anonymous(String rule) {
        Matcher matcher = TURNING_AWAY.matcher(rule);
        if (!matcher.matches()) {
            return false;
        }
        Matcher src = ANONYMOUS.matcher(matcher.group(3));
        boolean negated = matcher.group(2).equals("unless");
        return src.find() && src.group(1).isEmpty() != negated;
    }
}
