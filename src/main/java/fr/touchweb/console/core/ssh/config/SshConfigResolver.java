package fr.touchweb.console.core.ssh.config;

import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.ssh.SshEnvironment;
import fr.touchweb.console.core.ssh.SshTarget;
import fr.touchweb.console.core.text.Message;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Turns what a person asked for into where to connect. Explicit values of the target win over {@code ssh_config}. Blocks for
 * the time of an {@code ssh -G}; answers are kept for a minute. Safe on any thread.
 */
public final class SshConfigResolver {
    private static final int DEFAULT_PORT = 22;
    private static final int MOST_HOPS = 8;
    private static final Duration KEPT = Duration.ofSeconds(60);

    private record Question(@Nullable String config, String host, @Nullable Integer port, @Nullable String user,
            long modified) {}

    private record Answer(ConfigValues values, List<Message> notes, long millis) {}

    private final @Nullable SshProgram program;
    private final Map<String, String> environment;
    private final InstantSource clock;
    private final Map<Question, Answer> answers = new ConcurrentHashMap<>();

    /**
     * @param program the {@code ssh} program, null where there is none
     * @param environment variables of this process
     */
    public SshConfigResolver(@Nullable Path program, Map<String, String> environment, InstantSource clock) {
        this.program = program == null ? null : new SshProgram(program, environment);
        this.environment = Map.copyOf(environment);
        this.clock = clock;
    }

