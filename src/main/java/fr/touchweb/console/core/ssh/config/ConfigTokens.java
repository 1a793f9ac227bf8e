package fr.touchweb.console.core.ssh.config;

import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The {@code %} tokens, {@code ~} and <code>${VARIABLE}</code> of ssh_config(5) in file names; {@code ssh -G} of OpenSSH 9.2
 * leaves them in IdentityFile.
 */
record ConfigTokens(Path home, Map<String, String> environment, String original, String hostName, int port,
        String user, String localUser, String localHost, @Nullable String hostKeyAlias, @Nullable String uid) {
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^}]*)}");

    /** The value without tokens, null when it has one that is not known here. */
    @Nullable
    String expand(String value) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c != '%') {
                out.append(c);
                continue;
            }
            if (++i == value.length()) {
                return null;
            }
            String token = token(value.charAt(i));
            if (token == null) {
                return null;
            }
            out.append(token);
        }
        Matcher matcher = VARIABLE.matcher(out);
        StringBuilder full = new StringBuilder();
        while (matcher.find()) {
            String variable = environment.get(matcher.group(1));
            if (variable == null) {
                return null;
            }
            matcher.appendReplacement(full, Matcher.quoteReplacement(variable));
        }
        matcher.appendTail(full);
        return full.toString();
    }

    /** The value as a file of the person's, null when it has a token that is not known here. */
    @Nullable
    Path file(String value) {
        String full = expand(value);
        if (full == null || full.indexOf('\0') >= 0) {
            return null;
        }
        if (full.equals("~")) {
            return home;
        }
        return full.startsWith("~/") ? home.resolve(full.substring(2)) : home.resolve(full);
    }

    private @Nullable String token(char letter) {
        return switch (letter) {
            case '%' -> "%";
            case 'd' -> home.toString();
            case 'h' -> hostName;
            case 'i' -> uid;
            case 'k' -> hostKeyAlias == null ? original : hostKeyAlias;
            case 'L' -> localHost.replaceFirst("\\..*", "");
            case 'l' -> localHost;
            case 'n' -> original;
            case 'p' -> Integer.toString(port);
            case 'r' -> user;
            case 'u' -> localUser;
            default -> null;
        };
    }
}
