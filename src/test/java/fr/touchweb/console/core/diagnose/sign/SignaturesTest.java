package fr.touchweb.console.core.diagnose.sign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.touchweb.console.core.diagnose.Evidence;
import fr.touchweb.console.core.diagnose.Figures;
import fr.touchweb.console.core.diagnose.Origin;
import fr.touchweb.console.core.diagnose.Origin.Family;
import fr.touchweb.console.core.diagnose.probe.Header;
import fr.touchweb.console.core.diagnose.probe.HttpAnswer;
import fr.touchweb.console.core.diagnose.probe.WebAddress;
import fr.touchweb.console.core.text.Language;
import fr.touchweb.console.core.text.Texts;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Signs of shops and networks that cannot be had here, as their documents and sources write them. */
class SignaturesTest {
    private static List<Evidence> signs(String head, String body) throws Exception {
        List<String> lines = List.of(head.split("\\\\n"));
        List<Header> headers = lines.stream().skip(1)
                .map(line -> new Header(line.replaceFirst(":.*", ""), line.replaceFirst("[^:]*: ?", ""))).toList();
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        HttpAnswer answer = new HttpAnswer("HTTP/1.1", Integer.parseInt(lines.getFirst().substring(0, 3)),
                lines.getFirst().substring(4), headers, "", bytes, bytes.length, true);
        WebAddress asked = WebAddress.parse("https://shop.test/a");
        List<Evidence> all = new Signatures(Figures.HOUSE.redirect().decibans()).of(answer, asked,
                asked.follow("/b"));
        for (Language language : Language.values()) {
            Texts texts = new Texts(language);
            all.forEach(each -> assertFalse(texts.get(each.reason()).isBlank()));
        }
        return all;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "301 Moved Permanently\\nServer: nginx\\nDate: x\\nX-Magento-Tags: a\\nLocation: /b | '' | MAGENTO | APPLICATION",
            "302 Found\\nServer: Apache\\nDate: x\\nSet-Cookie: mage-messages=; path=/\\nLocation: /b | x | MAGENTO | APPLICATION",
            "301 Moved Permanently\\nServer: Apache\\nDate: x\\nX-Generator: Drupal 10 (https://www.drupal.org)\\nLocation: /b | '<meta http-equiv=\"refresh\" content=\"0;url=/b\" /><title>Redirecting to /b</title>' | DRUPAL | APPLICATION",
            "301 Moved Permanently\\nServer: Apache\\nDate: x\\nX-Redirect-By: Yoast SEO\\nLocation: /b | x | WORDPRESS | APPLICATION",
            "301 Moved Permanently\\nServer: Apache\\nDate: x\\nX-Redirect-By: redirect.module\\nLocation: /b | x | PHP | APPLICATION",
            "302 Found\\nServer: Apache\\nDate: x\\nSet-Cookie: PrestaShop-0123=a; path=/\\nLocation: /b | x | PRESTASHOP | APPLICATION",
            "301 Moved Permanently\\nServer: cloudflare\\nDate: x\\nCF-RAY: 1-CDG\\nLocation: /b | '<center><h1>301</h1></center><hr><center>cloudflare</center>' | CLOUDFLARE | FRONT_END",
            "301 Moved Permanently\\nServer: cloudflare\\nDate: x\\nCF-Cache-Status: REVALIDATED\\nLocation: /b | x | CLOUDFLARE | CACHE",
            "301 Moved Permanently\\nServer: x\\nDate: x\\nX-Cache: Hit from cloudfront\\nLocation: /b | x | CDN | CACHE",
            "301 Moved Permanently\\nServer: x\\nDate: x\\nX-Varnish: 32770 3\\nAge: 0\\nLocation: /b | x | VARNISH | CACHE",
            "301 Moved Permanently\\nServer: Varnish\\nDate: x\\nX-Varnish: 2\\nLocation: /b | x | VARNISH | FRONT_END"})
    void eachSignSpeaksForItsMaker(String head, String body, Origin origin, Family family) throws Exception {
        List<Evidence> all = signs(head, body);
        assertTrue(all.stream().anyMatch(e -> e.origin() == origin && e.family() == family && e.decibans() > 0),
                all::toString);
    }

    @ParameterizedTest
    @CsvSource({"X-Cache-Status: HIT", "X-Magento-Cache-Debug: HIT", "X-Drupal-Cache: HIT", "X-LiteSpeed-Cache: hit",
            "X-Cache: HIT", "Age: 17"})
    void aCopyIsACopyWhoeverKeptIt(String header) throws Exception {
        List<Evidence> all = signs("301 Moved Permanently\\nServer: x\\nDate: x\\n" + header + "\\nLocation: /b", "x");
        assertTrue(all.stream().anyMatch(e -> e.family() == Family.CACHE && e.decibans() >= 20), all::toString);
    }

    @ParameterizedTest
    @CsvSource({"X-Varnish: 2", "CF-Cache-Status: DYNAMIC", "X-Cache-Status: MISS", "X-Magento-Cache-Debug: MISS",
            "Age: 0"})
    void whatWasFetchedAnewIsNoCopy(String header) throws Exception {
        List<Evidence> all = signs("301 Moved Permanently\\nServer: x\\nDate: x\\n" + header + "\\nLocation: /b", "x");
        assertTrue(all.stream().noneMatch(e -> e.family() == Family.CACHE), all::toString);
    }

    @Test
    void signsOfOneCacheAreNotCountedTwice() throws Exception {
        List<Evidence> all = signs("301 Moved Permanently\\nServer: x\\nDate: x\\nX-Varnish: 9 3\\nAge: 12\\n"
                + "X-Cache: HIT\\nLocation: /b", "x");
        assertEquals(1, all.stream().filter(e -> e.family() == Family.CACHE).count(), all::toString);
        assertEquals(3, Stream.of("9 3", "12", "HIT").filter(value -> all.stream()
                .anyMatch(e -> new Texts(Language.ENGLISH).get(e.reason()).contains(value))).count(), all::toString);
    }
}
