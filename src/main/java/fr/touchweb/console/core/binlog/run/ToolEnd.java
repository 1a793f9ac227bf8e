package fr.touchweb.console.core.binlog.run;

/**
 * How a run ended.
 *
 * @param code exit code of the tool itself, -1 when it was not told
 * @param lost whether the connection ended first
 * @param stopped whether we stopped it
 * @param errors what the tool said on standard error
 * @param noFolder whether no private folder could be made
 */
public record ToolEnd(int code, boolean lost, boolean stopped, String errors, boolean noFolder) {}
