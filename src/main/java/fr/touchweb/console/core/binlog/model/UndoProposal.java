package fr.touchweb.console.core.binlog.model;

import fr.touchweb.console.core.text.Message;
import java.util.List;

/**
 * SQL that would write back what a transaction changed: text to read, to copy and to save, never run by the console.
 *
 * @param statements SQL without comments, in reverse order of the log; empty when nothing can be undone
 * @param reasons why it may be wrong or incomplete, the gravest first
 * @param complete whether every change of the transaction has its counterpart
 */
public record UndoProposal(Transaction transaction, List<String> statements, List<Message> reasons,
        boolean complete) {
    public UndoProposal {
        statements = List.copyOf(statements);
        reasons = List.copyOf(reasons);
    }
}
