package fr.touchweb.console.core.instance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import fr.touchweb.console.support.Await;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstanceDoorTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String LINK = "tw-console://acme-web1/var/log/a%20b.log@12";

    @TempDir
    private Path folder;

    private Optional<InstanceDoor> enter(String name, String link) throws IOException {
        return InstanceDoor.enter(folder.resolve("run"), name, StartRequest.of(link), PATIENCE);
    }

    @Test
    void theSecondHandsItsLinkToTheFirst() throws Exception {
        List<StartRequest> heard = new CopyOnWriteArrayList<>();
        try (InstanceDoor first = enter("default", null).orElseThrow()) {
            first.listen(heard::add);
            assertEquals(Optional.empty(), enter("default", LINK));
            assertEquals(Optional.empty(), enter("default", null));
            assertEquals(List.of(Optional.of(LINK), Optional.empty()),
                    heard.stream().map(StartRequest::target).toList());
            try (InstanceDoor other = enter("customer", null).orElseThrow()) {
                assertTrue(Files.exists(folder.resolve("run/customer.sock")), "another profile has a door of its own");
            }
        }
        assertFalse(Files.exists(folder.resolve("run/default.sock")));
        enter("default", null).orElseThrow().close();
    }

    @Test
    void onlyTheOwnerMayEnter() throws Exception {
        assumeFalse(System.getProperty("os.name").startsWith("Windows"), "rights of POSIX");
        Files.createDirectories(folder.resolve("run"));
        Files.setPosixFilePermissions(folder.resolve("run"), PosixFilePermissions.fromString("rwxrwxrwx"));
        try (InstanceDoor first = enter("default", null).orElseThrow()) {
            assertEquals("rwx------",
                    PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("run"))));
        }
    }

    @Test
    void whatAKilledProcessLeftIsNoDoor() throws Exception {
        Path socket = Files.createDirectories(folder.resolve("run")).resolve("default.sock");
        ServerSocketChannel.open(java.net.StandardProtocolFamily.UNIX).bind(UnixDomainSocketAddress.of(socket)).close();
        assertTrue(Files.exists(socket));
        enter("default", null).orElseThrow().close();
    }

    @Test
    void oneThatDoesNotAnswerIsToldApart() throws Exception {
        try (InstanceDoor deaf = enter("default", null).orElseThrow()) {
            assertThrows(IOException.class, () -> InstanceDoor.enter(folder.resolve("run"), "default",
                    StartRequest.of(null), Duration.ofMillis(200)));
        }
    }

    @Test
    void nonsenseIsRefusedAndTheNextOneHeard() throws Exception {
        List<StartRequest> heard = new CopyOnWriteArrayList<>();
        try (InstanceDoor first = enter("default", null).orElseThrow()) {
            first.listen(heard::add);
            for (String line : List.of("\n", "{\"version\":1,\"run\":\"rm\"}\n", "{\"version\":9}\n",
                    "x".repeat(16 << 10))) {
                try (SocketChannel guest = SocketChannel
                        .open(UnixDomainSocketAddress.of(folder.resolve("run/default.sock")))) {
                    guest.write(ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8)));
                    guest.shutdownOutput();
                    assertEquals(-1, guest.read(ByteBuffer.allocate(8)), "answered: " + line.strip());
                }
            }
            assertEquals(Optional.empty(), enter("default", LINK));
            Await.until("heard", () -> heard.size() == 1);
        }
    }
}
