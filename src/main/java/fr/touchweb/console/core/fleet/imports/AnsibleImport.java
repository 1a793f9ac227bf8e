package fr.touchweb.console.core.fleet.imports;

import com.fasterxml.jackson.databind.JsonNode;
import fr.touchweb.console.core.fleet.Role;
import fr.touchweb.console.core.fleet.Server;
import fr.touchweb.console.core.store.DocumentException;
import fr.touchweb.console.core.store.StrictJson;
import fr.touchweb.console.core.text.Message;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The JSON that {@code ansible-inventory --list} prints. Groups become tags; a group that is called as a role gives the
 * role.
 */
public final class AnsibleImport {
    private static final Set<String> NOT_GROUPS = Set.of("_meta", "all", "ungrouped");
    private static final Pattern JUMP = Pattern.compile("(?:-J\\s*|ProxyJump[= ]\\s*)[\"']?([^\\s\"']+)");

    private AnsibleImport() {}

    public static ImportBatch read(String document, byte[] bytes) throws DocumentException {
        JsonNode whole = new StrictJson().read(document, bytes, JsonNode.class);
        if (!whole.isObject() || !whole.has("_meta") && !whole.has("all")) {
            throw new DocumentException(document, "", 1, Message.of("fleet.import.notAnsible"));
        }
        Map<String, JsonNode> variables = new LinkedHashMap<>();
        whole.path("_meta").path("hostvars").properties().forEach(e -> variables.put(e.getKey(), e.getValue()));
        Map<String, Set<String>> groups = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> group : whole.properties()) {
            if (!group.getKey().equals("_meta")) {
                for (String host : hosts(whole, group.getKey(), new LinkedHashSet<>())) {
                    Set<String> names = groups.computeIfAbsent(host, key -> new TreeSet<>());
                    if (!NOT_GROUPS.contains(group.getKey())) {
                        names.add(group.getKey());
                    }
                }
            }
        }
        variables.keySet().forEach(host -> groups.computeIfAbsent(host, key -> new TreeSet<>()));
        BatchBuilder batch = new BatchBuilder();
        groups.forEach((host, names) -> server(batch, host, names, variables.get(host), groups.keySet()));
        return batch.batch();
    }

    private static Set<String> hosts(JsonNode whole, String group, Set<String> seen) {
        Set<String> hosts = new LinkedHashSet<>();
        if (seen.add(group)) {
            whole.path(group).path("hosts").forEach(host -> hosts.add(host.asText()));
            whole.path(group).path("children").forEach(child -> hosts.addAll(hosts(whole, child.asText(), seen)));
        }
        return hosts;
    }

    private static void server(BatchBuilder batch, String name, Set<String> groups, @Nullable JsonNode variables,
            Set<String> all) {
        String address = text(variables, "ansible_host", "ansible_ssh_host");
        String user = text(variables, "ansible_user", "ansible_ssh_user");
        String port = text(variables, "ansible_port", "ansible_ssh_port");
        Integer number = null;
        if (port != null) {
            if (!port.matches("\\d{1,5}")) {
                batch.refuse(name, Message.of("fleet.check.port", port));
                return;
            }
            number = Integer.valueOf(port);
        }
        String connection = text(variables, "ansible_connection");
        if (connection != null && !connection.equals("ssh") && !connection.equals("smart")
                && !connection.equals("paramiko")) {
            batch.refuse(name, Message.of("fleet.import.connection", connection));
            return;
        }
        List<String> jump = List.of();
        String arguments = text(variables, "ansible_ssh_common_args");
        if (arguments != null) {
            Matcher matcher = JUMP.matcher(arguments);
            if (matcher.find() && all.contains(matcher.group(1))) {
                jump = List.of(matcher.group(1));
            } else {
                batch.note(Message.of("fleet.import.arguments", name, arguments));
            }
        }
        batch.add(new Server(name, null, role(groups), address == null ? name : address, number, user, jump, null,
                null, List.copyOf(groups), List.of(), null, List.of(), null));
    }

    private static @Nullable Role role(Set<String> groups) {
        Role found = null;
        for (Role role : Role.values()) {
            if (groups.contains(role.id())) {
                if (found != null) {
                    return null;
                }
                found = role;
            }
        }
        return found;
    }

    private static @Nullable String text(@Nullable JsonNode variables, String... names) {
        if (variables != null) {
            for (String name : names) {
                JsonNode value = variables.path(name);
                if (value.isValueNode() && !value.isNull() && !value.asText().isBlank()) {
                    return value.asText();
                }
            }
        }
        return null;
    }
}
