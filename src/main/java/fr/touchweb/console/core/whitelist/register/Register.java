package fr.touchweb.console.core.whitelist.register;

import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import fr.touchweb.console.core.store.DocumentException;
import fr.touchweb.console.core.store.JsonLines;
import fr.touchweb.console.core.store.StrictJson;
import fr.touchweb.console.core.text.Message;
import fr.touchweb.console.core.whitelist.Scope;
import fr.touchweb.console.core.whitelist.risk.AddressIndex;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The register of one server, as it was read. Immutable; a change makes another one. */
public final class Register {
    /** Version of the document. */
    public static final int VERSION = 1;

    /** A register that nobody has begun. */
    public static final Register EMPTY = new Register(List.of());

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,63}");
    private static final StrictJson JSON = new StrictJson();
    private static final ObjectWriter WRITER = JSON.mapper().writer().without(SerializationFeature.INDENT_OUTPUT);

    private final List<Entry> entries;

    /** The document as it stands in the file. */
    record Document(int version, List<Entry> entries) {}

    private Register(List<Entry> entries) {
        this.entries = List.copyOf(entries);
    }

    /**
     * Reads a register.
     *
     * @param place for messages, {@code acme-web1:/var/lib/tw-console/register.json}
     * @param bytes content of the file
     * @throws DocumentException when it does not hold; nothing may be written over it then
     */
    public static Register read(String place, byte[] bytes) throws IOException {
        Document document = JSON.read(place, bytes, Document.class);
        if (document.version() != VERSION || document.entries() == null) {
            throw new DocumentException(place, "version", 1,
                    Message.of("whitelist.register.version", String.valueOf(document.version())));
        }
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < document.entries().size(); i++) {
            Message wrong = wrong(document.entries().get(i), ids);
            if (wrong != null) {
                String path = "entries[" + i + "]";
                throw new DocumentException(place, path, JsonLines.of(bytes).line(path), wrong);
            }
        }
        return new Register(document.entries());
    }

    @SuppressWarnings({"NullAway", "ConstantValue"}) // the reader leaves out what the document leaves out
    private static @Nullable Message wrong(@Nullable Entry entry, Set<String> ids) {
        if (entry == null || entry.id() == null || entry.scope() == null || entry.cidr() == null
                || entry.kind() == null || entry.reason() == null || entry.requester() == null
                || entry.author() == null || entry.created() == null || entry.expires() == null
                || entry.state() == null) {
            return Message.of("whitelist.register.incomplete");
        }
        if (!ID.matcher(entry.id()).matches()) {
            return Message.of("whitelist.register.id", entry.id());
        }
        return ids.add(entry.id()) ? null : Message.of("whitelist.register.twice", entry.id());
    }

    /** All entries, the oldest first. */
    public List<Entry> entries() {
        return entries;
    }

    public Optional<Entry> entry(String id) {
        return entries.stream().filter(entry -> entry.id().equals(id)).findFirst();
    }

    /** Entries of a door that let somebody in at a moment. */
    public List<Entry> active(Scope scope, Instant now) {
        return entries.stream().filter(entry -> entry.scope() == scope && entry.letsIn(now)).toList();
    }

    /** Entries that let somebody in here and not in another state of the same register. */
    public List<Entry> letInUnlike(Register other, Instant now) {
        Map<String, Entry> there = other.entries.stream().collect(Collectors.toMap(Entry::id, entry -> entry));
        return entries.stream().filter(entry -> entry.letsIn(now)).filter(entry -> {
            Entry same = there.get(entry.id());
            return same == null || !same.letsIn(now);
        }).toList();
    }

    /** The same, to be looked up by address. */
    public AddressIndex<Entry> index(Scope scope, Instant now) {
        return new AddressIndex<>(active(scope, now), Entry::cidr);
    }

    /** Entries that wait for a second person. */
    public List<Entry> pending() {
        return entries.stream().filter(entry -> entry.state() == Entry.State.PENDING).toList();
    }

    /**
     * Addresses (IPv6: networks of /64) that somebody let in since a moment, be it that they ended or were removed since:
     * what counts is how much was opened. What waits for a second person counts too, what a second person agreed to does
     * not.
     */
    public long openedBy(String author, Instant since) {
        return entries.stream()
                .filter(entry -> entry.author().equals(author) && entry.approver() == null
                        && entry.state() != Entry.State.REFUSED && entry.created().isAfter(since))
                .map(entry -> entry.cidr().weight()).reduce(BigInteger.ZERO, BigInteger::add).longValueExact();
    }

    /** The same without an entry, as if it had never been asked for. */
    public Register without(String id) {
        return new Register(entries.stream().filter(entry -> !entry.id().equals(id)).toList());
    }

    public Register with(Entry added) {
        List<Entry> changed = new ArrayList<>(entries);
        changed.add(added);
        return new Register(changed);
    }

    /** The same with one entry changed. */
    public Register with(String id, UnaryOperator<Entry> change) {
        return new Register(entries.stream().map(entry -> entry.id().equals(id) ? change.apply(entry) : entry)
                .toList());
    }

    /** The same with every entry changed; ids stay. */
    public Register mapped(UnaryOperator<Entry> change) {
        return new Register(entries.stream().map(change).toList());
    }

    /** The document, an entry a line, so that two versions can be compared by eye. */
    public byte[] bytes() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream(256 * entries.size() + 64);
        out.writeBytes(("{\"version\":" + VERSION + ",\"entries\":[\n").getBytes(StandardCharsets.US_ASCII));
        for (int i = 0; i < entries.size(); i++) {
            out.writeBytes(WRITER.writeValueAsBytes(entries.get(i)));
            out.writeBytes(i + 1 < entries.size() ? new byte[]{',', '\n'} : new byte[]{'\n'});
        }
        out.writeBytes("]}\n".getBytes(StandardCharsets.US_ASCII));
        return out.toByteArray();
    }
}
