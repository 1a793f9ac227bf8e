package fr.touchweb.console.core.policy;

import java.time.Duration;

/**
 * How binary logs are read (reference binlog 6).
 *
 * @param niceness of mysqlbinlog on the server, 0 to 19
 * @param lineBytes a longer line of its text is not kept whole
 * @param textBytes kept of a longer line and of the text of a statement
 * @param followMillis pause between two looks at a log that is followed
 * @param cancelSeconds how long it may take until a cancelled process is gone
 * @param resumes how often one pass goes on after a lost connection
 * @param temporaryMegabytes most that mysqlbinlog may write to one temporary file
 * @param temporaryShare a statement larger than this part of the free room is warned about: 3 is a third
 * @param detailRows rows of a transaction that are fetched and shown at once: as many as a person scrolls through
 * @param undoRows rows of a transaction for which an undo is proposed
 * @param searchHits hits of a value search
 * @param listAtOnce files whose heads are read at the same time
 * @param schemaSeconds how long the database may take to tell its columns
 * @param listedTransactions most transactions that the window lists; what comes after is counted only
 * @param lookBackDays how far back a merchant's question reaches (L04); less than this in the logs is told
 */
public record BinlogPolicy(int niceness, int lineBytes, int textBytes, int followMillis, int cancelSeconds, int resumes,
        int temporaryMegabytes, int temporaryShare, int detailRows, int undoRows, int searchHits, int listAtOnce,
        int schemaSeconds, int listedTransactions, int lookBackDays) {
    public BinlogPolicy {
        Policy.require(niceness >= 0 && niceness <= 19, "0 <= niceness <= 19");
        Policy.require(textBytes >= 1024 && lineBytes >= textBytes, "1024 <= textBytes <= lineBytes");
        Policy.require(followMillis > 0 && cancelSeconds > 0, "times > 0");
        Policy.require(resumes >= 0, "resumes >= 0");
        Policy.require(temporaryMegabytes > 0 && temporaryShare > 0, "temporary figures > 0");
        Policy.require(detailRows > 0 && undoRows > 0 && searchHits > 0, "rows and hits > 0");
        Policy.require(listAtOnce > 0 && schemaSeconds > 0 && lookBackDays > 0,
                "listAtOnce, schemaSeconds and lookBackDays > 0");
        Policy.require(listedTransactions > 0, "listedTransactions > 0");
    }

    public Duration follow() {
        return Duration.ofMillis(followMillis);
    }

    public Duration schema() {
        return Duration.ofSeconds(schemaSeconds);
    }

    public Duration cancel() {
        return Duration.ofSeconds(cancelSeconds);
    }
}
