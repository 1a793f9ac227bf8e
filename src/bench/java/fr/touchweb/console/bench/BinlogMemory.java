package fr.touchweb.console.bench;

import fr.touchweb.console.core.binlog.SavedText;
import fr.touchweb.console.core.policy.BinlogPolicy;
import fr.touchweb.console.core.policy.Policies;
import fr.touchweb.console.core.task.CurrentThreadRunner;
import fr.touchweb.console.core.task.Outcome;
import fr.touchweb.console.core.task.Task;
import fr.touchweb.console.core.text.Message;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** Reads text in a Java of its own, whose heap is bounded; says how much it took at most. */
public final class BinlogMemory {
    private static final int STATEMENT = 100 << 20;

    private BinlogMemory() {}

    public static void main(String[] args) throws Exception {
        BinlogPolicy policy = new Policies(Path.of("none")).load("tw").binlog();
        if (args[0].equals("text")) {
            scan(Path.of(args[1]), policy);
        } else {
            scan(statement(), policy);
        }
        long peak = ManagementFactory.getMemoryPoolMXBeans().stream().filter(p -> p.getType() == MemoryType.HEAP)
                .map(MemoryPoolMXBean::getPeakUsage).mapToLong(usage -> usage.getUsed()).sum();
        System.out.println("peak " + (peak >> 20) + " MiB");
    }

    static void scan(Path text, BinlogPolicy policy) throws Exception {
        try (InputStream in = Files.newInputStream(text)) {
            scan(in, policy);
        }
    }

    private static void scan(InputStream in, BinlogPolicy policy) throws Exception {
        long[] rows = new long[1];
        new CurrentThreadRunner().start(Task.of(Message.of("binlog.none", ""),
                control -> new SavedText(policy, null).read(in, "-", -1, transaction -> rows[0] += transaction.rows(),
                        null, control)),
                outcome -> {
                    if (!(outcome instanceof Outcome.Success<?>)) {
                        throw new IllegalStateException(outcome.toString());
                    }
                });
        if (rows[0] == 0) {
            throw new IOException("no rows were read");
        }
    }

    /** One statement of 100 MB on one line, and the row that it wrote on another. */
    private static InputStream statement() {
        long end = 40 + STATEMENT + 100L;
        String before = "DELIMITER /*!*/;\n# at 4\n#260101 12:00:00 server id 1  end_log_pos 40 \tStart: binlog v 4, "
                + "server v 10.11.19-MariaDB created 260101 12:00:00\n# at 40\n# at " + end + "\n"
                + "#260101 12:00:00 server id 1  end_log_pos " + end + " \tAnnotate_rows:\n#Q> ";
        String between = "\n#260101 12:00:00 server id 1  end_log_pos " + (end + 50)
                + " \tTable_map: `s`.`t` mapped to number 18\n# at " + (end + 50)
                + "\n#260101 12:00:00 server id 1  end_log_pos " + (end + STATEMENT)
                + " \tWrite_rows: table id 18 flags: STMT_END_F\n### INSERT INTO `s`.`t`\n### SET\n###   @1='";
        String after = "'\n# Number of rows: 1\n# at " + (end + STATEMENT)
                + "\n#260101 12:00:00 server id 1  end_log_pos " + (end + STATEMENT + 31)
                + " \tXid = 5\nCOMMIT/*!*/;\nDELIMITER ;\n# End of log file\n";
        return new SequenceInputStream(Collections.enumeration(List.of(bytes(before), new Letters(STATEMENT),
                bytes(between), new Letters(STATEMENT), bytes(after))));
    }

    private static InputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** So many letters, none of which is in memory. */
    private static final class Letters extends InputStream {
        private long left;

        Letters(long count) {
            left = count;
        }

        @Override
        public int read() {
            return left-- > 0 ? 'x' : -1;
        }

        @Override
        public int read(byte[] buffer, int start, int length) {
            if (left <= 0) {
                return -1;
            }
            int count = (int) Math.min(left, length);
            Arrays.fill(buffer, start, start + count, (byte) 'x');
            left -= count;
            return count;
        }
    }
}
