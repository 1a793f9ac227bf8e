package fr.touchweb.console.lab;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

/** Who and what the lab pretends to be: two clients, six servers, five people. */
final class LabFleet {
    /** Login of the person who runs the demonstration, an engineer who sees everything. */
    static final String ENGINEER = "klenoir";
    /** Login of the engineer who approves what the first one asks for. */
    static final String SECOND_ENGINEER = "nbensaid";
    /** Login of the delegate. */
    static final String DEVELOPER = "jdurand";
    /** Login of whoever is on call: looks at everything, changes nothing. */
    static final String ONCALL = "shaddad";

    /** Accounts of every server. */
    static final List<String> LOGINS = List.of(ENGINEER, SECOND_ENGINEER, DEVELOPER, ONCALL);

    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final ZoneId UTC = ZoneId.of("Etc/UTC");

    static final List<LabServer> SERVERS = List.of(
            new LabServer("acme-web1", "acme", "production", "www.acme.test", false, "OVH Roubaix", "12.15", "bookworm",
                    "6.1.0-42-amd64", "8.2.29", true, "10.11.14", "2.6.12", PARIS, 8, 32_768, 64, 41, 1.1, 9),
            new LabServer("acme-web2", "acme", "secondary", "www.acme.test", false, "Scaleway Paris", "11.11",
                    "bullseye", "5.10.0-36-amd64", "8.1.33", true, "10.5.29", "2.2.33", PARIS, 8, 32_768, 47, 91, 0.4,
                    4),
            new LabServer("acme-pp", "acme", "preproduction", "pp.acme.test", false, "OVH Gravelines", "12.15",
                    "bookworm", "6.1.0-42-amd64", "8.3.27", true, "10.11.14", "2.6.12", PARIS, 2, 8_192, 72, 22, 0.2,
                    1.5),
            new LabServer("bora-web1", "bora", "production", "www.bora.test", true, "OVH Strasbourg", "10.13", "buster",
                    "4.19.0-27-amd64", "7.4.33", false, "5.7.44", "1.8.19", PARIS, 4, 16_384, 88, 63, 2.3, 7),
            new LabServer("bora-web2", "bora", "secondary", "www.bora.test", true, "Hetzner Falkenstein", "11.11",
                    "bullseye", "5.10.0-36-amd64", "8.0.30", false, "5.7.44", "2.2.33", PARIS, 4, 16_384, 33, 18, 0.1,
                    3),
            new LabServer("bora-pp", "bora", "preproduction", "pp.bora.test", true, "OVH Roubaix", "13.6", "trixie",
                    "6.12.57+deb13-amd64", "8.4.16", true, "11.8.3", "3.0.11", UTC, 2, 8_192, 29, 12, 0.1, 1));

    private LabFleet() {}

    /**
     * The fleet document.
     *
     * @param ports of the SSH servers, by server id
     * @param login that is taken on the servers
     * @param today the day on which the lab starts
     */
    static byte[] document(Map<String, Integer> ports, String login, LocalDate today) throws IOException {
        JsonMapper mapper = new JsonMapper();
        ObjectNode root = mapper.createObjectNode().put("version", 1).put("policy", "lab");
        ArrayNode clients = root.putArray("clients");
        clients.addObject().put("id", "acme").put("name", "Acme SARL").put("plan", "HA/L2")
                .put("monthlyPriceEuros", 420).putArray("contacts").addObject().put("name", "Jeanne Durand")
                .put("role", "référent technique").put("email", "jdurand@acme.test");
        clients.addObject().put("id", "bora").put("name", "Bora SAS").put("plan", "HA/L3").put("monthlyPriceEuros", 780)
                .putArray("contacts").addObject().put("name", "Paul Vasseur").put("role", "référent technique")
                .put("email", "pvasseur@bora.test");
        ArrayNode servers = root.putArray("servers");
        ArrayNode sites = root.putArray("sites");
        for (LabServer server : SERVERS) {
            ObjectNode machine = servers.addObject().put("id", server.id()).put("client", server.client())
                    .put("role", server.role())
                    .put("host", "127.0.0.1").put("port", ports.get(server.id())).put("user", login)
                    .put("hoster", server.hoster()).put("virtual", server.cores() < 4);
            machine.putArray("tags").add(server.role().equals("preproduction") ? "pp" : "ha");
            if (server.id().equals(LabCopies.SERVER)) {
                machine.putObject("mirror").put("server", LabCopies.HOLDER).put("path", LabCopies.FOLDER);
            }
            LabWhitelists.into(machine.putArray("whitelists"), server);
            if (!server.role().equals("secondary")) {
                String id = server.client() + (server.production() ? "-shop" : "-shop-pp");
                ObjectNode site = sites.addObject().put("id", id).put("server", server.id())
                        .put("url", "https://" + server.domain() + "/")
                        .put("root", "/home/www/" + server.client()).put("cms", cms(server))
                        .put("mediaUrl", "https://" + server.shop().mediaHost() + "/");
                if (server.production()) {
                    site.put("preproduction", server.client() + "-shop-pp");
                }
            }
        }
        ArrayNode accounts = root.putArray("accounts");
        ObjectNode engineer = accounts.addObject().put("login", ENGINEER).put("name", "Karim Lenoir")
                .put("kind", "engineer").put("mfa", "fido2");
        ObjectNode all = engineer.putArray("grants").addObject();
        SERVERS.forEach(server -> all.withArray("servers").add(server.id()));
        rights(all);
        ObjectNode second = accounts.addObject().put("login", SECOND_ENGINEER).put("name", "Nadia Bensaïd")
                .put("kind", "engineer").put("mfa", "fido2");
        ObjectNode everywhere = second.putArray("grants").addObject();
        SERVERS.forEach(server -> everywhere.withArray("servers").add(server.id()));
        rights(everywhere);
        ObjectNode developer = accounts.addObject().put("login", DEVELOPER).put("name", "Jeanne Durand")
                .put("kind", "developer").put("mfa", "totp");
        ObjectNode some = developer.putArray("grants").addObject();
        some.withArray("servers").add("acme-web1").add("acme-pp");
        rights(some);
        some.withArray("rights").add("rights-reset");
        some.put("until", "2026-12-31");
        ObjectNode module = accounts.addObject().put("login", "lmartin").put("name", "Léa Martin")
                .put("kind", "developer").put("mfa", "totp");
        ObjectNode temporary = module.putArray("grants").addObject();
        temporary.withArray("servers").add("bora-pp");
        temporary.withArray("rights").add("logs");
        temporary.put("since", today.minusDays(20).toString()).put("until", today.minusDays(6).toString())
                .put("purpose", "Mise à jour d’un module").put("grantedBy", ENGINEER);
        ObjectNode oncall = accounts.addObject().put("login", ONCALL).put("name", "Samir Haddad")
                .put("kind", "oncall").put("mfa", "yubikey");
        ObjectNode watched = oncall.putArray("grants").addObject();
        SERVERS.forEach(server -> watched.withArray("servers").add(server.id()));
        watched.withArray("rights").add("logs").add("diagnose");
        return mapper.writerWithDefaultPrettyPrinter().writeValueAsBytes(root);
    }

    private static void rights(ObjectNode grant) {
        grant.withArray("rights").add("logs").add("binlog").add("whitelist").add("diagnose");
    }

    private static String cms(LabServer server) {
        return server.client().equals("acme") ? "prestashop" : "magento";
    }
}
