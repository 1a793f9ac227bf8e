package fr.touchweb.console.core.diagnose.cache;

/** Hears the wizard go on. */
@FunctionalInterface
public interface CacheListener {
    CacheListener NOBODY = _ -> {};

    /** Called on the run's own thread after each step; must return at once. */
    void changed(CacheReport snapshot);
}
