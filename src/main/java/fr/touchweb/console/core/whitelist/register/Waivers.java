package fr.touchweb.console.core.whitelist.register;

import fr.touchweb.console.core.store.DocumentException;
import fr.touchweb.console.core.store.StrictJson;
import fr.touchweb.console.core.text.Message;
import fr.touchweb.console.core.whitelist.Scope;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The waivers of one server, in a document beside its register. Immutable; a change makes another one. */
public final class Waivers {
    /** Its name beside the register. */
    public static final String FILE = "waivers.json";
    /** None was ever noted. */
    public static final Waivers NONE = new Waivers(List.of());

    private static final StrictJson JSON = new StrictJson();

    private final List<Waiver> all;

    record Document(int version, List<Waiver> waivers) {}

    private Waivers(List<Waiver> all) {
        this.all = List.copyOf(all);
    }

    /**
     * Reads the document.
     *
     * @param bytes null where there is none
     * @throws DocumentException when it does not hold; nothing may be written over it then
     */
    @SuppressWarnings({"NullAway", "ConstantValue"}) // the reader leaves out what the document leaves out
    public static Waivers read(String place, byte @Nullable [] bytes) throws IOException {
        if (bytes == null) {
            return NONE;
        }
        Document document = JSON.read(place, bytes, Document.class);
        if (document.version() != Register.VERSION || document.waivers() == null) {
            throw new DocumentException(place, "version", 1,
                    Message.of("whitelist.register.version", String.valueOf(document.version())));
        }
        for (int i = 0; i < document.waivers().size(); i++) {
            Waiver one = document.waivers().get(i);
            if (one == null || one.id() == null || one.scope() == null || one.who() == null || one.text() == null
                    || one.author() == null || one.created() == null) {
                throw new DocumentException(place, "waivers[" + i + "]", 1,
                        Message.of("whitelist.register.incomplete"));
            }
        }
        return new Waivers(document.waivers());
    }

    /** The waiver that counts for a door. */
    public Optional<Waiver> of(Scope scope) {
        return all.reversed().stream().filter(one -> one.scope() == scope && one.ended() == null).findFirst();
    }

    /** All that were ever noted, the oldest first. */
    public List<Waiver> all() {
        return all;
    }

    public Waivers with(Waiver added) {
        List<Waiver> changed = new ArrayList<>(all);
        changed.removeIf(one -> one.id().equals(added.id()));
        changed.add(added);
        return new Waivers(changed);
    }

    public byte[] bytes() throws IOException {
        return JSON.mapper().writeValueAsBytes(new Document(Register.VERSION, all));
    }
}
