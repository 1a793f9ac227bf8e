package fr.touchweb.console.core.whitelist.apply;

import fr.touchweb.console.core.ban.Rights;
import fr.touchweb.console.core.policy.WhitelistPolicy;
import fr.touchweb.console.core.ssh.Command;
import fr.touchweb.console.core.ssh.CommandResult;
import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.ssh.RemoteException.Kind;
import fr.touchweb.console.core.ssh.RemoteHost;
import fr.touchweb.console.core.text.Message;
import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Files of one server that only root may touch, read and changed through our scripts; {@code sudo -n} where the account is
 * not root and may. The scripts stand beside the register, since timers run them when no console is there.
 */
public final class ServerFiles {
    private static final List<String> SCRIPTS = List.of("shared.sh", "apply.sh", "keep.sh", "timer.sh");
    private static final int READ_LIMIT = 128 << 20;

    private static final String READ = """
            at=0; for path in "$@"; do at=$((at + 1)); \
            if [ -e "$path" ] || [ -L "$path" ]; then \
            n=$(wc -c <"$path") && printf 'file %s %s\\n' $n $at && cat "$path" && echo || printf 'denied %s\\n' $at; \
            else printf 'none %s\\n' $at; fi; done; echo end""";

    private static final String INSTALL = """
            folder=$1; mkdir -p "$folder" && chmod 0750 "$folder" || exit 6; shift; cat >"$folder/.scripts" || exit 6; at=1; \
            while [ $# -ge 2 ]; do \
            tail -c +$at "$folder/.scripts" | head -c "$2" >"$folder/.$1" && mv -f "$folder/.$1" "$folder/$1" || exit 6; \
            at=$((at + $2)); shift 2; done; rm -f "$folder/.scripts"; echo end""";

    private final RemoteHost host;
    private final WhitelistPolicy policy;

    public ServerFiles(RemoteHost host, WhitelistPolicy policy) {
        this.host = host;
        this.policy = policy;
    }

    public RemoteHost host() {
        return host;
    }

    /** Path of a file beside the register. */
    public String path(String name) {
        return policy.folder() + "/" + name;
    }

    /**
     * Reads files.
     *
     * @return content by path; null where there is no file
     * @throws RemoteException with kind {@code PERMISSION} when one may not be read
     */
    public Map<String, byte @Nullable []> read(List<String> paths) throws RemoteException, InterruptedException {
        CommandResult result = host.run(privileged(READ, paths, new byte[0]).withOutputLimit(READ_LIMIT)
                .withLimit(Duration.ofSeconds(policy.commandSeconds())));
        Map<String, byte @Nullable []> found = new LinkedHashMap<>();
        byte[] out = result.stdout();
        int at = 0;
        int number = 0;
        for (String path : paths) {
            number++;
            int end = indexOf(out, at);
            String head = end < 0 ? "" : new String(out, at, end - at, StandardCharsets.UTF_8);
            if (head.equals("none " + number)) {
                found.put(path, null);
                at = end + 1;
            } else if (head.startsWith("file ") && head.endsWith(" " + number)) {
                int length = Integer.parseInt(head.substring(5, head.lastIndexOf(' ')).strip());
                if (end + 1 + length > out.length) {
                    throw failed(result);
                }
                found.put(path, Arrays.copyOfRange(out, end + 1, end + 1 + length));
                at = end + 2 + length;
            } else if (head.equals("denied " + number)) {
                throw new RemoteException(Kind.PERMISSION, Message.of("ssh.error.permission", path), null);
            } else {
                throw failed(result);
            }
        }
        return found;
    }

    /** Writes a file of ours beside the register, whole or not at all; nobody waits for it and nothing depends on it. */
    public void put(String name, byte[] content) throws RemoteException, InterruptedException {
        CommandResult result = host.run(privileged(
                "umask 027; new=$(mktemp \"$1.XXXXXX\") && cat >\"$new\" && [ \"$(wc -c <\"$new\")\" -eq \"$2\" ] "
                        + "&& mv -f \"$new\" \"$1\" || { rm -f \"$new\"; exit 1; }",
                List.of(path(name), String.valueOf(content.length)), content));
        if (!result.ok()) {
            throw failed(result);
        }
    }

    /** Whether a folder is there and may be written to. */
    public boolean folderIsThere(String path) throws RemoteException, InterruptedException {
        return host.run(privileged("[ -d \"$1\" ] && [ -w \"$1\" ]", List.of(path), new byte[0])).ok();
    }

    /** Names in a folder beside the register, in order; none where there is no such folder. */
    public List<String> names(String folder) throws RemoteException, InterruptedException {
        CommandResult result = host.run(privileged("[ -d \"$1\" ] || exit 0; ls -1 -- \"$1\"",
                List.of(path(folder)), new byte[0]));
        if (!result.ok()) {
            throw failed(result);
        }
        return result.text().lines().sorted().toList();
    }