    /** The {@code ssh} program of a search path, null when there is none. */
    public static @Nullable Path findProgram(Map<String, String> environment, String osName) {
        boolean windows = osName.startsWith("Windows");
        String name = "ssh" + (windows ? ".exe" : "");
        String path = environment.getOrDefault("PATH", environment.getOrDefault("Path", ""));
        return Stream.of(path.split(windows ? ";" : ":")).filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, name)).filter(Files::isExecutable).findFirst().orElse(null);
    }

    /**
     * @throws RemoteException of kind {@link RemoteException.Kind#CONFIGURATION} when the target or the configuration cannot
     *         work
     */
    public ResolvedTarget resolve(SshTarget target, SshEnvironment env) throws RemoteException, InterruptedException {
        return resolve(target, env, 0);
    }

    private ResolvedTarget resolve(SshTarget target, SshEnvironment env, int depth)
            throws RemoteException, InterruptedException {
        check(target);
        if (depth > MOST_HOPS) {
            throw fault(Message.of("ssh.config.jumpLoop", target.host()));
        }
        if (!env.useSshConfig()) {
            ResolvedTarget via = chain(target.jump(), env, depth);
            return new ResolvedTarget(target, target.host(), target.port() == null ? DEFAULT_PORT : target.port(),
                    target.user() == null ? localUser() : target.user(), null, env.identities(), false, List.of(),
                    false, env.agentSocket(), ownFirst(env, List.of()), List.of(), via, null, List.of());
        }
        Answer answer = ask(target, env);
        ConfigValues values = answer.values();
        List<Message> notes = new ArrayList<>(answer.notes());

        String user = target.user() != null ? target.user() : or(values.first("user"), localUser());
        int port = target.port() != null ? target.port() : port(values.first("port"), target.host());
        String named = or(values.first("hostname"), target.host());
        if (program == null) { // ssh -G has done it already
            named = named.replace("%h", target.host()).replace("%%", "%");
        }
        String alias = values.first("hostkeyalias");
        ConfigTokens tokens = new ConfigTokens(env.home(), environment, target.host(), named, port, user, localUser(),
                localHost(), alias, uid(env.home()));

        List<String> identities = values.all("identityfile");
        boolean identitiesNamed = !identities.isEmpty() && !identities.equals(defaultIdentities(env));
        List<Path> identityFiles = identitiesNamed ? files(identities, tokens, notes) : env.identities();
        boolean identitiesOnly = "yes".equalsIgnoreCase(values.first("identitiesonly"));

        List<SshTarget> jump = target.jump();
        String proxyJump = values.first("proxyjump");
        if (jump.isEmpty() && proxyJump != null) {
            try {
                jump = JumpList.parse(proxyJump);
            } catch (IllegalArgumentException e) {
                throw fault(Message.of("ssh.config.badJump", target.host(), proxyJump));
            }
        }
        String proxyCommand = values.first("proxycommand");
        boolean command = jump.isEmpty() && proxyCommand != null && !proxyCommand.equalsIgnoreCase("none");
        if (command) {
            notes.add(Message.of("ssh.config.proxyCommand", target.host()));
        }
        ResolvedTarget via = chain(jump, env, depth);
        return new ResolvedTarget(target, named, port, user, alias, identityFiles, identitiesNamed,
                files(values.all("certificatefile"), tokens, notes), identitiesOnly,
                agent(values.first("identityagent"), env, tokens, notes),
                ownFirst(env, knownHosts(values, env, tokens, notes)), revoked(values, tokens), via,
                command ? proxyCommand : null, notes);
    }

    private static void check(SshTarget target) throws RemoteException {
        String host = target.host();
        if (host.isEmpty() || host.startsWith("-") || host.chars().anyMatch(c -> c <= ' ' || c == 0x7f)) {
            throw fault(Message.of("ssh.config.badHost", host));
        }
        String user = target.user();
        if (user != null && (user.isEmpty() || user.startsWith("-") || user.chars().anyMatch(c -> c < ' '))) {
            throw fault(Message.of("ssh.config.badUser", user));
        }
        Integer port = target.port();
        if (port != null && (port < 1 || port > 65535)) {
            throw fault(Message.of("ssh.config.badPort", host, port.toString()));
        }
    }

    /** Hops as {@code ssh -J} takes them: only the first may bring hops of its own. */
    private @Nullable ResolvedTarget chain(List<SshTarget> jump, SshEnvironment env, int depth)
            throws RemoteException, InterruptedException {
        ResolvedTarget via = null;
        for (SshTarget hop : jump) {
            ResolvedTarget resolved = resolve(hop, env, depth + 1);
            via = via == null ? resolved : through(resolved, via);
        }
        return via;
    }

    private static ResolvedTarget through(ResolvedTarget hop, ResolvedTarget via) {
        return new ResolvedTarget(hop.target(), hop.hostName(), hop.port(), hop.user(), hop.hostKeyAlias(),
                hop.identityFiles(), hop.identitiesNamed(), hop.certificateFiles(), hop.identitiesOnly(),
                hop.agentSocket(), hop.knownHosts(), hop.revokedKeys(), via, hop.proxyCommand(), hop.notes());
    }

    private Answer ask(SshTarget target, SshEnvironment env) throws RemoteException, InterruptedException {
        String config = configOf(env);
        Question question = new Question(config, target.host(), target.port(), target.user(), modified(env));
        Answer last = answers.get(question);
        long now = clock.millis();
        if (last != null && now - last.millis() < KEPT.toMillis() && now >= last.millis()) {
            return last;
        }
        Answer answer = program != null
                ? new Answer(program.valuesFor(config, target.host(), target.port(), target.user()), List.of(), now)
                : ownReading(target, env, now);
        answers.values().removeIf(old -> now - old.millis() >= KEPT.toMillis());
        answers.put(question, answer);
        return answer;
    }

    private Answer ownReading(SshTarget target, SshEnvironment env, long now) throws RemoteException {
        List<Path> files = new ArrayList<>(List.of(userConfig(env)));
        if (configOf(env) == null) {
            files.add(Path.of("/etc/ssh/ssh_config"));
        }
        try {
            SshConfigFile file = SshConfigFile.read(files, env.home());
            List<Message> notes = new ArrayList<>();
            if (Files.exists(userConfig(env))) {
                notes.add(Message.of("ssh.config.noProgram"));
            }
            notes.addAll(file.notes());
            return new Answer(file.valuesFor(target.host()), notes, now);
        } catch (IOException e) {
            throw fault(Message.of("ssh.config.unreadable", String.valueOf(e.getMessage())));
        }
    }

    private static Path userConfig(SshEnvironment env) {
        return env.home().resolve(".ssh/config");
    }

    /** Null when the home is the person's real one, so that ssh reads its usual files, the system's too. */
    private @Nullable String configOf(SshEnvironment env) {
        String real = environment.getOrDefault("HOME", environment.get("USERPROFILE"));
        if (real != null && env.home().equals(Path.of(real))) {
            return null;
        }
        return Files.exists(userConfig(env)) ? userConfig(env).toString() : "none";
    }

    private static long modified(SshEnvironment env) {
        try {
            return Files.getLastModifiedTime(userConfig(env)).toMillis();
        } catch (IOException e) {
            return -1; // not there, or not readable: ssh will say so
        }
    }

    /** The key files that this version of ssh tries when none is named; they say nothing about the person's wishes. */
    private List<String> defaultIdentities(SshEnvironment env) throws RemoteException, InterruptedException {
        if (program == null) {
            return List.of();
        }
        Question question = new Question("none", "defaults", null, null, 0);
        Answer answer = answers.get(question);
        if (answer == null) {
            answer = new Answer(program.valuesFor("none", "defaults", null, null), List.of(), clock.millis());
            answers.put(question, answer);
        }
        return answer.values().all("identityfile");
    }

    private static List<Path> files(List<String> values, ConfigTokens tokens, List<Message> notes) {
        List<Path> files = new ArrayList<>();
        for (String value : values) {
            if (value.equalsIgnoreCase("none")) {
                continue;
            }
            Path file = tokens.file(value);
            if (file == null) {
                notes.add(Message.of("ssh.config.token", value));
            } else {
                files.add(file);
            }
        }
        return files;
    }

    private @Nullable Path agent(@Nullable String value, SshEnvironment env, ConfigTokens tokens,
            List<Message> notes) {
        if (value == null || value.equals("SSH_AUTH_SOCK")) {
            return env.agentSocket();
        }
        if (value.equalsIgnoreCase("none")) {
            return null;
        }
        String variable = value.startsWith("$") && !value.startsWith("${")
                ? environment.get(value.substring(1))
                : value;
        Path socket = variable == null ? null : tokens.file(variable);
        if (socket == null) {
            notes.add(Message.of("ssh.config.token", value));
        }
        return socket;
    }

    private List<Path> knownHosts(ConfigValues values, SshEnvironment env, ConfigTokens tokens, List<Message> notes) {
        List<String> user = split(values.all("userknownhostsfile"));
        List<String> all = new ArrayList<>();
        // Its own default names the home of the account, which is not ours when the console was given another one.
        boolean usual = user.size() == 2 && user.get(0).endsWith("/.ssh/known_hosts")
                && user.get(1).equals(user.get(0) + "2");
        all.addAll(usual || user.isEmpty() ? List.of("~/.ssh/known_hosts", "~/.ssh/known_hosts2") : user);
        List<String> global = split(values.all("globalknownhostsfile"));
        all.addAll(global.isEmpty() ? List.of("/etc/ssh/ssh_known_hosts", "/etc/ssh/ssh_known_hosts2") : global);
        return files(all, tokens, notes);
    }

    private static List<Path> revoked(ConfigValues values, ConfigTokens tokens) throws RemoteException {
        String value = values.first("revokedhostkeys");
        if (value == null || value.equalsIgnoreCase("none")) {
            return List.of();
        }
        Path file = tokens.file(value);
        if (file == null) { // never by a note alone: it would let revoked keys pass
            throw fault(Message.of("ssh.config.token", value));
        }
        return List.of(file);
    }

    /** {@code ssh -G} prints several files in one line and does not quote spaces. */
    private static List<String> split(List<String> values) {
        return values.stream().flatMap(value -> Stream.of(value.split(" (?=[/~])")))
                .collect(Collectors.toCollection(ArrayList::new));
    }

    private static List<Path> ownFirst(SshEnvironment env, List<Path> more) {
        Set<Path> files = new LinkedHashSet<>();
        files.add(env.ownKnownHosts());
        files.addAll(env.knownHosts());
        files.addAll(more);
        return List.copyOf(files);
    }

    private static int port(@Nullable String value, String host) throws RemoteException {
        if (value == null) {
            return DEFAULT_PORT;
        }
        try {
            int port = Integer.parseInt(value);
            if (port >= 1 && port <= 65535) {
                return port;
            }
        } catch (NumberFormatException e) {
            throw fault(Message.of("ssh.config.badPort", host, value));
        }
        throw fault(Message.of("ssh.config.badPort", host, value));
    }

    private static String or(@Nullable String value, String otherwise) {
        return value == null ? otherwise : value;
    }

    private static String localUser() {
        return System.getProperty("user.name", "");
    }

    private static String localHost() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }

    private static @Nullable String uid(Path home) {
        try {
            return String.valueOf(Files.getAttribute(home, "unix:uid"));
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            return null; // no such thing here
        }
    }

    private static RemoteException fault(Message text) {
        return new RemoteException(RemoteException.Kind.CONFIGURATION, text, null);
    }
}
