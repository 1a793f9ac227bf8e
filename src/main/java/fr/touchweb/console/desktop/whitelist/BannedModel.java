package fr.touchweb.console.desktop.whitelist;

import fr.touchweb.console.core.ban.Ban;
import fr.touchweb.console.core.ban.BanReport;
import fr.touchweb.console.core.task.TaskRunner;
import fr.touchweb.console.core.text.Message;
import fr.touchweb.console.core.whitelist.Lifted;
import fr.touchweb.console.core.whitelist.Whitelists;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Who is banned on the server now, and the lifting of a ban: it lets nobody in who is not banned, so nothing is asked. */
public final class BannedModel extends PaneModel {
    private @Nullable BanReport report;

    public BannedModel(ListModel list, TaskRunner tasks, Consumer<Throwable> errors) {
        super(list, tasks, errors);
        list.placeProperty().addListener((p, before, now) -> {
            report = null;
            forget();
        });
    }

    /** Asks the server's daemons. */
    public void read() {
        Lists.Place one = list.placeProperty().get();
        if (one == null) {
            return;
        }
        Reach reach = list.reach(one.id());
        start(Message.of("whitelists.task.banned", one.id()),
                control -> reach.read(there -> there.banned(one.id())), found -> {
                    list.reached(found);
                    report = found.value();
                });
    }

    /** Lifts one ban and asks again. */
    public void unban(Ban ban) {
        Lists.Place one = list.placeProperty().get();
        if (one == null) {
            return;
        }
        Whitelists there = list.whitelists();
        String address = ban.address().toString();
        start(Message.of("whitelists.task.unban", address), control -> {
            Lifted lifted = there.bans().unban(one.id(), ban);
            return new Done(lifted, there.banned(one.id()));
        }, done -> {
            report = done.report();
            lifted(List.of(done.lifted()), address);
            watch(address);
        });
    }

    private record Done(Lifted lifted, BanReport report) {}

    /** Why the server was asked through another one, and which; null when it was asked directly. */
    @Nullable
    Message wayRound() {
        return list.wayRound();
    }

    /** What the daemons said, null before. */
    public @Nullable BanReport report() {
        return report;
    }

    /** Bans of now, the newest first; those whose begin nobody tells come last. */
    public List<Ban> bans() {
        BanReport now = report;
        return now == null
                ? List.of()
                : now.bans().stream()
                        .sorted(Comparator.comparing(Ban::since, Comparator.nullsLast(Comparator.reverseOrder())))
                        .toList();
    }
}
