package fr.touchweb.console.core.fleet.facts;

import fr.touchweb.console.core.fleet.facts.Facts.Load;
import fr.touchweb.console.core.fleet.facts.Facts.Memory;
import fr.touchweb.console.core.fleet.facts.Facts.Updates;
import fr.touchweb.console.core.fleet.facts.ProbeSections.Section;
import fr.touchweb.console.core.text.Message;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Turns the probe's output into facts. What it cannot read is unknown with a reason, never a default. */
public final class FactsParser {
    private static final Pattern LOAD = Pattern.compile("load average: ([0-9.]+),? ([0-9.]+),? ([0-9.]+)");
    private static final Pattern PAGESPEED_MODULE = Pattern.compile("\\bpagespeed_module\\b");

    private final ProbeOutput output;
    private final ProbeSections sections;
    private final Instant at;

    private FactsParser(ProbeOutput output) {
        this.output = output;
        this.sections = new ProbeSections(output);
        this.at = output.at();
    }

    public static Facts parse(ProbeOutput output) {
        return new FactsParser(output).facts();
    }

    private Facts facts() {
        return new Facts(at, output.jail(), system(), fact("uname", Section::first), uptime(), load(), processors(),
                memory(), new MountReader(sections, at).mounts(), new RaidReader(sections, at).raid(),
                virtualisation(), new SoftwareReader(sections, output).software(), pageSpeed(), zone(),
                clockOffset(), updates(), reboot());
    }

    /** A fact read from one section; what the reader cannot make sense of (null or an exception) is unknown. */
    private <T> Fact<T> fact(String key, Function<Section, @Nullable T> reader) {
        Section section = sections.get(key);
        if (section == null || !section.worked()) {
            return Fact.unknown(sections.reason(key));
        }
        T value;
        try {
            value = reader.apply(section);
        } catch (NumberFormatException | IndexOutOfBoundsException e) {
            value = null;
        }
        if (value == null || value instanceof String text && text.isBlank()) {
            return Fact.unknown(Message.of("fleet.unknown.unread", section.source(), section.first()));
        }
        return new Fact.Known<>(value, at, section.source());
    }

    private <T> Fact<T> either(Fact<T> first, Fact<T> second) {
        return first.isKnown() || !second.isKnown() ? first : second;
    }

    private Fact<Facts.System> system() {
        return fact("os", section -> {
            Map<String, String> keys = new HashMap<>();
            for (String line : section.lines()) {
                int equal = line.indexOf('=');
                if (equal > 0) {
                    keys.put(line.substring(0, equal).strip(), unquoted(line.substring(equal + 1).strip()));
                }
            }
            String id = keys.getOrDefault("ID", "");
            if (id.isEmpty()) {
                return null;
            }
            String version = keys.getOrDefault("VERSION_ID", "");
            Section precise = sections.get("debian");
            // Debian's os-release knows the major version alone; testing writes a name there, which says less.
            if (id.equals("debian") && precise != null && precise.first().matches("\\d+(\\.\\d+)*")) {
                version = precise.first();
            }
            String name = keys.getOrDefault("NAME", id);
            return new Facts.System(id, version, name.replace(" GNU/Linux", ""));
        });
    }

    private static String unquoted(String value) {
        return value.length() >= 2 && (value.startsWith("\"") && value.endsWith("\"")
                || value.startsWith("'") && value.endsWith("'")) ? value.substring(1, value.length() - 1) : value;
    }

    private Fact<Duration> uptime() {
        return fact("uptime", section -> Duration
                .ofSeconds((long) Double.parseDouble(section.first().split(" ", 2)[0])));
    }

    private Fact<Load> load() {
        Fact<Load> file = fact("loadavg", section -> {
            String[] parts = section.first().split(" ");
            return new Load(Double.parseDouble(parts[0]), Double.parseDouble(parts[1]),
                    Double.parseDouble(parts[2]));
        });
        return either(file, fact("uptimecmd", section -> {
            Matcher matcher = LOAD.matcher(section.first());
            return matcher.find()
                    ? new Load(Double.parseDouble(matcher.group(1)), Double.parseDouble(matcher.group(2)),
                            Double.parseDouble(matcher.group(3)))
                    : null;
        }));
    }

    private Fact<Integer> processors() {
        Fact<Integer> told = fact("nproc", section -> {
            int count = Integer.parseInt(section.first().strip());
            return count > 0 ? count : null;
        });
        return either(told, fact("cpuinfo", section -> {
            int count = (int) section.lines().stream().filter(line -> line.startsWith("processor")).count();
            return count > 0 ? count : null;
        }));
    }

