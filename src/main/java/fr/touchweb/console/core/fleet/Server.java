package fr.touchweb.console.core.fleet;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A machine of the fleet. Only id and host are known for sure; null is unknown or left to the policy.
 *
 * @param id unique in the fleet
 * @param client id of a client
 * @param host name, address or {@code ssh_config} alias
 * @param port of its sshd
 * @param user login
 * @param jump ids of the servers to pass through, the nearest to us first
 * @param hoster who runs the hardware
 * @param isVirtual whether it is a virtual machine
 * @param logs its logs; the policy's where there are none
 * @param binlogs pattern of its binary logs
 * @param mirror where copies of its web logs are
 */
@JsonInclude(Include.NON_EMPTY)
public record Server(String id, @Nullable String client, @Nullable Role role, String host, @Nullable Integer port,
        @Nullable String user, List<String> jump, @Nullable String hoster,
        @JsonProperty("virtual") @Nullable Boolean isVirtual, List<String> tags, List<Log> logs,
        @Nullable String binlogs, List<Whitelist> whitelists, @Nullable Mirror mirror) {
    @SuppressWarnings("NullAway") // the reader leaves out what the document leaves out
    public Server {
        jump = jump == null ? List.of() : List.copyOf(jump);
        tags = tags == null ? List.of() : List.copyOf(tags);
        logs = logs == null ? List.of() : List.copyOf(logs);
        whitelists = whitelists == null ? List.of() : List.copyOf(whitelists);
    }

    /** A server of which only the least is known. */
    public static Server of(String id, String host) {
        return new Server(id, null, null, host, null, null, List.of(), null, null, List.of(), List.of(), null,
                List.of(), null);
    }

    @JsonIgnore
    public boolean isProduction() {
        return role == Role.PRODUCTION;
    }

    /**
     * A log, or several by pattern.
     *
     * @param id unique on its server
     * @param path absolute, with {@code *} and {@code ?} in its last part
     * @param format format id; found out from the path and the lines where it is null
     */
    @JsonInclude(Include.NON_EMPTY)
    public record Log(String id, String path, @Nullable String format) {}

    /**
     * Where copies of the web logs are.
     *
     * @param server id of the server that holds them
     * @param path folder there
     */
    public record Mirror(String server, String path) {}

    /**
     * A list of addresses that are let in.
     *
     * @param scope {@code ids}, {@code ssh}, {@code ftp}, {@code pma} or {@code backoffice}
     * @param backend how it is kept, {@code fail2ban} or {@code file} for two
     * @param jails of fail2ban
     * @param path of the file
     * @param validate argument vector that checks the file before it counts
     * @param reload argument vector that makes it count
     * @param probe argument vector that tells whether the service lives afterwards
     * @param sets named sets of nftables, {@code inet fw allow4}; an IPv4 and an IPv6 one
     * @param client argument vector that speaks to the daemon, for {@code fail2ban-client} and {@code nft} with their
     *        options, for HAProxy what hands its standard input to the runtime socket, for {@code htaccess} the main configuration of Apache; the
     *        usual one where it is empty
     * @param url where what it restricts can be tried: a page, {@code ssh://host:port}, {@code ftp://host:port}; the usual
     *        place of SSH and FTP where it is null (L40)
     * @param site id of the site whose door it is, null for a list of the whole server
     * @param mfa whether a second factor stands behind it; null is unknown (L39)
     */
    @JsonInclude(Include.NON_EMPTY)
    public record Whitelist(String scope, String backend, List<String> jails, @Nullable String path,
            List<String> validate, List<String> reload, List<String> probe, List<String> sets, List<String> client,
            @Nullable String site, @Nullable String url, @Nullable Boolean mfa) {
        @SuppressWarnings("NullAway") // the reader leaves out what the document leaves out
        public Whitelist {
            jails = jails == null ? List.of() : List.copyOf(jails);
            validate = validate == null ? List.of() : List.copyOf(validate);
            reload = reload == null ? List.of() : List.copyOf(reload);
            probe = probe == null ? List.of() : List.copyOf(probe);
            sets = sets == null ? List.of() : List.copyOf(sets);
            client = client == null ? List.of() : List.copyOf(client);
        }

        /** A list of which nothing is said that helps to try it. */
        public Whitelist(String scope, String backend, List<String> jails, @Nullable String path,
                List<String> validate, List<String> reload, List<String> probe, List<String> sets,
                List<String> client) {
            this(scope, backend, jails, path, validate, reload, probe, sets, client, null, null, null);
        }
    }
}
