package fr.touchweb.console.core.diagnose.proof;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a log format of Apache or nginx writes who handled a request: {@code %R} there, {@code $upstream_status} here.
 *
 * @param nginx whose format it is
 * @param pattern of a line, the value as its first group
 */
record LogPattern(boolean nginx, Pattern pattern) {
    private static final Pattern APACHE = Pattern.compile("%[<>!\\d,]*(?:\\{[^}]*})?\\^?[A-Za-z]{1,3}?");
    private static final Pattern NGINX = Pattern.compile("\\$\\{?[a-z_0-9]+}?");

    /** Of an Apache {@code LogFormat}; null when it does not name the handler. */
    static @Nullable LogPattern ofApache(String format) {
        return of(format, APACHE, "%R", false);
    }

    /** Of an nginx {@code log_format}; null when it does not name the upstream's status. */
    static @Nullable LogPattern ofNginx(String format) {
        return of(format, NGINX, "$upstream_status", true);
    }

    private static @Nullable LogPattern of(String format, Pattern fields, String wanted, boolean nginx) {
        Matcher field = fields.matcher(format);
        StringBuilder pattern = new StringBuilder("^");
        int last = 0;
        boolean found = false;
        while (field.find()) {
            pattern.append(Pattern.quote(format.substring(last, field.start())));
            char before = field.start() == 0 ? ' ' : format.charAt(field.start() - 1);
            String any = before == '"' ? "(?:[^\"\\\\]|\\\\.)*" : before == '[' ? "[^\\]]*" : "\\S*";
            if (nginx && before != '"' && field.group().matches("\\$upstream_.*")) {
                any = "(?:[^ ,]+, )*[^ ,]+";
            }
            if (!nginx && field.group().endsWith("t") && field.group().matches("%(?:\\{[^}]*})?t")) {
                any = "\\[[^\\]]*\\]";
            }
            boolean here = !found && field.group().equals(wanted);
            found |= here;
            pattern.append(here ? "(" + any + ")" : any);
            last = field.end();
        }
        return found ? new LogPattern(nginx, Pattern.compile(pattern.toString())) : null;
    }

    @Nullable
    String value(String line) {
        Matcher matcher = pattern.matcher(line);
        return matcher.find() ? matcher.group(1) : null;
    }
}
