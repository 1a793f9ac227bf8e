package fr.touchweb.console.desktop;

import fr.touchweb.console.desktop.shell.PageFactory;
import java.util.List;

/** The pages of the window: the one place that knows them all. */
final class Pages {
    private Pages() {}

    /** Models are made here, once; views are made of them in each language. */
    static List<PageFactory> all(DesktopServices services) {
        return List.of();
    }
}
