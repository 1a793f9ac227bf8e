package fr.touchweb.console.support;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A network namespace of the test with its loopback up; nothing in it reaches this machine. Needs root. */
public final class TestNamespace implements AutoCloseable {
    private static final int PORT = 8080;

    private final String name;
    private final List<Process> servers = new ArrayList<>();

    private TestNamespace(String name) {
        this.name = name;
    }

    public static TestNamespace create() throws Exception {
        RealPeer.require("ip");
        RealPeer.requireThat(TestSshd.isRoot(), "a network namespace needs root");
        String name = "twt" + Integer.toString(new Random().nextInt(1 << 30), 36);
        Process add = new ProcessBuilder("ip", "netns", "add", name).redirectErrorStream(true).start();
        String said = new String(add.getInputStream().readAllBytes());
        RealPeer.requireThat(add.waitFor() == 0, "no network namespaces here: " + said);
        TestNamespace space = new TestNamespace(name);
        space.run("ip", "link", "set", "lo", "up");
        return space;
    }

    /** Joins this machine and the namespace by a cable with an address at each end; it goes with the namespace. */
    public void join(String ours, String theirs) throws Exception {
        String end = name.substring(0, Math.min(name.length(), 12));
        Process add = new ProcessBuilder("ip", "link", "add", end + "a", "type", "veth", "peer", "name", end + "b",
                "netns", name).redirectErrorStream(true).start();
        String said = new String(add.getInputStream().readAllBytes());
        // No program that could be installed: a kernel has them or has them not.
        assumeTrue(add.waitFor() == 0, "no veth here: " + said);
        TestSshd.run("ip", "address", "add", ours + "/30", "dev", end + "a");
        TestSshd.run("ip", "link", "set", end + "a", "up");
        run("ip", "address", "add", theirs + "/30", "dev", end + "b");
        run("ip", "link", "set", end + "b", "up");
    }

    /** What runs a program inside. */
    public List<String> argv(String... words) {
        List<String> argv = new ArrayList<>(List.of("ip", "netns", "exec", name));
        argv.addAll(List.of(words));
        return argv;
    }

    public String run(String... words) throws Exception {
        return TestSshd.run(argv(words).toArray(String[]::new));
    }

    /** Starts a server that takes connections of both families. */
    public void listen() throws Exception {
        for (String address : List.of("TCP4-LISTEN:" + PORT, "TCP6-LISTEN:" + PORT + ",ipv6only=1")) {
            RealPeer.require("socat");
            servers.add(new ProcessBuilder(argv("socat", address + ",fork,reuseaddr", "EXEC:/bin/true")).start());
        }
        Await.until("it listens", () -> run("ss", "-ltn").lines().filter(l -> l.contains(":" + PORT)).count() == 2);
    }

    /** Whether a connection from one address of the namespace to another is taken. */
    public boolean reaches(String from, String to) throws Exception {
        boolean six = to.contains(":");
        String target = six ? "TCP6:[" + to + "]:" : "TCP4:" + to + ":";
        String source = six ? "[" + from + "]" : from;
        Process process = new ProcessBuilder(argv("socat", "-u", target + PORT + ",bind=" + source
                + ",connect-timeout=1", "-")).redirectErrorStream(true).start();
        process.getOutputStream().close();
        process.getInputStream().readAllBytes();
        return process.waitFor() == 0;
    }

    @Override
    public void close() throws Exception {
        for (Process server : servers) {
            server.descendants().forEach(ProcessHandle::destroyForcibly);
            server.destroyForcibly().waitFor();
        }
        TestSshd.run("ip", "netns", "delete", name);
    }
}
