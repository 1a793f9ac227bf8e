/**
 * Page Binlogs: files, transactions, rows before and after, undo as a proposal.
 */
@NullMarked
package fr.touchweb.console.desktop.binlog;

import org.jspecify.annotations.NullMarked;
