package fr.touchweb.console.desktop.binlog;

/**
 * Figures of the policy that the page goes by.
 *
 * @param listed most transactions that the list holds; what comes after is counted only
 * @param searchHits hits after which a search by value ends
 * @param detailRows rows of a transaction that are fetched and shown together
 * @param lookBackDays how far back the files should reach (L04)
 */
public record Limits(int listed, int searchHits, int detailRows, int lookBackDays) {}
