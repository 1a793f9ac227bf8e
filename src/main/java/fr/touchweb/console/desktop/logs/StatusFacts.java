package fr.touchweb.console.desktop.logs;

import fr.touchweb.console.core.logs.LogSession;
import fr.touchweb.console.core.logs.follow.SourceHealth;
import fr.touchweb.console.core.text.Message;
import fr.touchweb.console.desktop.shell.Words;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** What the status bar says of logs that are followed. */
final class StatusFacts {
    private StatusFacts() {}

    static List<Message> of(LogSession session, Words words) {
        Collection<SourceHealth> health = session.health().values();
        double perSecond = health.stream().mapToDouble(SourceHealth::linesPerSecond).sum();
        double lag = health.stream().mapToLong(one -> one.lag().toMillis()).max().orElse(0) / 1e3;
        List<Message> facts = new ArrayList<>(
                List.of(Message.of("logs.status.rate", words.formats().number(Math.round(perSecond))),
                        Message.of("logs.status.lag", words.formats().decimal(lag, 1))));
        long undecided = session.view().undecided();
        if (undecided > 0) {
            facts.add(Message.of("logs.status.undecided", undecided));
        }
        return facts;
    }
}
