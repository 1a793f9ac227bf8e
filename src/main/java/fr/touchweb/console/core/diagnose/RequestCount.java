package fr.touchweb.console.core.diagnose;

/**
 * What a run asked of one host so far (design rule B8).
 *
 * @param host its name; its ports count together
 * @param used requests sent, those through a server included
 * @param most requests that the policy allows a run on one host
 * @param stopped whether the host said 408 or 429, after which it is left alone
 */
public record RequestCount(String host, int used, int most, boolean stopped) {}
