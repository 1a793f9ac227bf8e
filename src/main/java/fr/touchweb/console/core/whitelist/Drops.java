package fr.touchweb.console.core.whitelist;

import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.whitelist.Applied.Status;
import fr.touchweb.console.core.whitelist.drop.DropState;
import fr.touchweb.console.core.whitelist.drop.FileDrop;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The requests that this run of the console has left as files. Thread-safe. */
final class Drops {
    private final Map<String, Left> requests = new ConcurrentHashMap<>();

    private record Left(FileDrop drop, FileDrop.Request request) {}

    Applied left(ServerLists there, FileDrop drop, FileDrop.Request request) {
        requests.put(request.id(), new Left(drop, request));
        return new Applied(there.server().id(), Status.DROPPED, null, request.id(), null, List.of(), List.of());
    }

    DropState state(Applied applied) throws RemoteException, InterruptedException {
        Left left = applied.change() == null ? null : requests.get(applied.change());
        return left == null ? new DropState.Unknown() : left.drop().state(left.request());
    }
}
