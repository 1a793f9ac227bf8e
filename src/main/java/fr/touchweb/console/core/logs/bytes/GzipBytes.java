package fr.touchweb.console.core.logs.bytes;

import fr.touchweb.console.core.logs.bytes.GzipStream.Checkpoint;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/**
 * The inflated bytes of a gzip file at any place. The first pass through it notes, every few MiB, a place at which
 * reading can begin again, so that later jumps need not start over. Thread-safe, one read at a time.
 */
public final class GzipBytes implements RandomBytes {
    private static final long EVERY = 4 << 20;

    private final RandomBytes source;
    private final List<Place> places = new ArrayList<>();
    private GzipStream stream;
    /** Inflated bytes that one pass has gone through, so that places are noted up to there. */
    private long passed;
    private long size = -1;

    /** A checkpoint whose history is kept compressed. */
    record Place(long offset, long bit, byte[] packed, int length) {}

    private GzipBytes(RandomBytes source) throws IOException {
        this.source = source;
        this.stream = new GzipStream(source, EVERY, this::note);
    }

    /**
     * Looks at how a file begins.
     *
     * @param source closed with what is returned
     * @return the inflated bytes of a gzip file, else the bytes as they are
     */
    public static RandomBytes inflated(RandomBytes source) throws IOException {
        return GzipStream.isGzip(source) ? new GzipBytes(source) : source;
    }

    private void note(Checkpoint checkpoint) {
        if (!places.isEmpty() && places.getLast().offset() >= checkpoint.offset()) {
            return;
        }
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        Deflater fast = new Deflater(Deflater.BEST_SPEED);
        try (DeflaterOutputStream out = new DeflaterOutputStream(packed, fast)) {
            out.write(checkpoint.history());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } finally {
            fast.end();
        }
        places.add(new Place(checkpoint.offset(), checkpoint.bit(), packed.toByteArray(), checkpoint.history().length));
    }

    /** Goes through the file to its end when nobody did before. */
    @Override
    public synchronized long size() throws IOException {
        while (size < 0) {
            go(passed);
            long before = stream.offset();
            stream.skip(EVERY);
            passed = stream.offset();
            size = passed == before ? passed : -1;
        }
        return size;
    }

    @Override
    public boolean sequential() {
        return true;
    }

    /** Places that were noted so far. */
    synchronized List<Place> places() {
        return List.copyOf(places);
    }

    /** Takes over what an earlier pass through the same file noted. */
    synchronized void restore(List<Place> known, long inflated) {
        places.clear();
        places.addAll(known);
        size = inflated;
        passed = inflated;
    }

    /** Bytes that its places take in memory. */
    public synchronized long placeBytes() {
        return places.stream().mapToLong(place -> place.packed().length + 48L).sum();
    }

    @Override
    public synchronized int read(long offset, byte[] into, int start, int length) throws IOException {
        if (size >= 0 && offset >= size) {
            return 0;
        }
        go(offset);
        int read = stream.offset() == offset ? stream.read(into, start, length) : 0;
        passed = Math.max(passed, stream.offset());
        if (read < length) {
            size = stream.offset();
        }
        return read;
    }

    /** Puts the stream to a place: from where it is, from a noted place, or from the beginning. */
    private void go(long offset) throws IOException {
        long here = stream.offset();
        Place best = null;
        for (Place place : places) {
            if (place.offset() <= offset) {
                best = place;
            }
        }
        boolean forward = offset >= here;
        if (!forward || best != null && best.offset() > here) {
            stream = best == null
                    ? new GzipStream(source, EVERY, this::note)
                    : new GzipStream(source, unpacked(best), EVERY, this::note);
        }
        stream.skip(offset - stream.offset());
        passed = Math.max(passed, stream.offset());
    }

    private static Checkpoint unpacked(Place place) throws IOException {
        byte[] history = new byte[place.length()];
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(place.packed());
            for (int at = 0; at < history.length;) {
                int more = inflater.inflate(history, at, history.length - at);
                if (more == 0) {
                    throw new ZipException("a history shorter than it was");
                }
                at += more;
            }
        } catch (DataFormatException e) {
            throw new ZipException(String.valueOf(e.getMessage()));
        } finally {
            inflater.end();
        }
        return new Checkpoint(place.offset(), place.bit(), history);
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}
