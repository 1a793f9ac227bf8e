package fr.touchweb.console.core.rights;

import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.ssh.RemoteException.Kind;
import fr.touchweb.console.core.ssh.RemoteFiles;
import fr.touchweb.console.core.text.Message;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Names of accounts and groups as the lists of a machine, or of its jail, have them (passwd(5), group(5)). */
final class AccountNames {
    private static final int LARGEST = 1 << 20;
    private static final int NAME = 0;
    private static final int NUMBER = 2;
    private static final int MEMBERS = 3;

    private final Map<Integer, String> users = new HashMap<>();
    private final Map<Integer, String> groups = new HashMap<>();
    private final Map<String, Set<Integer>> groupsOf = new HashMap<>();

    private AccountNames() {}

    /** A jail may hold none of these lists: numbers are all there is then. */
    static AccountNames read(RemoteFiles files) throws RemoteException, InterruptedException {
        AccountNames names = new AccountNames();
        for (List<String> words : lines(files, "/etc/passwd")) {
            number(words, NUMBER).ifKnown(uid -> names.users.putIfAbsent(uid, words.get(NAME)));
        }
        for (List<String> words : lines(files, "/etc/group")) {
            number(words, NUMBER).ifKnown(gid -> {
                names.groups.putIfAbsent(gid, words.get(NAME));
                for (String member : words.size() > MEMBERS ? words.get(MEMBERS).split(",") : new String[0]) {
                    names.groupsOf.computeIfAbsent(member, unused -> new HashSet<>()).add(gid);
                }
            });
        }
        return names;
    }

    private record Number(@Nullable Integer value) {
        void ifKnown(java.util.function.IntConsumer use) {
            if (value != null) {
                use.accept(value);
            }
        }
    }

    private static Number number(List<String> words, int at) {
        return new Number(words.size() > at && words.get(at).matches("\\d{1,9}")
                ? Integer.valueOf(words.get(at))
                : null);
    }

    private static List<List<String>> lines(RemoteFiles files, String path)
            throws RemoteException, InterruptedException {
        try (InputStream in = files.read(path, 0)) {
            return new String(in.readNBytes(LARGEST), StandardCharsets.UTF_8).lines()
                    .map(line -> List.of(line.split(":", -1))).toList();
        } catch (RemoteException e) {
            if (e.kind() == Kind.NO_SUCH_FILE || e.kind() == Kind.PERMISSION) {
                return List.of();
            }
            throw e;
        } catch (IOException e) {
            throw new RemoteException(Kind.PROTOCOL, Message.of("rights.unreadable", path,
                    String.valueOf(e.getMessage())), e);
        }
    }

    String user(int uid) {
        return uid < 0 ? "?" : users.getOrDefault(uid, Integer.toString(uid));
    }

    String group(int gid) {
        return gid < 0 ? "?" : groups.getOrDefault(gid, Integer.toString(gid));
    }

    /** Logins that the machine names as of a group. */
    Set<String> members(int gid) {
        Set<String> all = new HashSet<>();
        groupsOf.forEach((login, of) -> {
            if (of.contains(gid)) {
                all.add(login);
            }
        });
        return all;
    }
}
