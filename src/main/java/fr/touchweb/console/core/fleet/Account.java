package fr.touchweb.console.core.fleet;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A named person (G19) as the document lists them; what they may do is decided in {@code core/account}.
 *
 * @param login SSH login
 * @param name of the person
 * @param kind what they are to the company
 * @param mfa second factor; null is unknown (L37)
 */
@JsonInclude(Include.NON_EMPTY)
public record Account(String login, @Nullable String name, @Nullable Kind kind, @Nullable Mfa mfa,
        List<Grant> grants) {
    @SuppressWarnings("NullAway") // the reader leaves out what the document leaves out
    public Account {
        grants = grants == null ? List.of() : List.copyOf(grants);
    }

    /** The same with one more server in each grant that names every other and lets change the fleet. */
    Account withServer(String server, Set<String> others) {
        return new Account(login, name, kind, mfa, grants.stream()
                .map(grant -> (kind == Kind.ENGINEER || grant.rights().contains(Right.FLEET_EDIT))
                        && grant.sites().isEmpty() && grant.servers().containsAll(others)
                                ? grant.withServer(server)
                                : grant)
                .toList());
    }

    /** Kinds of people (S6). */
    public enum Kind {
        @JsonProperty("engineer")
        ENGINEER, @JsonProperty("developer")
        DEVELOPER, @JsonProperty("oncall")
        ONCALL, @JsonProperty("client")
        CLIENT;

        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Second factors. */
    public enum Mfa {
        @JsonProperty("none")
        NONE, @JsonProperty("totp")
        TOTP, @JsonProperty("yubikey")
        YUBIKEY, @JsonProperty("fido2")
        FIDO2;

        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What a grant lets do; what each must mean on the server stands in {@code installer/server/README.md}. */
    public enum Right {
        /** The server in the fleet, and facts of it; comes with every grant. */
        @JsonProperty("see")
        SEE, @JsonProperty("logs")
        LOGS, @JsonProperty("binlog")
        BINLOG, @JsonProperty("diagnose")
        DIAGNOSE, @JsonProperty("whitelist")
        WHITELIST, @JsonProperty("preproduction")
        PREPRODUCTION, @JsonProperty("rights-reset")
        RIGHTS_RESET, @JsonProperty("fleet-edit")
        FLEET_EDIT, @JsonProperty("approve")
        APPROVE;

        public String id() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * Rights on servers and sites.
     *
     * @param servers ids
     * @param sites ids; empty means every site of the servers
     * @param deny rights that the account does not have there while this grant runs, whatever its others say
     * @param until last day, null for no end
     * @param since first day, for the register; null is unknown
     * @param purpose why, for the register (G19); null is unknown
     * @param grantedBy login or name of who gave it; null is unknown
     * @param rotated day on which passwords were changed after the end (L41); null while nobody said so
     */
    @JsonInclude(Include.NON_EMPTY)
    public record Grant(List<String> servers, List<String> sites, List<Right> rights, List<Right> deny,
            @JsonDeserialize(using = IsoDate.class) @JsonSerialize(using = ToStringSerializer.class) @Nullable LocalDate until,
            @JsonDeserialize(using = IsoDate.class) @JsonSerialize(using = ToStringSerializer.class) @Nullable LocalDate since,
            @Nullable String purpose, @Nullable String grantedBy,
            @JsonDeserialize(using = IsoDate.class) @JsonSerialize(using = ToStringSerializer.class) @Nullable LocalDate rotated) {
        @SuppressWarnings("NullAway") // the reader leaves out what the document leaves out
        public Grant {
            servers = servers == null ? List.of() : List.copyOf(servers);
            sites = sites == null ? List.of() : List.copyOf(sites);
            rights = rights == null ? List.of() : List.copyOf(rights);
            deny = deny == null ? List.of() : List.copyOf(deny);
        }

        /** The same for fewer servers and sites. */
        public Grant narrowed(Set<String> toServers, Set<String> toSites) {
            return new Grant(servers.stream().filter(toServers::contains).toList(),
                    sites.stream().filter(toSites::contains).toList(), rights, deny, until, since, purpose, grantedBy,
                    rotated);
        }

        /** The same for one more server. */
        Grant withServer(String server) {
            List<String> more = new ArrayList<>(servers);
            more.add(server);
            return new Grant(more, sites, rights, deny, until, since, purpose, grantedBy, rotated);
        }

        /** The same once passwords were changed. */
        public Grant withRotated(LocalDate day) {
            return new Grant(servers, sites, rights, deny, until, since, purpose, grantedBy, day);
        }
    }
}
