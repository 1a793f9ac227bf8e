package fr.touchweb.console.core.ban;

import fr.touchweb.console.core.address.AddressText;
import fr.touchweb.console.core.address.Cidr;
import fr.touchweb.console.core.address.Parsed;
import fr.touchweb.console.core.ssh.Command;
import fr.touchweb.console.core.ssh.CommandResult;
import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.ssh.RemoteHost;
import fr.touchweb.console.core.text.Message;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * HAProxy through its runtime socket: stick tables whose counter gpc0 marks who is banned, maps from address to reason, and
 * lists of addresses that a rule turns away. Tables of type ipv6 know an IPv4 address only as {@code ::ffff:1.2.3.4} (reference B.3).
 */
public final class HaproxySource implements BanSource {
    private static final Pattern TABLE = Pattern.compile("# table: (\\S+), type: (\\S+),.*");
    private static final Pattern ENTRY = Pattern
            .compile("0x[0-9a-f]+: key=(\\S+) .*?\\bexp=(\\d+)\\b.*?\\bgpc0=(\\d+).*");
    private static final Pattern MAP = Pattern.compile("-?\\d+ \\((\\S+)\\) .*");
    private static final Pattern MEMBER = Pattern.compile("0x[0-9a-f]+ (\\S+)");
    private static final Pattern LINE = Pattern.compile("0x[0-9a-f]+ (\\S+) (.*)");
    private static final String MAP_PREFIX = "map ";
    private static final String TABLE_PREFIX = "table ";
    private static final String MAPPED = "::ffff:";
    private static final String GPC0 = "gpc0=";

    private final List<String> client;
    private final Clock clock;
    private final MapFile file = new MapFile();

    /** @param client hands its standard input to the runtime socket */
    public HaproxySource(List<String> client, Clock clock) {
        this.client = client.isEmpty() ? List.of("socat", "-", "/run/haproxy/admin.sock") : List.copyOf(client);
        this.clock = clock;
    }

    @Override
    public String id() {
        return "haproxy";
    }

    @Override
    public List<Ban> banned(RemoteHost host) throws RemoteException, InterruptedException {
        List<Ban> all = new ArrayList<>();
        for (String line : ask(host, "show table").lines().toList()) {
            Matcher table = TABLE.matcher(line);
            if (table.matches() && table.group(2).startsWith("ip")) {
                ask(host, "show table " + table.group(1) + " data.gpc0 gt 0").lines()
                        .forEach(entry -> inTable(table.group(1), entry, all));
            }
        }
        for (String line : ask(host, "show map").lines().toList()) {
            Matcher map = MAP.matcher(line);
            if (map.matches()) {
                ask(host, "show map " + map.group(1)).lines().forEach(entry -> inMap(map.group(1), entry, all));
            }
        }
        inLists(host, all);
        return all;
    }

    private void inLists(RemoteHost host, List<Ban> bans) throws RemoteException, InterruptedException {
        Map<String, List<HaproxyAcls>> configurations = HaproxyAcls.read(ask(host, "show acl")).stream()
                .collect(Collectors.groupingBy(HaproxyAcls::configuration, LinkedHashMap::new, Collectors.toList()));
        for (Map.Entry<String, List<HaproxyAcls>> one : configurations.entrySet()) {
            String text = Rights.run(host, Rights.command(host, List.of("cat", "--", one.getKey()))).text();
            for (HaproxyAcls.Away list : HaproxyAcls.turningAway(one.getValue(), text)) {
                for (String entry : ask(host, "show acl " + list.file()).lines().toList()) {
                    Matcher member = MEMBER.matcher(entry);
                    if (member.matches() && AddressText.parse(member.group(1)) instanceof Parsed.Read(Cidr address)) {
                        bans.add(new Ban(id(), list.name(), address, null, null, list.rule(), List.of()));
                    }
                }
            }
        }
    }

    @Override
    public Command lifting(RemoteHost host, Ban ban) throws RemoteException, InterruptedException {
        return command(host, liftingLine(host, ban));
    }

    @Override
    public Lift lift(RemoteHost host, Ban ban) throws RemoteException, InterruptedException {
        if (bans(host, ban.address()).stream().noneMatch(other -> other.list().equals(ban.list()))) {
            return Lift.NOTHING;
        }
        act(host, liftingLine(host, ban));
        if (ban.list().startsWith(HaproxyAcls.PREFIX + "#")) {
            return Lift.ofFile(false, Message.of("ban.stillInConfiguration", ban.address().toString(), ban.list()));
        }
        return ban.list().startsWith(TABLE_PREFIX) ? Lift.DONE : file.without(host, file(ban), ban.address());
    }

