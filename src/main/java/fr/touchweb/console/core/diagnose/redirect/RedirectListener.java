package fr.touchweb.console.core.diagnose.redirect;

/** Hears a diagnosis grow. */
@FunctionalInterface
public interface RedirectListener {
    RedirectListener NOBODY = _ -> {};

    /** Called on the diagnosis's own thread after each step; must return at once. */
    void changed(RedirectReport snapshot);
}
