package fr.touchweb.console.desktop.shell;

import java.util.List;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;

/** What the person looks at: chosen once, followed by every page. JavaFX thread only. */
public final class Scope {
    private final ReadOnlyObjectWrapper<ScopePath> path = new ReadOnlyObjectWrapper<>(this, "path", ScopePath.ALL);
    private final ObjectProperty<List<ScopeItem>> items = new SimpleObjectProperty<>(this, "items", List.of());

    public ReadOnlyObjectProperty<ScopePath> pathProperty() {
        return path.getReadOnlyProperty();
    }

    public ScopePath path() {
        return path.get();
    }

    public void set(ScopePath value) {
        path.set(value);
    }

    /** Everything that can be in scope, in the order of the fleet; whoever holds the fleet sets it. */
    public ObjectProperty<List<ScopeItem>> itemsProperty() {
        return items;
    }

    /** The item of a path; empty for the whole fleet and for what the fleet no longer holds. */
    public Optional<ScopeItem> item(ScopePath wanted) {
        return items.get().stream().filter(item -> item.path().equals(wanted)).findFirst();
    }

    /** Goes back to the whole fleet when what is in scope is no longer in it; an empty fleet is not yet read. */
    void forgetMissing() {
        if (!items.get().isEmpty() && !path.get().isAll() && item(path.get()).isEmpty()) {
            set(ScopePath.ALL);
        }
    }

    /** Whether the red edge belongs around the page: the server in scope, or that of the site, is a production one. */
    public boolean isProduction() {
        ScopePath now = path.get();
        return now.server() != null
                && item(new ScopePath(now.client(), now.server(), null)).map(ScopeItem::production).orElse(false);
    }
}