    private Fact<Memory> memory() {
        return fact("meminfo", section -> {
            Map<String, Long> bytes = new HashMap<>();
            for (String line : section.lines()) {
                String[] parts = line.split("[:\\s]+");
                if (parts.length >= 2) {
                    bytes.put(parts[0], Long.parseLong(parts[1]) << 10);
                }
            }
            Long total = bytes.get("MemTotal");
            Long available = bytes.get("MemAvailable");
            if (available == null && bytes.containsKey("MemFree")) {
                // Kernels before 3.14 do not tell; this is the estimate that free(1) showed then.
                available = bytes.getOrDefault("MemFree", 0L) + bytes.getOrDefault("Buffers", 0L)
                        + bytes.getOrDefault("Cached", 0L);
            }
            return total == null || available == null
                    ? null
                    : new Memory(total, available, bytes.getOrDefault("SwapTotal", 0L),
                            bytes.getOrDefault("SwapFree", 0L));
        });
    }

    private Fact<String> virtualisation() {
        Section told = sections.get("virt");
        // It exits with 1 and says "none" on bare metal: an answer, not a failure.
        if (told != null && told.first().matches("[a-z0-9-]+")) {
            return new Fact.Known<>(told.first(), at, told.source());
        }
        return either(fact("product", section -> {
            String product = section.first();
            for (String known : Set.of("KVM", "VMware", "VirtualBox", "OpenStack", "HVM", "Virtual Machine",
                    "Standard PC")) {
                if (product.contains(known)) {
                    return product;
                }
            }
            return null;
        }), Fact.unknown(sections.reason("virt", "product")));
    }

    private Fact<Boolean> pageSpeed() {
        if (Boolean.TRUE.equals(output.jail())) {
            return Fact.unknown(Message.of("fleet.unknown.jail"));
        }
        List<String> files = sections.lines("pagespeed");
        if (!files.isEmpty()) {
            return new Fact.Known<>(true, at, files.get(0));
        }
        Section nginx = sections.get("nginx");
        if (nginx != null && nginx.lines().stream().anyMatch(line -> line.contains("ngx_pagespeed"))) {
            return new Fact.Known<>(true, at, nginx.source());
        }
        Section modules = sections.get("modules");
        if (modules != null && modules.worked()) {
            return new Fact.Known<>(modules.lines().stream().anyMatch(line -> PAGESPEED_MODULE.matcher(line).find()),
                    at, modules.source());
        }
        List<String> folders = sections.lines("apachedir");
        if (!folders.isEmpty()) {
            return new Fact.Known<>(false, at, folders.get(0));
        }
        Section packages = sections.get("dpkg");
        if (packages != null && packages.worked()
                && packages.lines().stream().noneMatch(line -> line.contains("|apache2|"))) {
            return new Fact.Known<>(false, at, packages.source());
        }
        return Fact.unknown(sections.reason("modules"));
    }

    private Fact<String> zone() {
        Fact<String> link = fact("localtime", section -> {
            int start = section.first().indexOf("zoneinfo/");
            return start < 0 ? null : zoneName(section.first().substring(start + "zoneinfo/".length()));
        });
        Fact<String> file = fact("timezone", section -> zoneName(section.first().strip()));
        Fact<String> offset = fact("date", section -> {
            String[] parts = section.first().split(" ");
            return parts[1].matches("[+-]\\d{4}") ? parts[1].substring(0, 3) + ":" + parts[1].substring(3) : null;
        });
        Fact<String> best = either(either(link, file), offset);
        return best.isKnown() || output.zone() == null
                ? best
                : new Fact.Known<>(output.zone(), at, "date");
    }

    private static @Nullable String zoneName(String name) {
        try {
            return ZoneId.of(name).getId();
        } catch (DateTimeException e) {
            return null;
        }
    }

    private Fact<Duration> clockOffset() {
        return output.clockOffset() == null
                ? Fact.unknown(Message.of("fleet.unknown.clock"))
                : new Fact.Known<>(output.clockOffset(), at, "date");
    }

    private Fact<Updates> updates() {
        if (Boolean.TRUE.equals(output.jail())) {
            return Fact.unknown(Message.of("fleet.unknown.jail"));
        }
        Fact<Updates> counted = fact("updates", section -> {
            String last = section.lines().get(section.lines().size() - 1);
            String[] parts = last.split(" ");
            return parts.length == 3 && parts[0].equals("count")
                    ? new Updates(Integer.parseInt(parts[1]), Integer.parseInt(parts[2]))
                    : null;
        });
        // Without package lists apt knows of no update, which is not the same as there being none.
        return counted.isKnown() && sections.lines("aptlists").isEmpty()
                ? Fact.unknown(Message.of("fleet.unknown.noLists"))
                : counted;
    }

    private Fact<Boolean> reboot() {
        List<String> lines = sections.lines("reboot");
        if (Boolean.TRUE.equals(output.jail())) {
            return Fact.unknown(Message.of("fleet.unknown.jail"));
        }
        return lines.isEmpty()
                ? Fact.unknown(sections.reason("reboot"))
                : new Fact.Known<>(lines.get(0).equals("yes"), at, "/run/reboot-required");
    }
}
