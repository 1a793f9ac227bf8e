package fr.touchweb.console.core.fleet.facts;

import fr.touchweb.console.core.fleet.facts.Facts.Mount;
import fr.touchweb.console.core.fleet.facts.ProbeSections.Section;
import fr.touchweb.console.core.text.Message;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** File systems with room for data, from {@code df -P}, {@code df -Pi} and the mount table. */
final class MountReader {
    /** Blocks, used, available, percent and mount point stand at the end, so a device may hold blanks. */
    private static final Pattern LINE = Pattern.compile("(.+?)\\s+(\\d+)\\s+(\\d+)\\s+(-?\\d+)\\s+(\\d+|-)%?\\s+(/.*)");
    private static final Set<String> PSEUDO = Set.of("tmpfs", "devtmpfs", "udev", "overlay", "proc", "sysfs", "cgroup",
            "cgroup2", "devpts", "mqueue", "squashfs", "efivarfs", "ramfs", "none", "shm", "run", "dev", "iso9660");
    private static final Pattern OCTAL = Pattern.compile("\\\\([0-7]{3})");

    private final ProbeSections sections;
    private final Instant at;

    MountReader(ProbeSections sections, Instant at) {
        this.sections = sections;
        this.at = at;
    }

    Fact<List<Mount>> mounts() {
        Section df = sections.get("df");
        if (df == null) {
            return Fact.unknown(sections.reason("df"));
        }
        Map<String, String> types = types();
        Map<String, Integer> inodes = inodes();
        List<Mount> mounts = new ArrayList<>();
        for (String line : df.lines()) {
            Matcher matcher = LINE.matcher(line);
            if (matcher.matches()) {
                String point = matcher.group(6);
                String type = types.get(point);
                long used = Long.parseLong(matcher.group(3)) << 10;
                long available = Math.max(0, Long.parseLong(matcher.group(4)) << 10);
                long size = Long.parseLong(matcher.group(2)) << 10;
                if (size > 0 && !isPseudo(matcher.group(1), type, point)) {
                    int percent = matcher.group(5).equals("-")
                            ? percent(used, available)
                            : Integer.parseInt(matcher.group(5));
                    mounts.add(new Mount(matcher.group(1), point, type, size, used, available, percent,
                            inodes.get(point)));
                }
            }
        }
        // df exits with 1 when one of many file systems cannot be looked at; what it did tell still counts.
        if (mounts.isEmpty()) {
            return Fact.unknown(df.worked() ? Message.of("fleet.unknown.noDisks") : sections.reason("df"));
        }
        return new Fact.Known<>(List.copyOf(mounts), at, df.source());
    }

    /** A container's root is an overlay, and still the disk that fills up. */
    private static boolean isPseudo(String device, @Nullable String type, String point) {
        if (point.equals("/") || point.equals("/tmp")) {
            return false;
        }
        return PSEUDO.contains(device) || type != null && PSEUDO.contains(type) || type == null && !device.contains("/")
                || point.startsWith("/proc") || point.startsWith("/sys") || point.startsWith("/dev/")
                || point.startsWith("/snap/") || point.startsWith("/var/lib/docker/");
    }

    private static int percent(long used, long available) {
        return used + available == 0 ? 0 : (int) ((used * 100 + used + available - 1) / (used + available));
    }

    private Map<String, Integer> inodes() {
        Map<String, Integer> percents = new HashMap<>();
        Section dfi = sections.get("dfi");
        for (String line : dfi == null ? List.<String>of() : dfi.lines()) {
            Matcher matcher = LINE.matcher(line);
            // File systems that make inodes as they go count none.
            if (matcher.matches() && !matcher.group(5).equals("-") && !matcher.group(2).equals("0")) {
                percents.put(matcher.group(6), Integer.parseInt(matcher.group(5)));
            }
        }
        return percents;
    }

    private Map<String, String> types() {
        Map<String, String> types = new HashMap<>();
        Section table = sections.get("mounts");
        for (String line : table == null ? List.<String>of() : table.lines()) {
            String[] parts = line.split(" ");
            if (parts.length >= 3) {
                types.put(unescaped(parts[1]), parts[2]);
            }
        }
        Section command = sections.get("mountcmd");
        for (String line : command == null ? List.<String>of() : command.lines()) {
            Matcher matcher = Pattern.compile(".+ on (/.*) type (\\S+) .*").matcher(line);
            if (matcher.matches()) {
                types.put(matcher.group(1), matcher.group(2));
            }
        }
        return types;
    }

    private static String unescaped(String text) {
        return OCTAL.matcher(text).replaceAll(
                result -> Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(result.group(1), 8))));
    }
}
