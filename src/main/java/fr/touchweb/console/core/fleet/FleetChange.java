package fr.touchweb.console.core.fleet;

/**
 * A change of a shared fleet, as its history tells it.
 *
 * @param time RFC 3339 in UTC, by the clock of the machine that wrote it
 * @param person login
 * @param machine that the console ran on
 * @param entries ids that were added, changed and removed, as JSON
 */
public record FleetChange(String time, String person, String machine, String entries) {}
