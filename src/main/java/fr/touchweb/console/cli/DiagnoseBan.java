package fr.touchweb.console.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import fr.touchweb.console.core.assembly.Assembly;
import fr.touchweb.console.core.ban.Ban;
import fr.touchweb.console.core.ban.BanDiagnosis;
import fr.touchweb.console.core.ban.BanFindings;
import fr.touchweb.console.core.ban.BanVerdict;
import fr.touchweb.console.core.ban.ProxyVantage;
import fr.touchweb.console.core.ban.Seen;
import fr.touchweb.console.core.ban.Vantage;
import fr.touchweb.console.core.ban.Vantages;
import fr.touchweb.console.core.ban.Way;
import fr.touchweb.console.core.diagnose.DiagnoseException;
import fr.touchweb.console.core.diagnose.probe.SecureLink;
import fr.touchweb.console.core.fleet.Account.Right;
import fr.touchweb.console.core.fleet.Fleet;
import fr.touchweb.console.core.fleet.Server;
import fr.touchweb.console.core.text.Formats;
import fr.touchweb.console.core.text.Message;
import fr.touchweb.console.core.text.Texts;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code diagnose ban URL}: am I banned, by what, until when, and who lifts it. */
@Command(name = "ban", description = "cli.diagnoseBan")
public final class DiagnoseBan implements Callable<Integer> {
    private final Services services;

    @Mixin
    private final CommonOptions options = new CommonOptions();

    @Parameters(paramLabel = "URL", descriptionKey = "cli.diagnoseBan.url")
    private String url = "";

    @Option(names = "--via", paramLabel = "SERVER", descriptionKey = "cli.diagnoseBan.via")
    @Nullable
    private String via;

    @Option(names = "--peer", paramLabel = "SERVER", descriptionKey = "cli.diagnoseBan.peer")
    @Nullable
    private String peer;

    @Option(names = "--proxy", paramLabel = "HOST:PORT", descriptionKey = "cli.diagnoseBan.proxy")
    @Nullable
    private String proxy;

    public DiagnoseBan(Services services) {
        this.services = services;
    }

    @Override
    public Integer call() throws Exception {
        URI page = page();
        ProxyVantage through = proxy();
        Terminal terminal = services.terminal();
        try (Assembly core = services.open(options)) {
            Fleet fleet = via == null && peer == null && !services.hasFleet(options)
                    ? Fleet.empty("fleet.json")
                    : core.fleet().load();
            Vantages known = core.vantages(fleet);
            Server site = via == null ? known.site(page).orElse(null) : named(core, fleet, via);
            Server other = peer != null
                    ? named(core, fleet, peer)
                    : site == null ? null : known.another(site).orElse(null);
            BanDiagnosis diagnosis = core.banDiagnosis(fleet, Thread::sleep);
            List<BanFindings> all = diagnosis.run(page,
                    new BanDiagnosis.Points(vantage(core, fleet, site), vantage(core, fleet, other), through),
                    terminal::say);
            for (BanFindings findings : all) {
                tell(findings, core.options().clock().instant(), site == null ? null : site.id());
            }
            return all.stream().allMatch(found -> found.verdict() == BanVerdict.NOT_BANNED)
                    ? ExitCode.OK
                    : ExitCode.FINDING;
        }
    }

    private URI page() throws UsageException {
        try {
            if (url.contains("://")) {
                return URI.create(SecureLink.parse(url).address().toString());
            }
        } catch (DiagnoseException | IllegalArgumentException _) {
            // told below, as every text that is no address of a page
        }
        throw new UsageException(Message.of("cli.badValue", "URL", SecureLink.masked(url)));
    }

    private @Nullable ProxyVantage proxy() throws UsageException {
        return proxy == null
                ? null
                : ProxyVantage.of(proxy).orElseThrow(() -> new UsageException(
                        Message.of("cli.badValue", "--proxy", SecureLink.masked(Objects.requireNonNull(proxy)))));
    }

    private static Server named(Assembly core, Fleet fleet, String id) throws UsageException {
        return ServerLookup.of(core, fleet).find(id, Right.DIAGNOSE);
    }

