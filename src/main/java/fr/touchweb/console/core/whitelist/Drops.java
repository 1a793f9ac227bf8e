package fr.touchweb.console.core.whitelist;

import fr.touchweb.console.core.drop.DropFolder;
import fr.touchweb.console.core.drop.DropState;
import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.whitelist.Applied.Status;
import fr.touchweb.console.core.whitelist.drop.FileDrop;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** The requests that this run of the console has left as files. Thread-safe. */
final class Drops {
    private static final Duration LOOK = Duration.ofSeconds(2);

    private final Map<String, Left> requests = new ConcurrentHashMap<>();

    private record Left(FileDrop drop, DropFolder.Request request) {}

    Applied left(ServerLists there, FileDrop drop, DropFolder.Request request) {
        requests.put(request.id(), new Left(drop, request));
        return new Applied(there.server().id(), Status.DROPPED, null, request.id(), null, List.of(), List.of());
    }

    DropState followed(Applied applied, Pause pause, Consumer<DropState> heard)
            throws RemoteException, InterruptedException {
        DropState state = state(applied);
        heard.accept(state);
        while (!state.ended()) {
            pause.pass(LOOK);
            state = state(applied);
            heard.accept(state);
        }
        return state;
    }

    DropState state(Applied applied) throws RemoteException, InterruptedException {
        Left left = applied.change() == null ? null : requests.get(applied.change());
        return left == null ? new DropState.Unknown() : left.drop().state(left.request());
    }
}
