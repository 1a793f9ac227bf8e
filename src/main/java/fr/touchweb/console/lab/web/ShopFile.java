package fr.touchweb.console.lab.web;

import fr.touchweb.console.lab.web.WebAnswer.Maker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A file of a shop that visitors fetch. It is read from the server's folder at each request, so that what the host sends
 * and what SSH finds are the same bytes.
 *
 * @param file in the folder of the server
 * @param type its content type
 * @param webp what browsers that take WebP get instead, null when there is none
 * @param before an older copy that a cache still holds, null when none does
 * @param beforeModified of that copy
 * @param onServer whether that cache is the server's own, else it is the CDN's
 */
record ShopFile(Path file, String type, @Nullable Path webp, byte @Nullable [] before, Instant beforeModified,
        boolean onServer) {
    private static final Duration BROWSER = Duration.ofDays(30);
    private static final Duration HELD = Duration.ofHours(19);

    /** The file as it is now; {@code webp} to those who take it. */
    WebAnswer answer(Signatures as, WebRequest request, Maker by) {
        String accepted = request.header("accept");
        Path chosen = webp != null && accepted != null && accepted.contains("image/webp") ? webp : file;
        try {
            return answer(as, request, by, Files.readAllBytes(chosen), Files.getLastModifiedTime(chosen).toInstant(),
                    chosen.equals(webp) ? "image/webp" : type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As the web server sends it, through the cache of the server when that one holds it. */
    WebAnswer sent(Signatures as, WebRequest request, boolean nginx) {
        if (before == null || !onServer) {
            return answer(as, request, Maker.WEB_SERVER);
        }
        boolean held = !request.hasQuery();
        WebAnswer answer = held ? cached(as, request) : answer(as, request, Maker.WEB_SERVER);
        return nginx
                ? answer.with("X-Cache-Status: " + (held ? "HIT" : "MISS"))
                : answer.with("X-Varnish: " + (held ? "98306 65541" : "98310"), "Via: 1.1 varnish (Varnish/7.1)",
                        "Age: " + (held ? HELD.toSeconds() : 0));
    }

    /** The copy that the cache holds, or the file as it is when there is none. */
    WebAnswer cached(Signatures as, WebRequest request) {
        return before == null
                ? answer(as, request, Maker.CACHE)
                : answer(as, request, Maker.CACHE, before, beforeModified, type);
    }

    private WebAnswer answer(Signatures as, WebRequest request, Maker by, byte[] bytes, Instant modified,
            String shownType) {
        WebAnswer made = as.content(by, request.at(), "200 OK", shownType, "",
                "Last-Modified: " + Signatures.date(modified),
                "ETag: \"" + Integer.toHexString(bytes.length) + "-" + Long.toHexString(modified.getEpochSecond())
                        + "\"",
                "Cache-Control: max-age=" + BROWSER.toSeconds(),
                "Expires: " + Signatures.date(request.at().plus(BROWSER)));
        WebAnswer whole = new WebAnswer(by, made.status(),
                made.head().stream().map(line -> line.equals("Content-Length: 0")
                        ? "Content-Length: " + bytes.length
                        : line).toList(),
                bytes, 0, 0);
        return webp == null ? whole : whole.with("Vary: Accept");
    }
}
