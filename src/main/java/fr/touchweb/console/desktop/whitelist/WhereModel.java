package fr.touchweb.console.desktop.whitelist;

import fr.touchweb.console.core.address.AddressText;
import fr.touchweb.console.core.address.Cidr;
import fr.touchweb.console.core.address.Parsed;
import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.store.DocumentException;
import fr.touchweb.console.core.task.TaskRunner;
import fr.touchweb.console.core.text.Message;
import fr.touchweb.console.core.whitelist.Outside;
import fr.touchweb.console.core.whitelist.Whitelists;
import fr.touchweb.console.core.whitelist.Whitelists.Found;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;

/** “Where is this address let in, and by which entry?”, asked of every server in scope (design rule A.11). */
public final class WhereModel extends PaneModel {
    private final StringProperty text = new SimpleStringProperty(this, "text", "");
    private @Nullable Answer answer;

    public WhereModel(ListModel list, TaskRunner tasks, Consumer<Throwable> errors) {
        super(list, tasks, errors);
        text.addListener((p, before, now) -> {
            answer = null;
            forget();
        });
    }

    /**
     * What the servers said.
     *
     * @param cidr that was asked about
     * @param asked servers that answered
     * @param found entries that let it in, wholly or in part
     * @param outside what each server says of it outside its register, by its id
     * @param whole whether every server was asked for that too
     * @param unread servers, or programs of one, that did not answer, with the reason
     */
    public record Answer(Cidr cidr, List<String> asked, List<Found> found, Map<String, Outside> outside,
            boolean whole, List<Message> unread) {}

    public void ask() {
        switch (AddressText.parse(text.get())) {
            case Parsed.Read(Cidr cidr) -> ask(cidr);
            case Parsed.Unclear(String code, Message question, List<Cidr> readings) -> ask(readings.getFirst());
            case Parsed.Refused(String code, Message reason) -> say(reason);
        }
    }

    private void ask(Cidr cidr) {
        List<String> servers = list.places().stream().map(Lists.Place::id).toList();
        if (servers.isEmpty()) {
            return;
        }
        Whitelists there = list.whitelists();
        start(Message.of("whitelists.task.where", cidr.toString()), control -> {
            List<String> asked = new ArrayList<>();
            List<Found> found = new ArrayList<>();
            List<Message> unread = new ArrayList<>();
            for (String server : servers) {
                control.checkCancelled();
                try {
                    found.addAll(there.where(cidr, List.of(server)));
                    asked.add(server);
                } catch (RemoteException e) {
                    unread.add(Message.of("whitelists.unread", server, e.text()));
                } catch (DocumentException e) {
                    unread.add(Message.of("whitelists.unread", server, e.text()));
                }
            }
            return new Answer(cidr, asked, found, Map.of(), false, unread);
        }, said -> {
            answer = said;
            askOutside(there, said);
        });
    }

    /** Daemons and configurations take longer than registers: these are shown meanwhile. */
    private void askOutside(Whitelists there, Answer known) {
        start(Message.of("whitelists.task.where", known.cidr().toString()), control -> {
            Map<String, Outside> outside = new LinkedHashMap<>();
            List<Message> unread = new ArrayList<>(known.unread());
            for (String server : known.asked()) {
                control.checkCancelled();
                try {
                    Outside said = there.outside(server, known.cidr());
                    outside.put(server, said);
                    Map<String, Message> silent = new LinkedHashMap<>(said.mentions().silent());
                    silent.putAll(said.bans().silent());
                    silent.forEach((id, why) -> unread.add(Message.of("whitelists.where.silent", server, id, why)));
                } catch (RemoteException e) {
                    unread.add(Message.of("whitelists.unread", server, e.text()));
                }
            }
            return new Answer(known.cidr(), known.asked(), known.found(), outside, true, unread);
        }, said -> answer = said);
    }

    public StringProperty textProperty() {
        return text;
    }

    /** Null before. */
    public @Nullable Answer answer() {
        return answer;
    }
}
