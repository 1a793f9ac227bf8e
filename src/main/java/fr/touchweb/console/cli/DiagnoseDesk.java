package fr.touchweb.console.cli;

import fr.touchweb.console.core.account.Access;
import fr.touchweb.console.core.assembly.Assembly;
import fr.touchweb.console.core.diagnose.DiagnoseException;
import fr.touchweb.console.core.diagnose.Diagnosis;
import fr.touchweb.console.core.diagnose.probe.WebAddress;
import fr.touchweb.console.core.diagnose.proof.ServerSide;
import fr.touchweb.console.core.fleet.Account.Right;
import fr.touchweb.console.core.fleet.Fleet;
import fr.touchweb.console.core.fleet.Server;
import fr.touchweb.console.core.fleet.Site;
import fr.touchweb.console.core.text.Message;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the verbs of {@code diagnose} need of the fleet, within the person's rights. Closes core with the verb. */
final class DiagnoseDesk implements AutoCloseable {
    private final Assembly core;
    private final Fleet fleet;
    private final Diagnosis diagnosis;

    private DiagnoseDesk(Assembly core, Fleet fleet) throws IOException {
        this.core = core;
        this.fleet = fleet;
        this.diagnosis = core.diagnosis(fleet);
    }

    /** @param needed whether the verb names a server, so that there must be a fleet */
    static DiagnoseDesk open(Services services, CommonOptions options, boolean needed)
            throws IOException, InterruptedException {
        Assembly core = services.open(options);
        try {
            return new DiagnoseDesk(core, fleet(core, options.fleet() != null || needed));
        } catch (IOException | InterruptedException | RuntimeException e) {
            core.close();
            throw e;
        }
    }

    private static Fleet fleet(Assembly core, boolean needed) throws IOException, InterruptedException {
        // A site can be asked from this machine without any fleet.
        boolean none = !needed && !Files.exists(core.options().folders().settings().resolve("fleet.json"));
        return none ? Fleet.of(Map.of()) : core.fleet().load();
    }

    Diagnosis diagnosis() {
        return diagnosis;
    }

    /** A server that the person may diagnose on. */
    Server server(String id) throws UsageException {
        return ServerLookup.of(core, fleet).find(id, Right.DIAGNOSE);
    }

    /** The site of an address, null when the fleet has none or the person may not diagnose it. */
    @Nullable
    Site site(WebAddress address) {
        Access access = core.access(fleet);
        return fleet.sites().stream()
                .filter(site -> serves(site.url(), address) || serves(site.mediaUrl(), address))
                .filter(site -> site.server() != null
                        && access.may(Right.DIAGNOSE, site.server(), site.id(), now()).allowed())
                .findFirst().orElse(null);
    }

    /** Whether a site is the preproduction of another one. */
    boolean isPreproduction(Site site) {
        return fleet.sites().stream().anyMatch(other -> site.id().equals(other.preproduction()));
    }

    /** The server of a site as a witness, null when the fleet does not name one. */
    @Nullable
    ServerSide side(Site site) {
        return site.server() == null
                ? null
                : fleet.server(site.server()).map(server -> diagnosis.side(server, site)).orElse(null);
    }

    private static boolean serves(@Nullable String url, WebAddress address) {
        if (url == null) {
            return false;
        }
        try {
            return WebAddress.parse(url).host().equals(address.host());
        } catch (DiagnoseException e) {
            return false;
        }
    }

    /** An address as an option gives it; names are not looked up. */
    static InetAddress literal(String text) throws UsageException {
        try {
            return InetAddress.ofLiteral(text);
        } catch (IllegalArgumentException e) {
            throw new UsageException(Message.of("cli.diagnose.noAddress", text));
        }
    }

    private Instant now() {
        return core.options().clock().instant();
    }

    @Override
    public void close() {
        core.close();
    }
}
