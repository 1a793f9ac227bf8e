package fr.touchweb.console.desktop.whitelist;

import fr.touchweb.console.core.task.TaskRunner;
import fr.touchweb.console.core.text.Message;
import fr.touchweb.console.core.whitelist.ConfirmationReview;
import fr.touchweb.console.core.whitelist.Sequel;
import fr.touchweb.console.core.whitelist.WhitelistChanges.Restored;
import fr.touchweb.console.core.whitelist.Whitelists;
import fr.touchweb.console.core.whitelist.register.Entry;
import fr.touchweb.console.core.whitelist.register.Register;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Earlier states of a server's register, and the way back to one. What was let in since goes out at once; what has gone
 * since comes back only through a confirmation.
 */
public final class HistoryModel extends PaneModel {
    private static final DateTimeFormatter ID = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmssSSS");

    private List<String> versions = List.of();
    private @Nullable Preview preview;
    private @Nullable ConfirmationReview review;
    private List<Ended> ended = List.of();
    private List<Entry> toConfirm = List.of();

    public HistoryModel(ListModel list, TaskRunner tasks, Consumer<Throwable> errors) {
        super(list, tasks, errors);
        list.placeProperty().addListener((p, before, now) -> {
            versions = List.of();
            ended = List.of();
            preview = null;
            toConfirm = List.of();
            forget();
        });
    }

    /**
     * What restoring a version would do.
     *
     * @param version id of the change before which it was
     * @param out entries that would be let in no longer
     * @param again entries that it had and that would need a confirmation
     */
    public record Preview(String version, List<Entry> out, List<Entry> again) {}

    /** Moment of a change, null when its id tells none. */
    static @Nullable Instant moment(String version) {
        try {
            return LocalDateTime.parse(version.substring(0, Math.min(version.length(), 18)), ID)
                    .toInstant(ZoneOffset.UTC);
        } catch (DateTimeParseException _) {
            return null;
        }
    }

    public void read() {
        Lists.Place one = list.placeProperty().get();
        if (one == null) {
            return;
        }
        Whitelists there = list.whitelists();
        preview = null;
        toConfirm = List.of();
        start(Message.of("whitelists.task.versions", one.id()),
                control -> new Past(there.versions(one.id()), there.review(), ended(there, one.id())),
                found -> {
                    versions = found.versions();
                    review = found.review();
                    ended = found.ended();
                });
    }

    private record Past(List<String> versions, ConfirmationReview review, List<Ended> ended) {}

    /** An entry that let somebody in, and what became of it. */
    public record Ended(Entry entry, Sequel sequel, Instant at) {}

    private static List<Ended> ended(Whitelists there, String server) throws IOException, InterruptedException {
        Instant now = there.now();
        Instant since = now.minus(Duration.ofDays(there.policy().historyDays()));
        List<Ended> found = new ArrayList<>();
        for (Entry entry : there.register(server).entries()) {
            Sequel sequel = Sequel.of(entry, now, there.undoTime());
            Instant at = entry.cut() != null && sequel == Sequel.REDUCED ? entry.cut().at() : entry.over(now);
            if (sequel.letIn() && at != null && at.isAfter(since)) {
                found.add(new Ended(entry, sequel, at));
            }
        }
        return found.stream().sorted(Comparator.comparing(Ended::at).reversed()).toList();
    }

    /** Entries of the server that ended in the policy's last days, the newest end first. */
    public List<Ended> ended() {
        return ended;
    }

    /** How confirmations went at this console, null before it was read. */
    public @Nullable ConfirmationReview review() {
        return review;
    }

    /** Shows what restoring a version would do. */
    public void look(String version) {
        Lists.Place one = list.placeProperty().get();
        if (one == null) {
            return;
        }
        Whitelists there = list.whitelists();
        start(Message.of("whitelists.task.versions", one.id()), control -> {
            Register old = there.version(one.id(), version);
            Register now = there.register(one.id());
            Instant at = there.now();
            return new Preview(version, now.letInUnlike(old, at), old.letInUnlike(now, at));
        }, found -> preview = found);
    }

    /** Goes back to the version that is looked at. */
    public void restore() {
        Lists.Place one = list.placeProperty().get();
        Preview chosen = preview;
        if (one == null || chosen == null) {
            return;
        }
        Whitelists there = list.whitelists();
        start(Message.of("whitelists.task.restore", one.id()), control -> {
            Restored restored = there.changes().restore(one.id(), chosen.version());
            return new Restored(there.changes().settled(restored.applied()), restored.toConfirm());
        }, restored -> {
            preview = null;
            toConfirm = restored.toConfirm();
            list.tell(List.of(restored.applied()));
        });
    }

    /** Ids of the changes whose earlier state is kept, the newest first. */
    public List<String> versions() {
        return versions;
    }

    public @Nullable Preview preview() {
        return preview;
    }

    /** Entries of the version that was restored which still need a confirmation. */
    public List<Entry> toConfirm() {
        return toConfirm;
    }
}
