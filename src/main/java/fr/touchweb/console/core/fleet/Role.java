package fr.touchweb.console.core.fleet;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** What a server is for. */
public enum Role {
    @JsonProperty("production")
    PRODUCTION, @JsonProperty("preproduction")
    PREPRODUCTION, @JsonProperty("secondary")
    SECONDARY,
    /** The hypervisor that holds copies of the web logs, at most a minute late (G25). */
    @JsonProperty("manager")
    MANAGER, @JsonProperty("bastion")
    BASTION;

    /** As it stands in documents and queries. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
