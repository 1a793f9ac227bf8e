package fr.touchweb.console.desktop.fleet;

import fr.touchweb.console.core.fleet.Client;
import fr.touchweb.console.core.text.Message;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Contacts of a client as text, one a line: {@code name ; role ; mail ; telephone}, of which only the name must be. */
final class ContactLines {
    private static final int PARTS = 4;

    private ContactLines() {}

    static String text(List<Client.Contact> contacts) {
        return contacts.stream()
                .map(contact -> Stream.of(contact.name(), contact.role(), contact.email(), contact.phone())
                        .map(part -> Objects.requireNonNullElse(part, "")).collect(Collectors.joining(" ; "))
                        .replaceAll("( ; )+$", ""))
                .collect(Collectors.joining("\n"));
    }

    static @Nullable Message problem(String text) {
        for (String line : text.lines().toList()) {
            String[] parts = line.split(";", -1);
            if (parts.length > PARTS) {
                return Message.of("fleet.form.contactParts", line.strip());
            }
            if (!line.isBlank() && parts[0].isBlank()) {
                return Message.of("fleet.form.contactName", line.strip());
            }
            if (parts.length > 2 && !parts[2].isBlank() && !parts[2].strip().matches("[^@\\s]+@[^@\\s]+")) {
                return Message.of("fleet.form.contactMail", parts[2].strip());
            }
        }
        return null;
    }

    static List<Client.Contact> read(String text) {
        return text.lines().filter(line -> !line.isBlank()).map(line -> {
            String[] parts = line.split(";", -1);
            return new Client.Contact(parts[0].strip(), part(parts, 1), part(parts, 2), part(parts, 3));
        }).toList();
    }

    private static @Nullable String part(String[] parts, int index) {
        return index >= parts.length || parts[index].isBlank() ? null : parts[index].strip();
    }
}
