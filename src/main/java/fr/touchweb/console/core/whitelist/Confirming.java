package fr.touchweb.console.core.whitelist;

import fr.touchweb.console.core.account.Decision;
import fr.touchweb.console.core.journal.JournalWords;
import fr.touchweb.console.core.policy.WhitelistPolicy;
import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.ssh.RemoteException.Kind;
import fr.touchweb.console.core.text.Message;
import fr.touchweb.console.core.whitelist.confirm.Asked;
import fr.touchweb.console.core.whitelist.confirm.Confirmation;
import fr.touchweb.console.core.whitelist.register.Entry;
import fr.touchweb.console.core.whitelist.risk.Assessment;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** Opens confirmations, each with a question that this person has not answered lately. */
final class Confirming {
    private static final int MOST_READ = 5000;

    private final WhitelistSetup setup;
    private final Whitelists lists;

    Confirming(WhitelistSetup setup, Whitelists lists) {
        this.setup = setup;
        this.lists = lists;
    }

    Confirmation of(AddRequest request) throws IOException {
        return lists.changes().journaled(Confirmation.of(request, figures(), setup.clock(), asked()));
    }

    Confirmation approving(String server, String entryId) throws IOException, InterruptedException {
        Entry entry = lists.register(server).pending().stream().filter(e -> e.id().equals(entryId)).findFirst()
                .orElseThrow(() -> new RemoteException(Kind.CHANGED_MEANWHILE,
                        Message.of("whitelist.refused.notPending", entryId), null));
        if (lists.mayApprove(server, entry) instanceof Decision.Denied(Message reason)) {
            throw new RemoteException(Kind.PERMISSION, reason, null);
        }
        Author asking = lists.author(entry.author());
        Assessment now = setup.assessor().assess(entry.cidr(), entry.scope(),
                lists.knowledge(server, entry.scope(), entry.cidr(), asking, entryId), asking);
        int days = setup.assessor().maxDays(now.tier());
        Duration most = Duration.ofDays(days);
        Duration life = entry.life().compareTo(most) > 0 ? most : entry.life();
        AddRequest request = new AddRequest(List.of(server), entry.scope(), entry.site(),
                lists.sites(List.of(server)), now, entry.kind(), entry.reason(), entry.requester(), life, days,
                setup.author());
        Message problem = request.problem().orElse(null);
        if (problem != null) {
            throw new RemoteException(Kind.UNSUPPORTED, problem, null);
        }
        return lists.changes().journaled(Confirmation.approving(entry, request, figures(), setup.clock(), asked()));
    }

    private List<Asked> asked() throws IOException {
        return QuestionsAsked.of(setup.journal().newest(new JournalWords("whitelist-"), MOST_READ),
                lists.now().minus(Duration.ofDays(figures().askAgainDays())));
    }

    private WhitelistPolicy figures() {
        return setup.policy().whitelist();
    }
}
