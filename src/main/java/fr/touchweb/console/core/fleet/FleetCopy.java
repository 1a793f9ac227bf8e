package fr.touchweb.console.core.fleet;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fr.touchweb.console.core.store.AtomicFile;
import fr.touchweb.console.core.store.DocumentException;
import fr.touchweb.console.core.store.StrictJson;
import fr.touchweb.console.core.text.Message;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * The shared documents as they were last read, for the hours in which their host may be out of reach. Afterwards, or when
 * the clock stands before the moment of the copy, it is deleted and tells nothing: a delegation that was taken back must
 * not live on where nobody hears of it.
 */
final class FleetCopy {
    private static final JsonMapper JSON = new JsonMapper();

    private final Path file;
    private final String address;
    private final Duration limit;
    private final Clock clock;
    private final StrictJson strict = new StrictJson();

    /** The file's form. */
    record Document(int version, String address, String readAt, Map<String, String> documents) {}

    /**
     * A copy that may be used.
     *
     * @param readAt when its host last gave the documents
     */
    record Usable(Instant readAt, Map<String, byte[]> documents) {}

    /** @param limit for which a copy is good */
    FleetCopy(Path file, String address, Duration limit, Clock clock) {
        this.file = file;
        this.address = address;
        this.limit = limit;
        this.clock = clock;
    }

    /** Replaces the copy by what was just read. */
    void keep(Map<String, byte[]> documents) throws IOException {
        ObjectNode copy = JSON.createObjectNode().put("version", 1).put("address", address).put("readAt",
                clock.instant().toString());
        ObjectNode all = copy.putObject("documents");
        documents.forEach((name, bytes) -> all.put(name, new String(bytes, StandardCharsets.UTF_8)));
        Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent());
        Files.createDirectories(folder);
        if (!Files.exists(file) && Files.getFileStore(folder).supportsFileAttributeView("posix")) {
            Files.createFile(file,
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        AtomicFile.write(file, copy.toString().getBytes(StandardCharsets.UTF_8));
        Files.deleteIfExists(AtomicFile.previous(file));
    }

    private Instant readAt(Document copy) throws DocumentException {
        try {
            return Instant.parse(copy.readAt());
        } catch (DateTimeParseException e) {
            throw new DocumentException(file.toString(), "readAt", 0, Message.of("store.wrongValue", copy.readAt()));
        }
    }

    /** Deletes the copy. */
    void forget() throws IOException {
        Files.deleteIfExists(file);
    }

    /**
     * The copy in the place of a host that cannot be reached.
     *
     * @throws DocumentException when there is none, or its time is over; it is then gone
     */
    Usable use() throws IOException {
        if (!Files.exists(file)) {
            throw new DocumentException(address, "", 0, Message.of("fleet.copy.none"));
        }
        Document copy = strict.read(file.toString(), Files.readAllBytes(file), Document.class);
        Instant readAt = readAt(copy);
        Instant now = clock.instant();
        if (!copy.address().equals(address)) {
            throw new DocumentException(address, "", 0, Message.of("fleet.copy.none"));
        }
        if (now.isAfter(readAt.plus(limit)) || now.isBefore(readAt)) {
            Files.delete(file);
            throw new DocumentException(address, "", 0, Message.of("fleet.copy.over", readAt, limit.toHours()));
        }
        Map<String, byte[]> documents = new LinkedHashMap<>();
        copy.documents().forEach((name, text) -> documents.put(name, text.getBytes(StandardCharsets.UTF_8)));
        return new Usable(readAt, documents);
    }
}
