package fr.touchweb.console.core.ban;

import fr.touchweb.console.core.policy.BanPolicy;
import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.ssh.RemoteException.Kind;
import fr.touchweb.console.core.ssh.RemoteHost;
import fr.touchweb.console.core.text.Message;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Whether an address is banned again within minutes of being let go (reference B.2, step 7): the server's daemons are asked
 * over SSH, which costs no request from the address.
 */
public final class BanWatch {
    private static final String RECIDIVE = "recidive";

    private final BanPolicy policy;

    public BanWatch(BanPolicy policy) {
        this.policy = policy;
    }

    /**
     * What came of it.
     *
     * @param back the ban that came back, null when none did
     * @param after time until it was seen, or the time that was watched
     * @param fresh lines of the cause that were written meanwhile, the newest last
     */
    public record Watched(@Nullable Ban back, Duration after, List<String> fresh) {
        public Watched {
            fresh = List.copyOf(fresh);
        }

        /** Whether there is a reason to look at the cause before anything else. */
        public boolean goesOn() {
            return back != null || !fresh.isEmpty();
        }

        /** In words. @param address that was let go */
        public Message text(String address) {
            if (back != null) {
                String key = back.list().toLowerCase(Locale.ROOT).contains(RECIDIVE) ? "ban.back.recidive" : "ban.back";
                return Message.of(key, address, after.toSeconds(), back.source() + " " + back.list(), fresh.size());
            }
            return fresh.isEmpty()
                    ? Message.of("ban.watch.quiet", address, after.toMinutes(), after.toSecondsPart())
                    : Message.of("ban.watch.goesOn", address, fresh.size());
        }
    }

    /** What is known of a ban whose source and list are the same. */
    private record Key(String source, String list) {
        static Key of(Ban ban) {
            return new Key(ban.source(), ban.list());
        }
    }

    /**
     * Watches until a ban comes back, or the policy's time is over.
     *
     * @param lifted bans of one address that were lifted a moment ago
     * @param progress hears when the cause goes on before it has led to a ban
     */
    public Watched watch(RemoteHost host, List<BanSource> sources, List<Ban> lifted, BanDiagnosis.Pause pause,
            Consumer<Message> progress) throws RemoteException, InterruptedException {
        Ban first = lifted.getFirst();
        // What bans it beside and was not lifted is no ban that came back.
        Set<Key> before = BanReport.of(host, sources, first.address()).bans().stream().map(Key::of)
                .collect(Collectors.toCollection(HashSet::new));
        lifted.forEach(ban -> before.remove(Key.of(ban)));
        List<String> known = causes(host, sources, lifted);
        Duration passed = Duration.ZERO;
        List<String> fresh = List.of();
        while (passed.compareTo(policy.watch()) < 0) {
            pause.pass(policy.watchEvery());
            passed = passed.plus(policy.watchEvery());
            BanReport report = BanReport.of(host, sources, first.address());
            Message silent = report.silent().get(first.source());
            if (silent != null) {
                throw new RemoteException(Kind.PROTOCOL,
                        Message.of("ban.watch.unknown", first.address().toString(), silent), null);
            }
            Ban back = report.bans().stream().filter(ban -> !before.contains(Key.of(ban))).findFirst().orElse(null);
            List<String> now = causes(host, sources, lifted);
            // One by one: a second may hold several lines that read the same.
            known.forEach(now::remove);
            if (back != null) {
                return new Watched(back, passed, now);
            }
            if (now.size() > fresh.size()) {
                progress.accept(Message.of("ban.watch.goesOn", first.address().toString(), now.size()));
            }
            fresh = now;
        }
        return new Watched(null, passed, fresh);
    }

    private static List<String> causes(RemoteHost host, List<BanSource> sources, List<Ban> lifted)
            throws RemoteException, InterruptedException {
        List<String> lines = new ArrayList<>();
        for (Ban ban : lifted) {
            for (BanSource source : sources) {
                if (source.id().equals(ban.source())) {
                    lines.addAll(source.causes(host, ban));
                }
            }
        }
        return lines;
    }
}
