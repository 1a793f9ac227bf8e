package fr.touchweb.console.core.binlog;

import fr.touchweb.console.core.binlog.model.Progress;
import fr.touchweb.console.core.binlog.model.Verdict;
import fr.touchweb.console.core.binlog.model.Verdict.State;
import fr.touchweb.console.core.binlog.text.BinlogText;
import fr.touchweb.console.core.binlog.text.RowListener;
import fr.touchweb.console.core.binlog.text.Zone;
import fr.touchweb.console.core.policy.BinlogPolicy;
import fr.touchweb.console.core.task.TaskControl;
import fr.touchweb.console.core.text.Message;
import java.io.IOException;
import java.io.InputStream;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** Text of mysqlbinlog that somebody saved, or that comes over standard input. */
public final class SavedText {
    private static final int LINES = 2_000;

    private final BinlogPolicy policy;
    private final @Nullable ZoneId zone;

    /** @param zone of its times until the text itself tells it; null for UTC */
    public SavedText(BinlogPolicy policy, @Nullable ZoneId zone) {
        this.policy = policy;
        this.zone = zone;
    }

    /**
     * Reads a text to its end.
     *
     * @param name that transactions carry as their file
     * @param size bytes of the text, -1 when not known; progress is of the text
     * @param rows hears rows, null when nobody wants them
     */
    public Verdict read(InputStream in, String name, long size, IndexListener listener, @Nullable RowListener rows,
            TaskControl control) throws IOException {
        Zone times = Zone.learnt(zone);
        BinlogText text = new BinlogText(in, name, times, policy.lineBytes(), policy.textBytes(),
                new TextPass(listener), rows);
        while (text.read(LINES)) {
            control.checkCancelled();
            listener.progress(new Progress(text.textBytes(), size, text.textBytes(), text.textBytes()));
        }
        text.finish();
        if (!times.known()) {
            listener.note(Message.of("binlog.note.zone"));
        }
        return verdict(text.state());
    }

    /** A text has no exit code: its end marker and the tool's own end are all there is. */
    private static Verdict verdict(BinlogText.State text) {
        if (text.encrypted()) {
            return verdict(State.ENCRYPTED, text, Message.of("binlog.verdict.encrypted"));
        }
        if (text.endMarker() && text.trailer()) {
            return verdict(State.COMPLETE, text, Message.of("binlog.verdict.complete"));
        }
        if (text.trailer()) {
            return verdict(State.UNCLOSED, text, Message.of("binlog.verdict.unclosed"));
        }
        if (text.position() == 0) {
            return verdict(State.FOREIGN, text, Message.of("binlog.verdict.noText"));
        }
        return verdict(State.CUT, text, Message.of("binlog.verdict.cutText", text.position()));
    }

    private static Verdict verdict(State state, BinlogText.State text, Message message) {
        return new Verdict(state, text.position(), -1, message, "");
    }
}