    private static @Nullable Vantage vantage(Assembly core, Fleet fleet, @Nullable Server server)
            throws IOException, InterruptedException {
        return server == null ? null : core.vantage(fleet, server);
    }

    private void tell(BanFindings found, Instant now, @Nullable String site) throws IOException {
        Terminal terminal = services.terminal();
        Texts texts = terminal.texts();
        String request = found.own() == null || !found.banned()
                ? null
                : texts.get(
                        Message.of("ban.request", found.own().toString(), SecureLink.masked(url), found.here().text(),
                                new Formats(texts, ZoneId.systemDefault()).dateTime(now)));
        if (options.json()) {
            new JsonLines(terminal).write(json -> object(json, found, request, texts));
            return;
        }
        terminal.line("IPv" + found.family() + "  " + texts.get(found.verdict().text()));
        terminal.line("  " + texts.get(Message.of("cli.diagnoseBan.here", found.here().text())));
        terminal.line("  " + texts.get(Message.of("cli.diagnoseBan.server", found.server().text())));
        terminal.line("  " + texts.get(Message.of("cli.diagnoseBan.other", found.peer().text())));
        if (found.proxy() != null) {
            terminal.line("  " + texts.get(Message.of("cli.diagnoseBan.proxied", found.proxy().text())));
        }
        if (found.own() != null && found.evidence() != null) {
            terminal.line("  " + texts.get(Message.of("cli.diagnoseBan.own", found.own().toString(),
                    found.evidence())));
        }
        for (Ban ban : found.bans()) {
            terminal.line("  " + BanJson.line(ban));
            for (String cause : ban.causes()) {
                terminal.line("    " + cause);
            }
            switch (ban.way()) {
                case Way.Commanded(String line) -> terminal.line("    $ " + line);
                case Way.ByHand(Message how) -> terminal.line("    " + texts.get(how));
                case null -> {
                    // it was not asked how
                }
            }
        }
        for (Message note : found.notes()) {
            terminal.line("  ? " + texts.get(note));
        }
        if (found.bans().stream().anyMatch(Ban::liftable) && site != null) {
            terminal.say(Message.of("cli.diagnoseBan.lift", "tw-console whitelist unban " + site + " " + found.own()
                    + (found.through() == null ? "" : " --through " + found.through())));
        }
        if (request != null) {
            terminal.say(Message.of("cli.diagnoseBan.send"));
            terminal.sayText(request);
        }
    }

    private void object(JsonGenerator json, BanFindings found, @Nullable String request, Texts texts)
            throws IOException {
        json.writeStringField("url", SecureLink.masked(url));
        json.writeNumberField("family", found.family());
        json.writeStringField("target", found.target());
        json.writeStringField("verdict", found.verdict().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        json.writeBooleanField("banned", found.banned());
        seen(json, "here", found.here(), texts);
        if (found.again() != null) {
            seen(json, "again", found.again(), texts);
        }
        seen(json, "server", found.server(), texts);
        seen(json, "peer", found.peer(), texts);
        if (found.proxy() != null) {
            seen(json, "proxy", found.proxy(), texts);
        }
        json.writeStringField("through", found.through());
        json.writeStringField("address", found.own() == null ? null : found.own().toString());
        json.writeStringField("addressFrom", found.evidence() == null ? null : texts.get(found.evidence()));
        json.writeArrayFieldStart("bans");
        for (Ban ban : found.bans()) {
            json.writeStartObject();
            BanJson.write(json, ban, texts);
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("notes");
        for (Message note : found.notes()) {
            json.writeString(texts.get(note));
        }
        json.writeEndArray();
        if (request != null) {
            json.writeStringField("request", request);
        }
    }

    private static void seen(JsonGenerator json, String name, Seen seen, Texts texts) throws IOException {
        json.writeObjectFieldStart(name);
        json.writeBooleanField("fine", seen.fine());
        if (seen instanceof Seen.Answer answer) {
            json.writeNumberField("status", answer.status());
            json.writeNumberField("connectMillis", answer.connect().toMillis());
            json.writeNumberField("waitMillis", answer.waited().toMillis());
        }
        if (seen.application() != null) {
            json.writeStringField("application", seen.application());
        }
        json.writeStringField("text", texts.get(seen.text()));
        json.writeEndObject();
    }
}
