package fr.touchweb.console.desktop.shell;

/**
 * A place that can be in scope.
 *
 * @param path its place in the fleet
 * @param name what the person calls it
 * @param detail what tells it from its namesakes: host, address of the site
 * @param production whether the red edge goes with it
 */
public record ScopeItem(ScopePath path, String name, String detail, boolean production) {}
