package fr.touchweb.console.desktop.shell;

import com.fasterxml.jackson.annotation.JsonIgnore;
import org.jspecify.annotations.Nullable;

/** Client, server and site by their ids; each may be null, a site implies its server. The whole fleet is all null. */
public record ScopePath(@Nullable String client, @Nullable String server, @Nullable String site) {
    public static final ScopePath ALL = new ScopePath(null, null, null);

    @JsonIgnore
    public boolean isAll() {
        return client == null && server == null && site == null;
    }
}
