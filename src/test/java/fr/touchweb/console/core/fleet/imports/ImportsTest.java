package fr.touchweb.console.core.fleet.imports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.touchweb.console.core.fleet.Fleet;
import fr.touchweb.console.core.fleet.FleetReader;
import fr.touchweb.console.core.fleet.Role;
import fr.touchweb.console.core.fleet.Server;
import fr.touchweb.console.core.store.DocumentException;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportsTest {
    @TempDir
    Path folder;

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void ansibleHostsBecomeServersWithGroupsAsTags() throws IOException {
        ImportBatch batch = AnsibleImport.read("inv.json", bytes("""
                {"_meta":{"hostvars":{
                   "web1":{"ansible_host":"203.0.113.1","ansible_port":2222,"ansible_user":"deploy",
                           "ansible_ssh_common_args":"-o ProxyJump=bastion"},
                   "win":{"ansible_connection":"winrm"},
                   "bad":{"ansible_port":"22a"}}},
                 "all":{"children":["ungrouped","web"]},
                 "web":{"children":["production"]},"production":{"hosts":["web1"]},
                 "bastion_group":{"hosts":["bastion"]},"ungrouped":{"hosts":["win","bad"]}}"""));
        Server web = batch.servers().stream().filter(s -> s.id().equals("web1")).findFirst().orElseThrow();
        assertEquals("203.0.113.1", web.host());
        assertEquals(2222, web.port());
        assertEquals(Role.PRODUCTION, web.role());
        assertEquals(List.of("production", "web"), web.tags());
        assertEquals(List.of("bastion"), web.jump());
        assertEquals(List.of("win", "bad"), batch.refused().stream().map(ImportBatch.Refusal::name).toList());
        assertThrows(DocumentException.class, () -> AnsibleImport.read("x", bytes("[1]")));
    }

    @Test
    void tablesAreReadInTheirOwnDialect() throws IOException {
        ImportBatch batch = CsvImport.read("t.csv", bytes("""
                \uFEFFServeur;Adresse;Client;Rôle;Port;Étiquettes;Couleur
                web1;203.0.113.1;"Société ""Éclair""; fils";prod;2222;ha shop;bleu
                web2;203.0.113.2;;préproduction;;;

                web3;-oProxyCommand=x;;;;;
                web4;203.0.113.4;;roi;;;
                """));
        assertEquals(List.of("web1", "web2"), batch.servers().stream().map(Server::id).toList());
        assertEquals("societe-eclair-fils", batch.servers().get(0).client());
        assertEquals("Société \"Éclair\"; fils", batch.clients().get(0).name());
        assertEquals(List.of("ha", "shop"), batch.servers().get(0).tags());
        assertEquals(Role.PREPRODUCTION, batch.servers().get(1).role());
        assertEquals(List.of("web4", "web3"),
                batch.refused().stream().map(ImportBatch.Refusal::name).sorted(java.util.Comparator.reverseOrder())
                        .toList());
        assertEquals(1, batch.notes().size());
    }

    @Test
    void quotesMayHoldLineEndsAndOldCodePagesAreUnderstood() throws IOException {
        List<Csv.Row> rows = Csv.read("t", "a,b\r\n\"x\ny\",\"1,2\"\r\n");
        assertEquals(List.of("x\ny", "1,2"), rows.get(1).cells());
        assertEquals(2, rows.get(1).line());
        assertThrows(DocumentException.class, () -> Csv.read("t", "a,b\n\"open,1\n"));
        ImportBatch batch = CsvImport.read("t",
                "host,client\n203.0.113.1,Société\n".getBytes(Charset.forName("windows-1252")));
        assertEquals("societe", batch.servers().get(0).client());
    }

    @Test
    void aliasesOfSshConfigKeepTheirConfiguration() throws IOException {
        Path file = folder.resolve("config");
        Files.writeString(file, "Host acme-*\n  User jd\nHost acme-web1 acme-db\n  HostName 203.0.113.5\n");
        ImportBatch batch = SshConfigImport.read(file, folder);
        assertEquals(List.of(Server.of("acme-web1", "acme-web1"), Server.of("acme-db", "acme-db")), batch.servers());
        assertThrows(IOException.class, () -> SshConfigImport.read(folder.resolve("none"), folder));
    }

    @Test
    void thePreviewSaysWhatWillHappenAndNothingElseDoes() throws IOException {
        Fleet fleet = new FleetReader(1 << 20).read(Map.of("f", bytes("""
                {"version":1,"servers":[
                 {"id":"web1","host":"203.0.113.1","port":22,"tags":["old"],"binlogs":"/var/log/mysql/*bin*"},
                 {"id":"web2","host":"203.0.113.2"}]}""")));
        ImportPreview preview = ImportPreview.of(fleet, CsvImport.read("t", bytes("""
                id,host,port,client,jump
                web1,203.0.113.1,2222,acme,
                web2,203.0.113.2,,,
                web3,203.0.113.3,,,web1
                web4,203.0.113.4,,,nobody
                web3,203.0.113.9,,,
                """)));
        assertEquals(List.of("CHANGED web1 [client – → acme, port 22 → 2222]", "UNCHANGED web2 []", "ADDED web3 []",
                "REFUSED web4 []", "REFUSED web3 []"),
                preview.rows().stream().map(row -> row.kind() + " " + row.name() + " " + row.changes()).toList());
        Fleet after = preview.apply();
        new FleetReader(1 << 20).check(after);
        assertEquals("/var/log/mysql/*bin*", after.server("web1").orElseThrow().binlogs());
        assertEquals(List.of("old"), after.server("web1").orElseThrow().tags());
        assertTrue(after.client("acme").isPresent());
        assertEquals(3, after.servers().size());
        assertEquals(2, fleet.servers().size());
    }
}
