package fr.touchweb.console.desktop.shell;

import fr.touchweb.console.core.fleet.Account.Right;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A page that the shell may show.
 *
 * @param id short name, also in settings and in the tour: {@code fleet}, {@code logs}
 * @param nameKey bundle key of its name in the side bar
 * @param place position in the side bar and digit of its shortcut, 1 to 9; 0 for a page that stands elsewhere
 * @param stylesheets resources of this page's own rules, as {@code /theme/logs.css}
 * @param needs right that the commands of the page need where they name no other; null for a page that is the person's own
 * @param build makes the view in the current language; called again after each change of language
 */
public record PageFactory(String id, String nameKey, int place, List<String> stylesheets, @Nullable Right needs,
        Function<Desk, Page> build) {

    public PageFactory {
        stylesheets = List.copyOf(stylesheets);
    }

    /** A page that is the person's own. */
    public PageFactory(String id, String nameKey, int place, List<String> stylesheets, Function<Desk, Page> build) {
        this(id, nameKey, place, stylesheets, null, build);
    }
}
