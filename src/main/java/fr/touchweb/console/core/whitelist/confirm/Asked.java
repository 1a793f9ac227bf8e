package fr.touchweb.console.core.whitelist.confirm;

/**
 * A second question that a person was asked, and its answer. What was asked lately is asked again only where nothing else
 * can be (reference A.2: what is always the same is soon answered without reading).
 *
 * @param kind id of the question, {@code addresses} for one
 * @param answer as it is to be typed
 */
public record Asked(String kind, String answer) {}
