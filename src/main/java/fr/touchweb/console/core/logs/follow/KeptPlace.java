package fr.touchweb.console.core.logs.follow;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A {@link Bookmark} as it stands in a file: JSON, bytes in base 64. */
record KeptPlace(@JsonProperty("version") int version, @JsonProperty("server") String server,
        @JsonProperty("path") String path, @JsonProperty("atMillis") long atMillis,
        @JsonProperty("generation") int generation, @JsonProperty("last") boolean last,
        @JsonProperty("places") List<Place> places, @JsonProperty("read") List<byte[]> read,
        @JsonProperty("cursor") @Nullable String cursor, @JsonProperty("lines") @Nullable Lines lines) {
    static final int VERSION = 1;

    /** A place in one file: its first bytes, the offset, the bytes before that, the size that the file had. */
    record Place(@JsonProperty("generation") int generation, @JsonProperty("head") byte[] head,
            @JsonProperty("offset") long offset, @JsonProperty("before") byte[] before,
            @JsonProperty("size") long size) {}

    /** The last lines before the place. */
    record Lines(@JsonProperty("offset") long offset, @JsonProperty("bytes") byte[] bytes,
            @JsonProperty("zone") @Nullable String zone) {}

    static KeptPlace of(SourceKey source, Bookmark mark) {
        return new KeptPlace(VERSION, source.server(), source.path(), mark.at().toEpochMilli(), mark.generation(),
                mark.last(),
                mark.places().stream().map(place -> new Place(place.generation(), place.fingerprint().bytes(),
                        place.offset(), place.anchor(), place.known())).toList(),
                mark.finished().stream().map(Fingerprint::bytes).toList(), mark.cursor(), null);
    }

    SourceKey source() {
        return new SourceKey(server, path);
    }

    /** End of the lines that were read of the file under the path; 0 when nobody knows. */
    long offset() {
        return last && cursor == null && !places.isEmpty() ? places.getLast().offset() : 0;
    }

    KeptPlace with(Lines some) {
        return new KeptPlace(version, server, path, atMillis, generation, last, places, read, cursor, some);
    }

    /**
     * The last place elsewhere, in the file that begins so where it was not known before; the lines before it are others.
     * What was read of later files than that one was not kept: it is by this place alone that they are told from earlier ones.
     */
    KeptPlace at(long offset, byte[] before, byte[] head) {
        List<Place> moved = new ArrayList<>(places);
        Place from = moved.removeLast();
        byte[] known = Arrays.copyOf(head, Math.min(head.length, Fingerprint.LENGTH));
        boolean other = from.head().length < known.length;
        moved.add(new Place(from.generation(), other ? known : from.head(), offset, before,
                Math.max(offset, from.size())));
        return new KeptPlace(version, server, path, atMillis, generation, last, List.copyOf(moved),
                other ? List.of() : read,
                cursor, null);
    }

    Bookmark mark() {
        return new Bookmark(Instant.ofEpochMilli(atMillis), generation, last,
                places.stream().map(place -> new Position(place.generation(),
                        Fingerprint.of(place.head(), place.head().length), place.offset(), place.before(),
                        place.size())).toList(),
                read.stream().map(head -> Fingerprint.of(head, head.length)).toList(), cursor);
    }
}
