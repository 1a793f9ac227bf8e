package fr.touchweb.console.core.fleet;

import fr.touchweb.console.core.store.DocumentException;
import fr.touchweb.console.core.store.JsonLines;
import fr.touchweb.console.core.store.StrictJson;
import fr.touchweb.console.core.text.Message;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Turns the bytes of documents into a checked fleet, and back. Thread-safe. */
public final class FleetReader {
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final StrictJson json = new StrictJson();
    private final long limit;

    /**
     * @param limit a larger document is refused, in bytes
     */
    public FleetReader(long limit) {
        this.limit = limit;
    }

    /** A larger document is refused, in bytes. */
    public long limit() {
        return limit;
    }

    /**
     * Reads and checks.
     *
     * @param documents bytes by document name
     * @throws DocumentException with the first thing that is wrong
     */
    public Fleet read(Map<String, byte[]> documents) throws DocumentException {
        Map<String, FleetDocument> parsed = new LinkedHashMap<>();
        Map<String, JsonLines> lines = new LinkedHashMap<>();
        for (Map.Entry<String, byte[]> entry : documents.entrySet()) {
            parsed.put(entry.getKey(), parse(entry.getKey(), entry.getValue(), lines));
        }
        List<FleetProblem> problems = new FleetCheck(parsed, lines).problems();
        if (!problems.isEmpty()) {
            throw problems.get(0).exception();
        }
        return new Fleet(parsed);
    }

    /** Everything that is wrong; empty when the documents make a fleet. */
    public List<FleetProblem> problems(Map<String, byte[]> documents) {
        Map<String, FleetDocument> parsed = new LinkedHashMap<>();
        Map<String, JsonLines> lines = new LinkedHashMap<>();
        List<FleetProblem> problems = new ArrayList<>();
        for (Map.Entry<String, byte[]> entry : documents.entrySet()) {
            try {
                parsed.put(entry.getKey(), parse(entry.getKey(), entry.getValue(), lines));
            } catch (DocumentException e) {
                problems.add(new FleetProblem(e.document(), e.path(), e.line(), e.what()));
            }
        }
        // References into a document that could not be read would all be told as missing.
        if (problems.isEmpty()) {
            problems.addAll(new FleetCheck(parsed, lines).problems());
        }
        return problems;
    }

    /**
     * Checks a fleet that was edited.
     *
     * @throws DocumentException with the first thing that is wrong
     */
    public void check(Fleet fleet) throws DocumentException {
        List<FleetProblem> problems = problems(fleet);
        if (!problems.isEmpty()) {
            throw problems.get(0).exception();
        }
    }

    /** Everything that is wrong in an edited fleet. */
    public List<FleetProblem> problems(Fleet fleet) {
        return new FleetCheck(fleet.documents(), Map.of()).problems();
    }

    /** A document as it is written: UTF-8, two spaces, a line feed at its end. */
    public byte[] write(FleetDocument document) {
        try {
            return (json.mapper().writeValueAsString(document).replace("\r\n", "\n") + "\n")
                    .getBytes(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The error for a document that is larger than the policy lets it be. */
    public DocumentException tooLarge(String name, long size) {
        return new DocumentException(name, "", 0, Message.of("fleet.check.tooLarge", size >> 20, limit >> 20));
    }

    private FleetDocument parse(String name, byte[] bytes, Map<String, JsonLines> lines) throws DocumentException {
        if (bytes.length > limit) {
            throw tooLarge(name, bytes.length);
        }
        byte[] text = withoutMark(bytes);
        FleetDocument document = json.read(name, text, FleetDocument.class);
        try {
            lines.put(name, JsonLines.of(text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return document;
    }

    private static byte[] withoutMark(byte[] bytes) {
        return bytes.length >= 3 && Arrays.equals(bytes, 0, 3, BYTE_ORDER_MARK, 0, 3)
                ? Arrays.copyOfRange(bytes, 3, bytes.length)
                : bytes;
    }
}
