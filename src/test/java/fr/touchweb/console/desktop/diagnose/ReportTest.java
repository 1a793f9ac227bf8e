package fr.touchweb.console.desktop.diagnose;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import fr.touchweb.console.core.diagnose.Confidence;
import fr.touchweb.console.core.diagnose.Evidence;
import fr.touchweb.console.core.diagnose.Origin;
import fr.touchweb.console.core.diagnose.Verdict;
import fr.touchweb.console.core.diagnose.probe.Credentials;
import fr.touchweb.console.core.diagnose.redirect.RedirectChain;
import fr.touchweb.console.core.diagnose.redirect.RedirectReport;
import fr.touchweb.console.core.diagnose.report.RawHead;
import fr.touchweb.console.core.text.Language;
import fr.touchweb.console.core.text.MaskedLogin;
import fr.touchweb.console.core.text.Message;
import fr.touchweb.console.desktop.shell.Words;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportTest {
    private final ReportText text = new ReportText(new Words(Language.FRENCH, ZoneId.of("Europe/Paris")));

    private static RedirectReport report() {
        RedirectReport made = Reports.report(List.of(
                Reports.hop(1, "https://www.acme.test/a", 301, "https://www.acme.test/b",
                        Reports.judgement(Verdict.FRONT_END, Origin.APACHE, Confidence.HIGH,
                                Evidence.signature(Origin.APACHE, 20, Message.of("diagnosis.plain", "corps ```"))),
                        6.1, 4, 5.5, 8.2, 6, 7.7, 12),
                Reports.hop(2, "https://www.acme.test/b", 301, "https://www.acme.test/a",
                        Reports.judgement(Verdict.APPLICATION, Origin.PHP, Confidence.MEDIUM), 304)),
                new RedirectChain.Loop(1, 2), RedirectChain.End.LOOP, null);
        return new RedirectReport(made.request().with(new Credentials("test1", "test2")), made.from(), made.chain(),
                made.hops(), made.requests(), made.started(), made.elapsed(), null, made.remarks());
    }

    @Test
    void noSecretIsInAnyForm() {
        for (String form : List.of(text.text(report()), text.markdown(report()), ReportJson.of(report()))) {
            assertFalse(form.contains("test2"), form);
            assertFalse(form.contains("PHPSESSID=secret"), form);
            assertTrue(form.contains("PHPSESSID=" + MaskedLogin.MASK), form);
        }
        assertEquals("Location: https://a:" + MaskedLogin.MASK + "@b/",
                RawHead.masked("Location: https://a:geheim@b/"));
    }

    @Test
    void jsonHasTheNamesOfTheCommandLine() throws Exception {
        JsonNode json = new JsonMapper().readTree(ReportJson.of(report()));
        assertEquals(1, json.at("/loop/first").asInt());
        assertEquals(2, json.at("/loop/last").asInt());
        JsonNode hop = json.get("hops").get(0);
        assertEquals("front-end", hop.get("verdict").asText());
        assertEquals("apache", hop.get("origin").asText());
        assertEquals("high", hop.get("confidence").asText());
        assertEquals(6.1, hop.get("serverMillis").get("median").asDouble());
        assertEquals(7, hop.get("serverMillis").get("probes").asInt());
        assertEquals(112.0, hop.get("ttfbMillis").asDouble(), 2);
        assertTrue(hop.get("rawHead").asText().startsWith("HTTP/1.1 301"));
    }

    @Test
    void markdownCannotBeBrokenOutOf() {
        String markdown = text.markdown(report());
        assertTrue(markdown.startsWith("## Diagnostic de redirection\u00a0: https://www.acme.test/a"), markdown);
        assertTrue(markdown.contains("- [+20 dB] corps ```"), markdown);
        assertEquals(0, markdown.lines().filter(line -> line.matches("`{3,}")).count() % 2, markdown);
    }
}
