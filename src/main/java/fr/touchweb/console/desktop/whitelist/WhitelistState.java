package fr.touchweb.console.desktop.whitelist;

import com.fasterxml.jackson.annotation.JsonProperty;
import fr.touchweb.console.desktop.settings.Settings;
import java.util.List;

/**
 * What the page remembers from one run to the next.
 *
 * @param leftToExpire ids of entries about whose use the person wants to hear no more, the newest last
 */
public record WhitelistState(@JsonProperty("leftToExpire") List<String> leftToExpire) {
    public static final WhitelistState NONE = new WhitelistState(List.of());

    @SuppressWarnings("NullAway") // the reader leaves out what the document leaves out
    public WhitelistState {
        leftToExpire = leftToExpire == null ? List.of() : List.copyOf(leftToExpire);
    }

    /** Where it is kept. */
    public interface Memory {
        WhitelistState load();

        void save(WhitelistState state);

        /** In the settings, under this page's name. */
        static Memory of(Settings settings) {
            return new Memory() {
                @Override
                public WhitelistState load() {
                    return settings.page("whitelist", WhitelistState.class, NONE);
                }

                @Override
                public void save(WhitelistState state) {
                    settings.savePage("whitelist", state);
                }
            };
        }
    }
}
