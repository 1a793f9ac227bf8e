/**
 * The binlogs of the fictional servers: real files of an invented shop, moved to the time of the demonstration.
 */
@NullMarked
package fr.touchweb.console.lab.binlog;

import org.jspecify.annotations.NullMarked;
