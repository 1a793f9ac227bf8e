package fr.touchweb.console.desktop.diagnose;

import fr.touchweb.console.core.diagnose.Judgement;
import fr.touchweb.console.core.diagnose.batch.BatchResult;
import fr.touchweb.console.core.diagnose.redirect.Hop;
import fr.touchweb.console.core.diagnose.redirect.RedirectReport;
import fr.touchweb.console.core.store.AtomicFile;
import fr.touchweb.console.desktop.diagnose.BatchModel.Line;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The checked rows as CSV (RFC 4180, UTF-8) with the names that JSON has too. */
final class BatchCsv {
    private static final List<String> HEAD = List.of("line", "url", "expected", "outcome", "reached", "statuses",
            "hops", "loop", "verdict", "origin", "confidence");

    private BatchCsv() {}

    static void write(List<Line> lines, Path file) throws IOException {
        String text = Stream.concat(Stream.of(HEAD), lines.stream().map(BatchCsv::row))
                .map(cells -> cells.stream().map(BatchCsv::cell).collect(Collectors.joining(",")))
                .collect(Collectors.joining("\r\n", "", "\r\n"));
        AtomicFile.write(file, text.getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> row(Line line) {
        BatchResult result = line.result();
        RedirectReport report = result == null ? null : result.report();
        Hop telling = report == null ? null : report.chain().telling();
        Optional<Judgement> judgement = report == null || telling == null
                || !telling.redirects()
                        ? Optional.empty()
                        : report.hop(telling.number()).map(one -> one.judgement());
        return List.of(String.valueOf(line.row().line()), line.row().shownUrl(), line.row().shownExpected(),
                result == null ? "" : result.outcome().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                result == null ? "" : text(result.reached()), BatchPane.statuses(line),
                report == null ? "" : String.valueOf(report.chain().hops().size()),
                report == null ? "" : String.valueOf(report.chain().loop() != null),
                judgement.map(one -> one.verdict().id()).orElse(""),
                judgement.map(one -> one.origin() == null ? "" : one.origin().id()).orElse(""),
                judgement.map(one -> one.confidence().id()).orElse(""));
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }

    /** A cell that a spreadsheet would run as a formula is made text by an apostrophe. */
    private static String cell(String value) {
        String safe = !value.isEmpty() && "=+-@\t\r".indexOf(value.charAt(0)) >= 0 ? "'" + value : value;
        return safe.chars().anyMatch(c -> c == '"' || c == ',' || c == '\n' || c == '\r')
                ? '"' + safe.replace("\"", "\"\"") + '"'
                : safe;
    }
}
