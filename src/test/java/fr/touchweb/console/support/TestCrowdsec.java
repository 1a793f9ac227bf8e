package fr.touchweb.console.support;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A real CrowdSec: its local interface on a free port, a database of its own, no central service. */
public final class TestCrowdsec implements AutoCloseable {
    private final Path config;
    private final Process server;

    private TestCrowdsec(Path config, Process server) {
        this.config = config;
        this.server = server;
    }

    public static TestCrowdsec start(Path folder) throws Exception {
        RealPeer.require("crowdsec");
        RealPeer.require("cscli");
        Files.createDirectories(folder.resolve("hub"));
        Files.createDirectories(folder.resolve("data"));
        Files.writeString(folder.resolve("hub/index.json"), "{}");
        Files.writeString(folder.resolve("simulation.yaml"), "");
        Files.writeString(folder.resolve("profiles.yaml"), """
                name: ban
                filters:
                  - Alert.GetScope() == "Ip"
                decisions:
                  - type: ban
                    duration: 4h
                on_success: break
                """);
        int port = TestSshd.freePort();
        Path config = Files.writeString(folder.resolve("config.yaml"), """
                common:
                  daemonize: false
                  log_media: stdout
                config_paths:
                  config_dir: %1$s
                  data_dir: %1$s/data
                  simulation_path: %1$s/simulation.yaml
                  hub_dir: %1$s/hub
                  index_path: %1$s/hub/index.json
                  notification_dir: %1$s
                db_config:
                  type: sqlite
                  db_path: %1$s/crowdsec.db
                  use_wal: true
                api:
                  client:
                    credentials_path: %1$s/client.yaml
                  server:
                    listen_uri: 127.0.0.1:%2$d
                    profiles_path: %1$s/profiles.yaml
                prometheus:
                  enabled: false
                """.formatted(folder, port));
        TestSshd.run("cscli", "-c", config.toString(), "machines", "add", "test", "--auto", "-f",
                folder + "/client.yaml", "-u", "http://127.0.0.1:" + port);
        Process server = new ProcessBuilder("crowdsec", "-c", config.toString(), "-no-cs").redirectErrorStream(true)
                .redirectOutput(folder.resolve("crowdsec.log").toFile()).start();
        TestCrowdsec crowdsec = new TestCrowdsec(config, server);
        Await.until("CrowdSec answers", () -> new ProcessBuilder(crowdsec.argv("decisions", "list")).start()
                .waitFor() == 0);
        return crowdsec;
    }

    public List<String> client() {
        return List.of("cscli", "-c", config.toString());
    }

    private List<String> argv(String... words) {
        List<String> argv = new ArrayList<>(client());
        argv.addAll(List.of(words));
        return argv;
    }

    public String run(String... words) throws Exception {
        return TestSshd.run(argv(words).toArray(String[]::new));
    }

    /** Ends it, as a daemon that is down. */
    @Override
    public void close() throws Exception {
        server.destroyForcibly().waitFor();
    }
}
