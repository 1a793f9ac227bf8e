package fr.touchweb.console.core.logs;

import fr.touchweb.console.core.format.LineParser;
import fr.touchweb.console.core.format.ParsedLine;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The lines of one record of a timeline that are known so far. One thread at a time. */
public final class RecordLines {
    /** Bytes after which what follows counts as a record of its own. */
    private static final int MOST_BYTES = 1 << 20;
    private static final int MOST_LINES = 2_000;

    private final StoredLine head;
    /** Nothing for the many records that are one line. */
    private @Nullable List<StoredLine> more;
    private int length;

    /** One of which a first line is known. */
    public RecordLines(StoredLine head) {
        this.head = head;
        this.length = head.bytes().length;
    }

    /**
     * The record in which a line stands, with what lies next to it in the timeline.
     *
     * @param longest bytes of each line that are read
     */
    public static RecordLines around(LineStore store, StoredLine line, int longest) {
        StoredLine first = line;
        for (int back = 0; first.continuation() && back < MOST_LINES; back++) {
            StoredLine before = store.get(first.number() - 1, longest);
            if (before == null || before.kind() != StoredLine.Kind.LINE || before.source() != line.source()) {
                break;
            }
            first = before;
        }
        RecordLines record = new RecordLines(first);
        record.follow(store, longest);
        return record;
    }

    /** Takes what follows at once in the timeline; the next row that it read and did not take, null for none. */
    @Nullable
    StoredLine follow(LineStore store, int longest) {
        while (last() + 1 < store.size()) {
            StoredLine next = store.get(last() + 1, longest);
            if (next == null || !add(next)) {
                return next;
            }
        }
        return null;
    }

    /** Takes a row when it goes on with this record. */
    boolean add(StoredLine next) {
        List<StoredLine> all = more;
        boolean own = next.kind() == StoredLine.Kind.LINE && next.source() == head.source() && next.continuation();
        if (!own || length + next.bytes().length > MOST_BYTES || all != null && all.size() >= MOST_LINES) {
            return false;
        }
        if (all == null) {
            all = new ArrayList<>();
            more = all;
        }
        all.add(next);
        length += next.bytes().length;
        return true;
    }

    /** Lines that are known of it. */
    public int size() {
        return more == null ? 1 : 1 + more.size();
    }

    StoredLine get(int place) {
        return place == 0 || more == null ? head : more.get(place - 1);
    }

    /** Its first line. */
    public StoredLine head() {
        return head;
    }

    /** Number in the timeline of its last line. */
    long last() {
        return get(size() - 1).number();
    }

    boolean holds(long number) {
        for (int i = 0; i < size(); i++) {
            if (get(i).number() == number) {
                return true;
            }
        }
        return false;
    }

    /** What all of its lines say. */
    public String text() {
        return more == null
                ? head.text()
                : head.text() + "\n" + more.stream().map(StoredLine::text).collect(Collectors.joining("\n"));
    }

    /** Its fields, found when they are asked for first; good until the parser reads the next line. */
    public Supplier<ParsedLine> fields(Supplier<LineParser> parser) {
        return new Supplier<>() {
            private @Nullable ParsedLine parsed;

            @Override
            public ParsedLine get() {
                ParsedLine own = parsed;
                if (own == null) {
                    own = parse(parser.get());
                    parsed = own;
                }
                return own;
            }
        };
    }

    private ParsedLine parse(LineParser parser) {
        if (more == null) {
            // What the parser read before is no part of this record.
            return head.continuation()
                    ? parser.parse(head.bytes(), 0, head.bytes().length)
                    : parser.parseRecord(head.bytes(), 0, head.bytes().length);
        }
        ByteArrayOutputStream all = new ByteArrayOutputStream(length + size());
        all.writeBytes(head.bytes());
        for (StoredLine line : more) {
            all.write('\n');
            all.writeBytes(line.bytes());
        }
        return parser.parseRecord(all.toByteArray(), 0, all.size());
    }
}
