package fr.touchweb.console.core.binlog.text;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The events of a binary log by their 19-byte headers alone: what the text of the tool is checked against. */
public final class BinaryWalk {
    private static final int HEADER = 19;

    private BinaryWalk() {}

    /** {@code start-end} of each whole event. */
    public static List<String> of(Path file) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        List<String> events = new ArrayList<>();
        int at = 4;
        while (at + HEADER <= bytes.limit()) {
            int size = bytes.getInt(at + 9);
            if (size < HEADER || at + size > bytes.limit()) {
                break;
            }
            events.add(at + "-" + (at + size));
            at += size;
        }
        return events;
    }
}
