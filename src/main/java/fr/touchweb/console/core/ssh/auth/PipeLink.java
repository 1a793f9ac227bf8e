package fr.touchweb.console.core.ssh.auth;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** An agent at a named pipe of Windows; any file that answers will do. */
record PipeLink(String pipe) implements AgentLink {
    @Override
    public byte[] call(byte[] request, Duration limit) throws IOException, InterruptedException {
        RandomAccessFile file = new RandomAccessFile(pipe, "rw");
        try {
            CompletableFuture<byte[]> answer = new CompletableFuture<>();
            // A pipe knows neither time limits nor interrupts; closing it frees the thread.
            Thread.ofPlatform().daemon().name("agent-pipe").start(() -> {
                try {
                    file.write(ByteBuffer.allocate(4 + request.length).putInt(request.length).put(request).array());
                    byte[] bytes = new byte[AgentLink.checkedLength(file.readInt())];
                    file.readFully(bytes);
                    answer.complete(bytes);
                } catch (IOException e) {
                    answer.completeExceptionally(e);
                }
            });
            return answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new AgentException("no answer in time");
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
        } finally {
            file.close();
        }
    }
}
