package fr.touchweb.console.bench;

import fr.touchweb.console.core.journal.ChangeEntry;
import fr.touchweb.console.core.journal.ChangeJournal;
import fr.touchweb.console.core.journal.JournalSamples;
import fr.touchweb.console.core.journal.JournalWords;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;

/** The journal of changes with a million entries: opened, searched, checked. */
final class JournalBenchmarks implements Benchmark {
    private static final int ENTRIES = 1_000_000;
    private static final int SHOWN = 1000;
    private static final int REPEATS = 5;

    @Override
    public String name() {
        return "journal";
    }

    @Override
    public void run(Report report) throws Exception {
        Path folder = Files.createTempDirectory("journal-bench");
        ChangeJournal journal = new ChangeJournal(folder, Clock.systemUTC(), "bench", "bench");
        try {
            JournalSamples.write(journal.path(), ENTRIES);
            report.told("1,000,000 entries", Files.size(journal.path()) / (1 << 20) + " MiB");
            report.limited("the newest thousand", median(() -> journal.newest(SHOWN)), "ms", 1000);
            report.limited("a word that stands in one entry",
                    median(() -> journal.newest(new JournalWords("entry " + Integer.toHexString(77 * 0x9E3779B9)),
                            SHOWN)),
                    "ms", 1000);
            report.limited("words that stand in one of 400 entries",
                    median(() -> journal.newest(new JournalWords("acme-web123 done"), SHOWN)), "ms", 1000);
            long begin = System.nanoTime();
            report.told("check of the whole chain", journal.verify() + " in " + (System.nanoTime() - begin) / 1_000_000
                    + " ms");
        } finally {
            try (var files = Files.list(folder)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(folder);
        }
    }

    private static double median(Callable<List<ChangeEntry>> work) throws Exception {
        double[] times = new double[REPEATS];
        for (int i = 0; i < REPEATS; i++) {
            long begin = System.nanoTime();
            if (work.call().isEmpty()) {
                throw new IllegalStateException("nothing was found");
            }
            times[i] = (System.nanoTime() - begin) / 1e6;
        }
        return Report.median(times);
    }
}
