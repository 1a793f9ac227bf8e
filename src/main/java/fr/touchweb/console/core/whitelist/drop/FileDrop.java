package fr.touchweb.console.core.whitelist.drop;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fr.touchweb.console.core.address.Cidr;
import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.ssh.RemoteException.Kind;
import fr.touchweb.console.core.ssh.RemoteHost;
import fr.touchweb.console.core.text.Message;
import fr.touchweb.console.core.whitelist.register.Entry;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Leaves requests in {@code tw_supervisor/api/} and follows what becomes of them. It needs nothing but SFTP, and so works
 * in a jail. That a file was left is never taken for the change itself.
 */
public final class FileDrop {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int LARGEST = 64 << 10;

    private final RemoteHost host;
    private final String folder;
    private final Duration taken;
    private final Clock clock;

    /**
     * @param folder the api folder, as the account sees it
     * @param taken time after which a request that still lies there is told as not taken
     */
    public FileDrop(RemoteHost host, String folder, Duration taken, Clock clock) {
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

    /** Asks that an address is let in. A range, or one above the budget, waits for a second person on the server. */
    public Request add(Entry entry) throws RemoteException, InterruptedException {
        return leave("whitelist-add", JSON.createObjectNode().put("version", 1).put("address", entry.cidr().toString())
                .put("scope", entry.scope().id()).put("kind", entry.kind().id()).put("reason", entry.reason())
                .put("requester", entry.requester()).put("expires", entry.expires().toString()));
    }

    /** Asks that an entry of one's own is taken out. */
    public Request remove(String entry) throws RemoteException, InterruptedException {
        return leave("whitelist-remove", JSON.createObjectNode().put("version", 1).put("entry", entry));
    }

    /** Asks that a ban is lifted. */
    public Request unban(Cidr address) throws RemoteException, InterruptedException {
        return leave("unban", JSON.createObjectNode().put("version", 1).put("address", address.toString()));
    }

    /** Asks that the rights of the site's files are put right (G23): the one verb that the company's guide documents. */
    public Request resetRights() throws RemoteException, InterruptedException {
        Request request = new Request("reset_rights", "reset_rights", clock.instant());
        host.files().writeAtomically(path(request.file()), new byte[0], null);
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
            return request.file().equals("reset_rights") ? new DropState.Done() : new DropState.Unknown();
        }
        try {
            JsonNode said = JSON.readTree(answer);
            String reason = said.path("reason").asText();
            return switch (said.path("state").asText()) {
                case "done" -> new DropState.Done();
                case "waiting" -> new DropState.Waiting(reason);
                case "refused" -> new DropState.Refused(reason);
                default -> new DropState.Unknown();
            };
        } catch (JsonProcessingException _) {
            return new DropState.Unknown();
        } catch (IOException e) {
            throw new IllegalStateException("bytes in memory", e);
        }
    }

    private Request leave(String verb, ObjectNode content) throws RemoteException, InterruptedException {
        String id = UUID.randomUUID().toString().replace("-", "").substring(0, 16);
        Request request = new Request(id, verb + "." + id + ".json", clock.instant());
        host.files().writeAtomically(path(request.file()), content.toString().getBytes(StandardCharsets.UTF_8), null);
        return request;
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
                    Message.of("whitelist.text", String.valueOf(e.getMessage())), e);
        }
    }

    private String path(String name) {
        return folder + "/" + name;
    }
}
