package fr.touchweb.console.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.touchweb.console.core.fleet.facts.Fact;
import fr.touchweb.console.core.fleet.facts.Facts;
import fr.touchweb.console.core.fleet.facts.FactsParser;
import fr.touchweb.console.core.fleet.facts.Origin;
import fr.touchweb.console.core.fleet.facts.Product;
import fr.touchweb.console.core.fleet.facts.ServerProbe;
import fr.touchweb.console.core.fleet.facts.Software;
import fr.touchweb.console.core.ssh.Capabilities;
import fr.touchweb.console.core.ssh.CapabilityProbe;
import fr.touchweb.console.core.ssh.Command;
import fr.touchweb.console.core.ssh.CommandResult;
import fr.touchweb.console.core.ssh.Exit;
import fr.touchweb.console.core.ssh.RemoteFiles;
import fr.touchweb.console.core.ssh.RemoteHost;
import fr.touchweb.console.core.ssh.RemoteProcess;
import fr.touchweb.console.core.ssh.ShellQuoting;
import fr.touchweb.console.lab.traffic.TrafficPlan;
import fr.touchweb.console.support.RealPeer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the console's own probe makes of the lab's servers, asked through OpenSSH. */
@Timeout(180)
class LabFactsTest {
    @TempDir
    Path parent;

    /** A server of the lab, through the {@code ssh} program. */
    private record Asked(Lab lab, String name) implements RemoteHost {
        @Override
        public CommandResult run(Command command) throws InterruptedException {
            try {
                Process process = new ProcessBuilder(RealPeer.require("ssh").toString(), "-F", "/dev/null", "-o",
                        "BatchMode=yes", "-o", "UserKnownHostsFile=" + lab.consoles().ssh().ownKnownHosts(), "-i",
                        lab.consoles().ssh().identities().get(0).toString(), "-o", "IdentitiesOnly=yes", "-p",
                        String.valueOf(lab.port(name)), lab.console().login() + "@127.0.0.1", "--",
                        ShellQuoting.line(command.argv())).redirectError(ProcessBuilder.Redirect.INHERIT).start();
                process.getOutputStream().close();
                ByteArrayOutputStream out = new ByteArrayOutputStream();
                process.getInputStream().transferTo(out);
                return new CommandResult(new Exit.Code(process.waitFor()), out.toByteArray(), new byte[0], false,
                        Duration.ZERO);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public Capabilities capabilities() throws InterruptedException {
            Instant before = Instant.now();
            String text = run(CapabilityProbe.command()).text();
            return CapabilityProbe.read(text, before, Instant.now(), true);
        }

        @Override
        public RemoteProcess start(Command command) {
            throw new UnsupportedOperationException();
        }

        @Override
        public RemoteFiles files() {
            throw new UnsupportedOperationException();
        }
    }

    private static <T> T known(Fact<T> fact) {
        return assertInstanceOf(Fact.Known.class, fact, fact.toString()).value() instanceof Object value
                ? cast(value)
                : null;
    }

    @SuppressWarnings("unchecked")
    private static <T> T cast(Object value) {
        return (T) value;
    }

    @Test
    void eachServerIsWhatItsFixtureSays() throws Exception {
        TrafficPlan plan = TrafficPlan.demonstration().withHistory(Duration.ZERO);
        try (Lab lab = Lab.start(new LabOptions(parent, Clock.systemUTC(), plan, false))) {
            Map<String, Facts> all = new TreeMap<>();
            for (LabServer server : lab.servers()) {
                Asked host = new Asked(lab, server.id());
                Capabilities account = host.capabilities();
                assertEquals("klenoir", account.user());
                assertEquals(false, account.jail());
                assertEquals(false, account.sudo());
                assertEquals(server.zone().getId(), account.zone());
                Facts facts = FactsParser
                        .parse(new ServerProbe(Clock.systemUTC(), Duration.ofSeconds(60)).probe(host));
                all.put(server.id(), facts);
                assertEquals("Debian " + server.debian(), known(facts.system()).label());
                assertTrue(known(facts.kernel()).contains(server.kernel()));
                assertEquals(server.cores(), known(facts.processors()));
                assertEquals(server.php(), only(facts, Product.PHP).version());
                assertEquals(server.haproxy(), only(facts, Product.HAPROXY).version());
                assertEquals(server.database(),
                        only(facts, server.mariadb() ? Product.MARIADB : Product.MYSQL).version());
                assertEquals(List.of(), known(facts.of(server.nginx() ? Product.APACHE : Product.NGINX)));
                assertEquals(Boolean.TRUE, only(facts, Product.PHP).running());
                assertEquals(server.rootUsedPercent(), facts.mount("/").orElseThrow().usedPercent());
                assertEquals(server.logUsedPercent(), facts.mount("/var/log").orElseThrow().usedPercent());
                assertTrue(known(facts.load()).one() < 4, facts.load().toString());
                assertEquals(server.id().equals("acme-web2"), known(facts.pageSpeed()));
                assertEquals(server.memoryMebibytes() * 1024L * 1024, known(facts.memory()).total());
                assertEquals(false, known(facts.rebootRequired()));
                assertInstanceOf(Fact.Known.class, facts.updates(), facts.updates().toString());
            }
            assertTrue(known(all.get("bora-web1").raid()).isDegraded());
            assertEquals(Origin.SURY, only(all.get("acme-web2"), Product.PHP).origin());
            assertEquals(Origin.DEBIAN, only(all.get("acme-web1"), Product.PHP).origin());
        }
    }

    private static Software only(Facts facts, Product product) {
        List<Software> found = known(facts.of(product));
        assertEquals(1, found.size(), product + " " + found);
        return found.get(0);
    }
}
