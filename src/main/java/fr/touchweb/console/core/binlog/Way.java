package fr.touchweb.console.core.binlog;

import fr.touchweb.console.core.binlog.model.BinlogFile;
import fr.touchweb.console.core.binlog.model.BinlogFile.Checksum;
import fr.touchweb.console.core.binlog.model.BinlogFile.Encryption;
import fr.touchweb.console.core.binlog.model.Family;
import fr.touchweb.console.core.binlog.model.ReadingTool;
import fr.touchweb.console.core.binlog.model.Verdict;
import fr.touchweb.console.core.binlog.model.Verdict.State;
import fr.touchweb.console.core.binlog.run.ServerLogin;
import fr.touchweb.console.core.binlog.run.ToolCommand;
import fr.touchweb.console.core.policy.BinlogPolicy;
import fr.touchweb.console.core.text.Message;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a file is read: with which tool, and where its bytes are encrypted with which login on the database server, which
 * alone can decrypt it (reference binlog 4). The login is wiped at the end.
 *
 * @param nice whether the run can be made polite
 */
record Way(BinlogFile file, ReadingTool tool, boolean nice, @Nullable ServerLogin login) implements AutoCloseable {
    /** Common header, scheme, version of the key, nonce (mariadb.com, Start_encryption_event). */
    private static final int START_ENCRYPTION = 19 + 1 + 4 + 12;
    private static final int CRC = 4;

    /** Why the file is not to be read at all, null when it is. */
    @Nullable
    Verdict refusal() {
        Message problem = file.problem();
        if (tool.program() == null) {
            return refused(State.NO_TOOL, Message.of("binlog.verdict.noTool"));
        }
        if (file.state() == BinlogFile.State.FOREIGN && problem != null) {
            return refused(State.FOREIGN, problem);
        }
        if (file.encrypted() && login == null) {
            return refused(State.ENCRYPTED, Message.of("binlog.verdict.encrypted"));
        }
        if (file.family() != Family.UNKNOWN && tool.family() != Family.UNKNOWN && file.family() != tool.family()) {
            return refused(State.WRONG_TOOL, Message.of("binlog.verdict.wrongTool", tool.program(), file.server()));
        }
        return null;
    }

    private Verdict refused(State state, Message message) {
        return new Verdict(state, 0, file.size(), message, "");
    }

    /**
     * One run.
     *
     * @param from position to start at, 0 for the beginning
     * @param to position to stop at, 0 for the end
     */
    ToolCommand command(long from, long to, List<String> options, BinlogPolicy policy) {
        String program = tool.program();
        if (program == null) {
            throw new IllegalArgumentException("a machine without mysqlbinlog was to be refused before");
        }
        List<String> extra = new ArrayList<>(options);
        if (from > 0) {
            extra.add("--start-position=" + from);
        }
        if (to > 0) {
            extra.add("--stop-position=" + (to + sentAnew(from)));
        }
        List<String> arguments = login == null
                ? ToolCommand.arguments(file.path(), extra)
                : ToolCommand.throughServer(file.name(), extra);
        return new ToolCommand(program, arguments, login, tool.folder(), tool.compressor(),
                nice ? policy.niceness() : -1, policy.temporaryMegabytes());
    }

    /** Bytes that the tool counts too much where the server sends the event of its encryption before a part. */
    private long sentAnew(long from) {
        if (from == 0 || login == null || file.encryption() != Encryption.MARIADB) {
            return 0;
        }
        return START_ENCRYPTION + (file.checksum() == Checksum.CRC32 ? CRC : 0);
    }

    @Override
    public void close() {
        if (login != null) {
            Arrays.fill(login.optionFile(), (byte) 0);
        }
    }
}
