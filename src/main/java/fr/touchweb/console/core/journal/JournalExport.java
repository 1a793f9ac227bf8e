package fr.touchweb.console.core.journal;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedWriter;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** Entries for other programs: a table (RFC 4180) or JSON Lines, times in UTC. */
public enum JournalExport {
    CSV {
        @Override
        void begin(BufferedWriter out) throws IOException {
            out.write("sequence,time,person,machine,target,action,detail,result,clockOffsetMillis\r\n");
        }

        @Override
        void write(ChangeEntry entry, BufferedWriter out) throws IOException {
            out.write(List.of(String.valueOf(entry.sequence()), entry.time().toString(), entry.person(),
                    entry.machine(), entry.target(), entry.action(), entry.detail(), entry.result()).stream()
                    .map(JournalExport::cell).collect(Collectors.joining(",")));
            out.write("," + Objects.toString(entry.clockOffsetMillis(), "") + "\r\n");
        }
    },
    JSON_LINES {
        @Override
        void begin(BufferedWriter out) {}

        @Override
        void write(ChangeEntry entry, BufferedWriter out) throws IOException {
            ObjectNode line = MAPPER.createObjectNode().put("sequence", entry.sequence())
                    .put("time", entry.time().toString()).put("person", entry.person())
                    .put("machine", entry.machine()).put("target", entry.target()).put("action", entry.action())
                    .put("detail", entry.detail()).put("result", entry.result());
            if (entry.clockOffsetMillis() != null) {
                line.put("clockOffsetMillis", entry.clockOffsetMillis());
            }
            out.write(MAPPER.writeValueAsString(line));
            out.write('\n');
        }
    };

    private static final JsonMapper MAPPER = new JsonMapper();

    abstract void begin(BufferedWriter out) throws IOException;

    abstract void write(ChangeEntry entry, BufferedWriter out) throws IOException;

    /** Quoted where a table needs it; a text that a spreadsheet would take for a formula gets an apostrophe before it. */
    private static String cell(String text) {
        boolean formula = !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0;
        String safe = formula ? "'" + text : text;
        boolean plain = safe.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? safe : '"' + safe.replace("\"", "\"\"") + '"';
    }
}
