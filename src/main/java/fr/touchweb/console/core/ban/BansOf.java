package fr.touchweb.console.core.ban;

import fr.touchweb.console.core.address.Cidr;
import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.text.Message;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** What a server says of the bans of one address: its daemons, and the log of its proxy. */
final class BansOf {
    private static final int LOG_BYTES = 8 << 20;

    private final Clock clock;

    BansOf(Clock clock) {
        this.clock = clock;
    }

    /** @param notes hears who did not answer, what the proxy's log tells, and what there was before */
    List<Ban> of(Vantage server, Cidr address, List<Message> notes) throws InterruptedException {
        try {
            List<BanSource> sources = BanSources.of(server.server(), server.host(), clock);
            BanReport report = BanReport.of(server.host(), sources, address);
            report.silent().forEach((id, why) -> notes.add(Message.of("ban.note.silent", id, why)));
            if (report.knowsNothing()) {
                notes.add(Message.of("ban.note.nobodyAsked"));
            }
            ProxyLog log = ProxyLog.read(server.host(), server.proxyLogs(), address, LOG_BYTES);
            notes(log, address, report.bans(), notes);
            for (BanSource source : sources) {
                if (report.asked().contains(source.id())) {
                    past(source, server, address, notes);
                }
            }
            List<Ban> bans = new ArrayList<>();
            for (Ban ban : report.bans()) {
                bans.add(ban.source().equals("haproxy") && ban.causes().isEmpty() ? ban.withCauses(log.last()) : ban);
            }
            return bans;
        } catch (RemoteException e) {
            notes.add(e.text());
            return List.of();
        }
    }

    /** What there was before is worth a word, and its absence costs none of what there is now. */
    private static void past(BanSource source, Vantage server, Cidr address, List<Message> notes)
            throws RemoteException, InterruptedException {
        try {
            List<PastBan> past = source.past(server.host(), address);
            if (!past.isEmpty()) {
                PastBan last = past.getLast();
                notes.add(Message.of("ban.note.past", past.size(), address.toString(), last.at(), last.list()));
            }
        } catch (RemoteException e) {
            if (e.kind().retryable()) {
                throw e;
            }
            notes.add(Message.of("ban.note.silent", source.id(), e.text()));
        }
    }

    private static void notes(ProxyLog log, Cidr address, List<Ban> bans, List<Message> notes) {
        if (log.rule() > 0) {
            notes.add(Message.of(bans.isEmpty() ? "ban.note.proxyRuleAlone" : "ban.note.proxyRule", log.rule(),
                    address.toString()));
        }
        if (log.tarpit() > 0) {
            notes.add(Message.of("ban.note.proxyTarpit", log.tarpit(), address.toString()));
        }
        if (log.timeout() > 0) {
            notes.add(Message.of("ban.note.proxyTimeout", log.timeout(), address.toString()));
        }
        if (log.since() != null) {
            notes.add(Message.of("ban.note.proxySince", address.toString(), log.since()));
        }
    }
}
