package fr.touchweb.console.desktop.logs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Text of a record set out to be read: JSON, serialised PHP and SQL over lines, a query string without its escapes. */
final class Pretty {
    private static final int LONGEST = 64 << 10;
    private static final JsonMapper JSON = new JsonMapper();
    /** Words that begin a part of a statement, outside of strings. */
    private static final Pattern CLAUSE = Pattern.compile(
            "(?<!LEFT|RIGHT|INNER|CROSS|OUTER)\\s+(?=(?:FROM|(?:LEFT|RIGHT|INNER|CROSS|OUTER|STRAIGHT_)?\\s*JOIN|WHERE|GROUP BY|ORDER BY|HAVING|LIMIT|UNION"
                    + "|SET|VALUES|ON DUPLICATE KEY)\\b)|(?<=\\s)(?=(?:AND|OR)\\s)",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern STRING = Pattern
            .compile("'(?:[^'\\\\]|\\\\.|'')*+'|\"(?:[^\"\\\\]|\\\\.)*+\"|`[^`]*+`");

    private Pretty() {}

    /** JSON over lines; the text as it stands when it is none, or too long. */
    static String json(String text) {
        String stripped = text.strip();
        if (stripped.length() > LONGEST || !stripped.startsWith("{") && !stripped.startsWith("[")) {
            return text;
        }
        try {
            JsonNode node = JSON.readTree(stripped);
            return node.isContainerNode() ? node.toPrettyString() : text;
        } catch (JsonProcessingException e) {
            // Something else that begins with a bracket.
            return text;
        }
    }

    /** JSON, or what PHP serialised, over lines; the text as it stands when it is neither. */
    static String value(String text) {
        return text.length() > LONGEST
                ? text
                : PhpText.read(text.strip()).map(JsonNode::toPrettyString).orElseGet(() -> json(text));
    }

    /** A statement with each of its parts on a line of its own; strings stay as they are. */
    static String sql(String statement) {
        if (statement.length() > LONGEST) {
            return statement;
        }
        StringBuilder text = new StringBuilder();
        Matcher strings = STRING.matcher(statement);
        int at = 0;
        while (strings.find()) {
            text.append(CLAUSE.matcher(statement.substring(at, strings.start())).replaceAll("\n"))
                    .append(strings.group());
            at = strings.end();
        }
        return text.append(CLAUSE.matcher(statement.substring(at)).replaceAll("\n")).toString().strip();
    }

    /** A trace that Apache's error log has on one line, as PHP wrote it (reference logs 5.2). */
    static String trace(String line) {
        return line.replace("\\n", "\n").replace("\\t", "\t");
    }

    /** A path whose escapes are read; as it stands where they are none. */
    static String path(String path) {
        if (path.indexOf('%') < 0) {
            return path;
        }
        try {
            return URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            // A per cent sign that is one.
            return path;
        }
    }
}
