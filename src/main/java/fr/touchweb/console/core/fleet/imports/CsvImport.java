package fr.touchweb.console.core.fleet.imports;

import fr.touchweb.console.core.fleet.Role;
import fr.touchweb.console.core.fleet.Server;
import fr.touchweb.console.core.store.DocumentException;
import fr.touchweb.console.core.text.Message;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A table with a header row whose columns are known in French and English; the order does not matter. */
public final class CsvImport {
    private static final Map<String, Set<String>> COLUMNS = Map.ofEntries(
            Map.entry("id", Set.of("id", "server", "serveur", "name", "nom")),
            Map.entry("host", Set.of("host", "hote", "address", "adresse", "ip", "hostname")),
            Map.entry("client", Set.of("client", "customer")), Map.entry("role", Set.of("role")),
            Map.entry("port", Set.of("port")),
            Map.entry("user", Set.of("user", "utilisateur", "login", "compte")),
            Map.entry("jump", Set.of("jump", "rebond", "bastion")),
            Map.entry("hoster", Set.of("hoster", "hebergeur")),
            Map.entry("virtual", Set.of("virtual", "virtuel", "vm")),
            Map.entry("tags", Set.of("tags", "tag", "etiquettes")), Map.entry("plan", Set.of("plan", "forfait")));
    private static final Set<String> YES = Set.of("true", "yes", "oui", "1", "vrai", "x");
    private static final Set<String> NO = Set.of("false", "no", "non", "0", "faux");

    private final BatchBuilder batch = new BatchBuilder();
    private final List<@Nullable String> columns = new ArrayList<>();

    private CsvImport() {}

    public static ImportBatch read(String document, byte[] bytes) throws DocumentException {
        CsvImport table = new CsvImport();
        List<Csv.Row> rows = Csv.read(document, decoded(bytes));
        if (rows.isEmpty()) {
            throw new DocumentException(document, "", 0, Message.of("store.empty"));
        }
        table.header(document, rows.get(0));
        rows.subList(1, rows.size()).forEach(table::row);
        return table.batch.batch();
    }

    /** Spreadsheets on Windows still write their old code page. */
    private static String decoded(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            return new String(bytes, Charset.forName("windows-1252"));
        }
    }

    private void header(String document, Csv.Row row) throws DocumentException {
        for (String cell : row.cells()) {
            String plain = plain(cell);
            String found = COLUMNS.entrySet().stream().filter(column -> column.getValue().contains(plain))
                    .map(Map.Entry::getKey).findFirst().orElse(null);
            if (found != null && columns.contains(found)) {
                throw new DocumentException(document, cell, row.line(), Message.of("fleet.import.columnTwice", cell));
            }
            if (found == null && !cell.isEmpty()) {
                batch.note(Message.of("fleet.import.column", cell));
            }
            columns.add(found);
        }
        if (!columns.contains("host") && !columns.contains("id")) {
            throw new DocumentException(document, "", row.line(), Message.of("fleet.import.noColumns"));
        }
    }

    private void row(Csv.Row row) {
        String host = cell(row, "host");
        String id = cell(row, "id");
        String name = id != null ? id : host != null ? host : "";
        if (name.isEmpty()) {
            batch.refuse("#" + row.line(),
                    Message.of("fleet.check.missing"));
            return;
        }
        Message wrong = problem(row);
        if (wrong != null) {
            batch.refuse(name, wrong);
            return;
        }
        String port = cell(row, "port");
        String role = cell(row, "role");
        String virtual = cell(row, "virtual");
        String client = cell(row, "client");
        String clientId = client == null ? null : slug(client);
        if (client != null && clientId != null) {
            batch.client(clientId, client.equals(clientId) ? null : client, cell(row, "plan"));
        }
        batch.add(new Server(name, clientId, role == null ? null : role(role), host == null ? name : host,
                port == null ? null : Integer.valueOf(port), cell(row, "user"), list(cell(row, "jump")),
                cell(row, "hoster"), virtual == null ? null : YES.contains(plain(virtual)), list(cell(row, "tags")),
                List.of(), null, List.of(), null));
    }

    private @Nullable Message problem(Csv.Row row) {
        String port = cell(row, "port");
        if (port != null && !port.matches("\\d{1,5}")) {
            return Message.of("fleet.check.port", port);
        }
        String role = cell(row, "role");
        if (role != null && role(role) == null) {
            return Message.of("fleet.import.role", role);
        }
        String virtual = cell(row, "virtual");
        if (virtual != null && !YES.contains(plain(virtual)) && !NO.contains(plain(virtual))) {
            return Message.of("fleet.import.yesNo", virtual);
        }
        return null;
    }

    private @Nullable String cell(Csv.Row row, String column) {
        int index = columns.indexOf(column);
        if (index < 0 || index >= row.cells().size() || row.cells().get(index).isEmpty()) {
            return null;
        }
        return row.cells().get(index);
    }

    private static @Nullable Role role(String text) {
        return switch (plain(text)) {
            case "production", "prod" -> Role.PRODUCTION;
            case "preproduction", "preprod", "staging" -> Role.PREPRODUCTION;
            case "secondary", "secondaire" -> Role.SECONDARY;
            case "manager", "hyperviseur", "hypervisor" -> Role.MANAGER;
            case "bastion" -> Role.BASTION;
            default -> null;
        };
    }

    private static List<String> list(@Nullable String text) {
        return text == null
                ? List.of()
                : Arrays.stream(text.split("[,; |]+")).filter(each -> !each.isBlank()).distinct().toList();
    }

    /** An id from a name: {@code Société Éclair} gives {@code societe-eclair}. */
    private static String slug(String name) {
        return plain(name).replaceAll("[^a-z0-9._]+", "-").replaceAll("^-+|-+$", "");
    }

    private static String plain(String text) {
        return Normalizer.normalize(text.strip(), Normalizer.Form.NFD).replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT);
    }
}
