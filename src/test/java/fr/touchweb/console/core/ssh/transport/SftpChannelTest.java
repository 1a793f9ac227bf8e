package fr.touchweb.console.core.ssh.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.ssh.RemoteException.Kind;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A connection that ends in the middle of an answer. */
class SftpChannelTest {
    @Test
    void whoseAnswerIsTornHearsOfItAtOnce() throws Exception {
        try (PipedOutputStream server = new PipedOutputStream();
                PipedInputStream in = new PipedInputStream(server, 1 << 10)) {
            server.write(ByteBuffer.allocate(9).putInt(5).put((byte) SftpPacket.VERSION).putInt(3).array());
            SftpChannel channel = SftpChannel.open("web1", in, OutputStream.nullOutputStream(), Duration.ofSeconds(10),
                    () -> {});
            SftpCall call = channel.send(new SftpPacket(SftpPacket.READ), new SftpCall(channel, new byte[100], 0, 100));
            server.write(ByteBuffer.allocate(20).putInt(109).put((byte) SftpPacket.DATA).putInt(1).putInt(100).array());
            server.close();
            assertEquals(Kind.LOST, assertThrows(RemoteException.class, call::awaitData).kind(),
                    "not once its time is over");
        }
    }
}