    @Override
    public Optional<Command> restoring(RemoteHost host, Ban ban, Lift lift)
            throws RemoteException, InterruptedException {
        return Optional.of(command(host, restoringLine(host, ban)));
    }

    @Override
    public void again(RemoteHost host, Ban ban, Lift lift) throws RemoteException, InterruptedException {
        act(host, restoringLine(host, ban));
        if (lift.kept()) {
            file.with(host, file(ban), ban.address(), ban.list().startsWith(MAP_PREFIX) ? ban.reason() : null);
        }
    }

    private String restoringLine(RemoteHost host, Ban ban) throws RemoteException, InterruptedException {
        String reason = ban.reason() == null ? "" : ban.reason();
        if (ban.list().startsWith(MAP_PREFIX)) {
            return "add map " + map(ban) + " " + ban.address() + " " + reason.replaceAll("[\\\\; ]", "\\\\$0");
        }
        return ban.list().startsWith(HaproxyAcls.PREFIX)
                ? "add acl " + HaproxyAcls.name(ban.list()) + " " + ban.address()
                : "set table " + table(ban) + " key " + key(host, ban) + " data.gpc0 "
                        + reason.substring(GPC0.length());
    }

    /** The socket reports an error as text, with exit code 0. */
    private void act(RemoteHost host, String line) throws RemoteException, InterruptedException {
        CommandResult result = Rights.run(host, command(host, line));
        if (!result.text().isBlank()) {
            throw Rights.failed(result);
        }
    }

    private String liftingLine(RemoteHost host, Ban ban) throws RemoteException, InterruptedException {
        if (ban.list().startsWith(HaproxyAcls.PREFIX)) {
            return "del acl " + HaproxyAcls.name(ban.list()) + " " + ban.address();
        }
        return ban.list().startsWith(MAP_PREFIX)
                ? "del map " + map(ban) + " " + ban.address()
                : "clear table " + table(ban) + " key " + key(host, ban);
    }

    private static String file(Ban ban) {
        return ban.list().startsWith(MAP_PREFIX) ? map(ban) : HaproxyAcls.name(ban.list());
    }

    private static String map(Ban ban) {
        return ban.list().substring(MAP_PREFIX.length());
    }

    private static String table(Ban ban) {
        return ban.list().substring(TABLE_PREFIX.length());
    }

    private String key(RemoteHost host, Ban ban) throws RemoteException, InterruptedException {
        String table = table(ban);
        boolean six = ask(host, "show table").lines().map(TABLE::matcher).filter(Matcher::matches)
                .anyMatch(m -> m.group(1).equals(table) && m.group(2).equals("ipv6"));
        return (six && !ban.address().ipv6() ? MAPPED : "") + ban.address();
    }

    private void inTable(String table, String line, List<Ban> bans) {
        Matcher entry = ENTRY.matcher(line);
        if (!entry.matches()) {
            return;
        }
        String key = entry.group(1);
        String plain = key.startsWith(MAPPED) && key.indexOf('.') > 0 ? key.substring(MAPPED.length()) : key;
        if (AddressText.parse(plain) instanceof Parsed.Read(Cidr address)) {
            Instant until = clock.instant().plus(Duration.ofMillis(Long.parseLong(entry.group(2))));
            bans.add(new Ban(id(), TABLE_PREFIX + table, address, null, until, GPC0 + entry.group(3), List.of()));
        }
    }

    private void inMap(String map, String line, List<Ban> bans) {
        Matcher entry = LINE.matcher(line);
        if (entry.matches() && AddressText.parse(entry.group(1)) instanceof Parsed.Read(Cidr address)) {
            bans.add(new Ban(id(), MAP_PREFIX + map, address, null, null, entry.group(2), List.of()));
        }
    }

    private String ask(RemoteHost host, String line) throws RemoteException, InterruptedException {
        return Rights.run(host, command(host, line)).text();
    }

    private Command command(RemoteHost host, String line) throws RemoteException, InterruptedException {
        return Rights.command(host, client).withStdin((line + "\n").getBytes(StandardCharsets.UTF_8));
    }
}
