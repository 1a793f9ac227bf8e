package fr.touchweb.console.core.logs;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * What was let go of a source, as it is kept with its lines.
 *
 * @param firstFile the oldest file that was left
 * @param gone times of the first rows of files that were let go, the oldest first; the newest of them are kept
 */
record KeptHoles(int firstFile, List<Hole> holes, List<Long> gone) {
    private static final int MOST_GONE = 1 << 10;
    private static final int HOLE = 3 * Long.BYTES;

    byte[] bytes() {
        List<Long> times = gone.subList(Math.max(0, gone.size() - MOST_GONE), gone.size());
        ByteBuffer bytes = ByteBuffer.allocate(
                3 * Integer.BYTES + holes.size() * (HOLE + 1) + times.size() * Long.BYTES);
        bytes.putInt(firstFile).putInt(holes.size()).putInt(times.size());
        for (Hole hole : holes) {
            bytes.putLong(hole.from()).putLong(hole.to()).putLong(hole.bytes());
        }
        times.forEach(bytes::putLong);
        holes.forEach(hole -> bytes.put((byte) (hole.damaged() ? 1 : 0)));
        return bytes.array();
    }

    static KeptHoles of(byte[] kept) {
        ByteBuffer bytes = ByteBuffer.wrap(kept);
        int firstFile = bytes.getInt();
        int count = bytes.getInt();
        int times = bytes.getInt();
        List<Hole> holes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            holes.add(new Hole(bytes.getLong(), bytes.getLong(), bytes.getLong(), -1));
        }
        List<Long> gone = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            gone.add(bytes.getLong());
        }
        // A console of before knew of no damage.
        holes.replaceAll(hole -> new Hole(hole.from(), hole.to(), hole.bytes(), -1,
                bytes.hasRemaining() && bytes.get() != 0));
        return new KeptHoles(firstFile, holes, gone);
    }
}