    /** Carries a transaction through. A lost connection is an exception; whether it was done is seen by reading again. */
    public Outcome apply(Transaction transaction) throws RemoteException, InterruptedException {
        install();
        ByteArrayOutputStream payload = new ByteArrayOutputStream();
        List<String> files = new ArrayList<>();
        for (FileChange file : transaction.files()) {
            String before = !file.compared() ? "any" : file.before() == null ? "-" : sha256(file.before());
            files.addAll(List.of(file.path(), before,
                    String.valueOf(payload.size()), String.valueOf(file.after().length), file.mode()));
            payload.writeBytes(file.after());
        }
        List<String> arguments = new ArrayList<>(List.of(policy.folder(), transaction.id(),
                String.valueOf(policy.lockWaitSeconds()), String.valueOf(policy.commandSeconds()),
                String.valueOf(transaction.keepSeconds()), String.valueOf(payload.size()),
                sha256(payload.toByteArray()), String.valueOf(policy.versionsKept()), transaction.check(),
                transaction.validate(), transaction.live(), transaction.back(), transaction.probe()));
        arguments.addAll(files);
        Duration limit = Duration.ofSeconds(policy.lockWaitSeconds() + 5L * policy.commandSeconds());
        return outcome(host.run(script("apply.sh", arguments, payload.toByteArray()).withLimit(limit)));
    }

    /** Keeps a change that would undo itself; only over a connection that is newer than the change. */
    public Outcome keep(String id) throws RemoteException, InterruptedException {
        return outcome(host.run(script("keep.sh",
                List.of(policy.folder(), id, String.valueOf(policy.lockWaitSeconds())), new byte[0])));
    }

    /** Starts the timer that takes out entries whose time is over, unless it runs. */
    public void startTimer() throws RemoteException, InterruptedException {
        String start = "folder=$2 limit=$3; export folder limit; . \"$folder/shared.sh\"; : >\"$folder/.changed\"; "
                + "detach \"exec sh '$folder/timer.sh' - '$folder' $limit\"";
        CommandResult result = host.run(privileged(start,
                List.of("-", policy.folder(), String.valueOf(policy.commandSeconds())), new byte[0]));
        if (!result.ok()) {
            throw failed(result);
        }
    }

    private void install() throws RemoteException, InterruptedException {
        List<String> paths = SCRIPTS.stream().map(this::path).toList();
        Map<String, byte @Nullable []> there = read(paths);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        List<String> arguments = new ArrayList<>(List.of(policy.folder()));
        boolean same = true;
        for (String name : SCRIPTS) {
            byte[] text = resource(name);
            same &= Arrays.equals(text, there.get(path(name)));
            all.writeBytes(text);
            arguments.add(name);
            arguments.add(String.valueOf(text.length));
        }
        if (!same) {
            CommandResult result = host.run(privileged(INSTALL, arguments, all.toByteArray()));
            if (!result.ok() || !result.text().endsWith("end\n")) {
                throw failed(result);
            }
        }
    }

    private Command script(String name, List<String> arguments, byte[] stdin)
            throws RemoteException, InterruptedException {
        List<String> all = new ArrayList<>(List.of(path(name)));
        all.addAll(arguments);
        // sudo does not hand SSH_CONNECTION on, so it travels as an argument.
        return Command.script("p=$1; shift; exec " + sudo() + "sh \"$p\" \"${SSH_CONNECTION:--}\" \"$@\"",
                all.toArray(String[]::new)).withStdin(stdin);
    }

    private Command privileged(String text, List<String> arguments, byte[] stdin)
            throws RemoteException, InterruptedException {
        List<String> argv = new ArrayList<>(List.of("sh", "-c", text, "sh"));
        argv.addAll(arguments);
        return Rights.command(host, argv).withStdin(stdin);
    }

    private String sudo() throws RemoteException, InterruptedException {
        return Rights.prefix(host).isEmpty() ? "" : String.join(" ", Rights.prefix(host)) + " ";
    }

    private static Outcome outcome(CommandResult result) throws RemoteException {
        List<String> lines = result.text().lines().toList();
        List<String> steps = lines.stream().filter(line -> line.startsWith("step ")).map(line -> line.substring(5))
                .toList();
        String last = lines.isEmpty() ? "" : lines.getLast();
        if (!last.startsWith("result ")) {
            throw failed(result);
        }
        String[] words = last.split(" ", 3);
        String reason = words.length > 2 ? words[2].strip() : "";
        Outcome.Kind kind = switch (words[1]) {
            case "0" -> steps.contains("pending") ? Outcome.Kind.WAITING : Outcome.Kind.DONE;
            case "3" -> reason.startsWith("changed") ? Outcome.Kind.CONFLICT : Outcome.Kind.BUSY;
            case "4" -> Outcome.Kind.INVALID;
            case "5" -> Outcome.Kind.ROLLED_BACK;
            default -> Outcome.Kind.REFUSED;
        };
        return new Outcome(kind, steps, kind == Outcome.Kind.DONE || kind == Outcome.Kind.WAITING ? "" : reason);
    }

    private static RemoteException failed(CommandResult result) {
        String said = result.errorText().isBlank() ? result.exit().journalText() : result.errorText().strip();
        boolean denied = said.contains("ermission denied") || said.contains("a password is required");
        return new RemoteException(denied ? Kind.PERMISSION : Kind.PROTOCOL,
                Message.of("whitelist.server.said", said), null);
    }

    private static int indexOf(byte[] bytes, int from) {
        for (int i = from; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                return i;
            }
        }
        return -1;
    }

    static byte[] resource(String name) {
        try (InputStream in = ServerFiles.class.getResourceAsStream("/whitelist/" + name)) {
            if (in == null) {
                throw new FileNotFoundException(name);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** SHA-256 as hexadecimal digits. */
    public static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
