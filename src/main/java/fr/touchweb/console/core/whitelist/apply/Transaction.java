package fr.touchweb.console.core.whitelist.apply;

import java.util.List;

/**
 * A change of several files that happens as a whole. Lines are shell text that {@code ShellQuoting} made of argument
 * vectors; an empty one is left out.
 *
 * @param id unique on the server, sortable by time
 * @param files in the order in which they are written
 * @param check line that runs before anything is written
 * @param validate line that says whether the written files hold
 * @param live line that makes them count
 * @param back line that makes the old files count again
 * @param probe line that says whether the service lives
 * @param keepSeconds time after which all is undone unless it is kept over a new connection, 0 for never
 */
public record Transaction(String id, List<FileChange> files, String check, String validate, String live, String back,
        String probe, int keepSeconds) {
    public Transaction {
        files = List.copyOf(files);
    }
}
