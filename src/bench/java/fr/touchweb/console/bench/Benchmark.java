package fr.touchweb.console.bench;

/** One group of measurements. */
interface Benchmark {
    /** What it measures, as the table's heading. */
    String name();

    /** Measures; a missing peer is told to the report, not thrown. */
    void run(Report report) throws Exception;
}
