package fr.touchweb.console.core.account.letter;

import fr.touchweb.console.core.account.Person;
import fr.touchweb.console.core.fleet.Account.Right;
import fr.touchweb.console.core.fleet.Server;
import fr.touchweb.console.core.fleet.Site;
import fr.touchweb.console.core.policy.GuidePolicy;
import fr.touchweb.console.core.text.Message;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;

/** Writes the texts that a person sends about one server; they name what is asked for and nothing else. */
public final class Letters {
    private static final Message EMPTY = Message.of("letter.empty");

    private final Person person;
    private final GuidePolicy guide;

    public Letters(Person person, GuidePolicy guide) {
        this.person = person;
        this.guide = guide;
    }

    /**
     * Asks the common client for a delegation (G26), be it for logs, the whitelist (G36) or anything else.
     *
     * @param sites of that server; empty for all of them
     * @param rights what is asked for, and nothing beyond
     * @param until last day of the work
     */
    public Letter delegation(Server server, List<Site> sites, Collection<Right> rights, LocalDate until) {
        List<Message> lines = greeting();
        lines.add(Message.of("letter.delegation.why"));
        lines.add(EMPTY);
        lines.add(Message.of("letter.scope.person", person.name(), login(server)));
        lines.add(Message.of("letter.scope.server", server.id(), server.host()));
        lines.add(
                sites.isEmpty() ? Message.of("letter.scope.allSites") : Message.of("letter.scope.sites", names(sites)));
        for (Right right : new TreeSet<>(rights)) {
            lines.add(Message.of("letter.scope.right", Message.of("letter.right." + right.id())));
        }
        lines.add(Message.of("letter.scope.until", until));
        lines.add(EMPTY);
        lines.add(Message.of("letter.delegation.nothingElse"));
        if (!guide.contact().isEmpty()) {
            lines.add(Message.of("letter.delegation.how", guide.contact()));
        }
        lines.add(Message.of("letter.delegation.after"));
        return closed("", Message.of("letter.delegation.subject", person.name(), server.id()), lines);
    }

    /** Asks the common client that a preproduction is no longer destroyed and rebuilt by itself (G15). */
    public Letter keepPreproduction(Server server, LocalDate until) {
        List<Message> lines = greeting();
        lines.add(Message.of("letter.preproduction.ask", server.id(), until));
        lines.add(Message.of("letter.preproduction.why"));
        return closed("", Message.of("letter.preproduction.subject", server.id()), lines);
    }

    /** Asks the house which folders of a site it puts right, or for others (G24). */
    public Letter folders(Server server, Site site) {
        List<Message> lines = greeting();
        lines.add(
                Message.of("letter.folders.ask", site.id(), server.id(), Objects.requireNonNullElse(site.root(), "?")));
        lines.add(Message.of("letter.folders.wish"));
        return closed(guide.contact(), Message.of("letter.folders.subject", site.id()), lines);
    }

    /** An idea for the house; welcome, and free where it serves all of its clients (G92). */
    public Letter idea(Server server) {
        List<Message> lines = greeting();
        lines.add(Message.of("letter.idea.start", server.id()));
        lines.add(EMPTY);
        lines.add(Message.of("letter.idea.need"));
        lines.add(Message.of("letter.idea.gain"));
        lines.add(Message.of("letter.idea.others"));
        return closed(guide.contact(), Message.of("letter.idea.subject"), lines);
    }

    private String login(Server server) {
        return Objects.requireNonNullElse(server.user(), person.login());
    }

    private static String names(List<Site> sites) {
        return String.join(", ", sites.stream()
                .map(site -> site.url() == null ? site.id() : site.id() + " (" + site.url() + ")").toList());
    }

    private static List<Message> greeting() {
        return new ArrayList<>(List.of(Message.of("letter.greeting"), EMPTY));
    }

    private Letter closed(String to, Message subject, List<Message> lines) {
        lines.add(EMPTY);
        lines.add(Message.of("letter.regards"));
        lines.add(Message.of("letter.signature", person.name()));
        return new Letter(to, subject, lines);
    }
}
