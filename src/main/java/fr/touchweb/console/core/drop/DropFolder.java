package fr.touchweb.console.core.drop;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.ssh.RemoteException.Kind;
import fr.touchweb.console.core.ssh.RemoteHost;
import fr.touchweb.console.core.text.Message;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A folder {@code tw_supervisor/api/}: leaves requests in it and follows what becomes of them. It needs nothing but SFTP,
 * and so works in a jail. That a file was left is never taken for the change itself.
 */
public final class DropFolder {
    /** Where it stands in the folder of a site (G23). */
    public static final String PLACE = "tw_supervisor/api";

    private static final JsonMapper JSON = new JsonMapper();
    private static final String RESET_RIGHTS = "reset_rights";
    private static final int LARGEST = 64 << 10;

    private final RemoteHost host;
    private final String folder;
    private final Duration taken;
    private final Clock clock;

    /**
     * @param folder as the account sees it
     * @param taken time after which a request that still lies there is told as not taken
     */
    public DropFolder(RemoteHost host, String folder, Duration taken, Clock clock) {
        this.host = host;
        this.folder = folder;
        this.taken = taken;
        this.clock = clock;
    }

    /**
     * A request that was left.
     *
     * @param id names its answer
     * @param file its name in the folder
     * @param left moment
     */
    public record Request(String id, String file, Instant left) {}

    /** Asks for something with a content of ours. */
    public Request leave(String verb, ObjectNode content) throws RemoteException, InterruptedException {
        String id = UUID.randomUUID().toString().replace("-", "").substring(0, 16);
        Request request = new Request(id, verb + "." + id + ".json", clock.instant());
        host.files().writeAtomically(path(request.file()), content.toString().getBytes(StandardCharsets.UTF_8), null);
        return request;
    }

    /**
     * Asks that the rights of the site's files are put right (G23): the one request that the company's guide documents. One
     * that somebody has left already is followed as if it were ours.
     */
    public Request resetRights() throws RemoteException, InterruptedException {
        Request request = new Request(RESET_RIGHTS, RESET_RIGHTS, clock.instant());
        if (!exists(path(RESET_RIGHTS))) {
            host.files().writeAtomically(path(RESET_RIGHTS), new byte[0], null);
        }
        return request;
    }

    /** Where a request stands now; each call looks once. */
    public DropState state(Request request) throws RemoteException, InterruptedException {
        Duration since = Duration.between(request.left(), clock.instant());
        if (exists(path(request.file()))) {
            return since.compareTo(taken) >= 0 ? new DropState.NotTaken(since) : new DropState.Pending(since);
        }
        byte[] answer = read(path(request.id() + ".state"));
        if (answer == null) {
            // The company's own supervisor takes reset_rights and answers nothing.
            return request.file().equals(RESET_RIGHTS) ? new DropState.Done() : new DropState.Unknown();
        }
        try {
            return said(request, JSON.readTree(answer));
        } catch (JsonProcessingException _) {
            return new DropState.Unknown();
        } catch (IOException e) {
            throw new IllegalStateException("bytes in memory", e);
        }
    }

    private static DropState said(Request request, JsonNode said) {
        String reason = said.path("reason").asText();
        return switch (said.path("state").asText()) {
            case "done" -> new DropState.Done();
            case "waiting" -> new DropState.Waiting(reason);
            case "refused" -> new DropState.Refused(reason);
            default -> new DropState.Unknown();
        };
    }

    private boolean exists(String path) throws RemoteException, InterruptedException {
        try {
            host.files().stat(path);
            return true;
        } catch (RemoteException e) {
            if (e.kind() == Kind.NO_SUCH_FILE) {
                return false;
            }
            throw e;
        }
    }

    private byte @Nullable [] read(String path) throws RemoteException, InterruptedException {
        if (!exists(path)) {
            return null;
        }
        try (InputStream in = host.files().read(path, 0)) {
            return in.readNBytes(LARGEST);
        } catch (RemoteException e) {
            throw e;
        } catch (IOException e) {
            throw new RemoteException(Kind.PROTOCOL,
                    Message.of("drop.unreadable", path, String.valueOf(e.getMessage())),
                    e);
        }
    }

    private String path(String name) {
        return folder + "/" + name;
    }
}
