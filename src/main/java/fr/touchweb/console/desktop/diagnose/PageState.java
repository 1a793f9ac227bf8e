package fr.touchweb.console.desktop.diagnose;

import com.fasterxml.jackson.annotation.JsonProperty;
import fr.touchweb.console.desktop.settings.Settings;

/**
 * What the page remembers from one run to the next; never a password.
 *
 * @param url last address, without login
 * @param tab open tab
 */
public record PageState(@JsonProperty("url") String url, @JsonProperty("tab") DiagnoseTab tab) {
    public static final PageState FIRST = new PageState("", DiagnoseTab.REDIRECT);

    @SuppressWarnings("NullAway") // the reader leaves out what the document leaves out
    public PageState {
        url = url == null ? "" : url;
        tab = tab == null ? DiagnoseTab.REDIRECT : tab;
    }

    /** Where it is kept. */
    public interface Memory {
        PageState load();

        void save(PageState state);

        /** In the settings, under this page's name. */
        static Memory of(Settings settings) {
            return new Memory() {
                @Override
                public PageState load() {
                    return settings.page("diagnose", PageState.class, FIRST);
                }

                @Override
                public void save(PageState state) {
                    settings.savePage("diagnose", state);
                }
            };
        }
    }
}
