package fr.touchweb.console.core.logs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import fr.touchweb.console.core.fleet.Fleet;
import fr.touchweb.console.core.fleet.FleetReader;
import fr.touchweb.console.core.logs.LogSource.Vantage;
import fr.touchweb.console.core.logs.follow.SourceKey;
import fr.touchweb.console.core.policy.LogPathPolicy;
import fr.touchweb.console.core.policy.Policies;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogSourceTest {
    private static final String FLEET = """
            {"version": 1, "servers": [
              {"id": "web1", "host": "192.0.2.1", "role": "production",
               "logs": [{"id": "access", "path": "/var/log/apache2/*access.log"},
                        {"id": "app", "path": "/home/www/app.log"},
                        {"id": "sshd", "path": "journal:ssh.service"}],
               "mirror": {"server": "manager", "path": "/srv/logs/web1"}},
              {"id": "web2", "host": "192.0.2.2", "role": "production"},
              {"id": "manager", "host": "192.0.2.9", "role": "manager"}]}
            """;

    @TempDir
    private Path folder;

    private List<LogSource> sources(String server, boolean manager) throws Exception {
        LogPathPolicy policy = new Policies(folder).load("tw").logPaths();
        return ServerLogs.of(fleet(), policy, id -> manager || !id.equals("manager")).stream()
                .filter(one -> one.server().equals(server)).findFirst().orElseThrow().sources();
    }

    private static Fleet fleet() throws IOException {
        return new FleetReader(1 << 20).read(Map.of("fleet.json", FLEET.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void theHypervisorsCopyIsTheSameLogAtAnotherPlace() throws Exception {
        List<LogSource> all = sources("web1", true);
        LogSource access = all.getFirst();
        assertEquals(new LogSource.Copy("manager", "/srv/logs/web1/apache2/*access.log", 60), access.copy());
        assertEquals(new SourceKey("web1", "/var/log/apache2/*access.log"), access.place());
        LogSource copy = access.from(Vantage.HYPERVISOR);
        assertEquals(new SourceKey("manager", "/srv/logs/web1/apache2/*access.log"), copy.place());
        assertEquals(access.name(), copy.name());
        assertEquals(access, copy.from(Vantage.LIVE));
        LogSource app = all.get(1);
        assertNull(app.copy(), "only web logs are copied");
        assertThrows(IllegalArgumentException.class, () -> app.from(Vantage.HYPERVISOR));
        assertNull(sources("web1", false).getFirst().copy(), "who may not read there is not shown it");
    }

    @Test
    void theJournalIsASource() throws Exception {
        assertEquals(new SourceKey("web1", "journal:ssh.service"), sources("web1", true).getLast().place());
        LogSource journal = sources("web2", true).getLast();
        assertEquals("web2:journal", journal.name());
        assertEquals("journal", journal.pattern());
    }
}
