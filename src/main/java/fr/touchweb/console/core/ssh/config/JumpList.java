package fr.touchweb.console.core.ssh.config;

import fr.touchweb.console.core.ssh.SshTarget;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The value of ProxyJump: {@code [user@]host[:port]} or {@code ssh://...}, several with commas, nearest to us first. */
final class JumpList {
    private static final Pattern HOP = Pattern
            .compile(
                    "(?:ssh://)?(?:(?<user>[^/]+)@)?(?:\\[(?<v6>[^\\]]+)]|(?<host>[^:\\[\\]]+|[0-9a-fA-F:]+:[0-9a-fA-F:]*))"
                            + "(?::(?<port>[0-9]{1,5}))?/?");

    private JumpList() {}

    /** @throws IllegalArgumentException with the part that is none */
    static List<SshTarget> parse(String value) {
        if (value.equalsIgnoreCase("none")) {
            return List.of();
        }
        List<SshTarget> hops = new ArrayList<>();
        for (String part : value.split(",", -1)) {
            Matcher matcher = HOP.matcher(part.strip());
            if (!matcher.matches()) {
                throw new IllegalArgumentException(part);
            }
            String host = matcher.group("v6") == null ? matcher.group("host") : matcher.group("v6");
            Integer port = matcher.group("port") == null ? null : Integer.valueOf(matcher.group("port"));
            if (host.startsWith("-") || port != null && (port < 1 || port > 65535)) {
                throw new IllegalArgumentException(part);
            }
            hops.add(new SshTarget(host, host, port, matcher.group("user"), List.of()));
        }
        return hops;
    }
}
