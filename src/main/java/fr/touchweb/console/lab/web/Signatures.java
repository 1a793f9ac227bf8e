package fr.touchweb.console.lab.web;

import fr.touchweb.console.lab.web.WebAnswer.Maker;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Answers in the very shape that each program gives them (reference redirect C.2). */
final class Signatures {
    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter
            .ofPattern("EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    private final boolean nginx;

    Signatures(boolean nginx) {
        this.nginx = nginx;
    }

    static String date(Instant moment) {
        return HTTP_DATE.format(moment);
    }

    /** HAProxy's own redirect: no date, no server, no body. */
    static WebAnswer proxy(int status, String target) {
        WebAnswer answer = WebAnswer.of(Maker.PROXY, status == 301 ? "301 Moved Permanently" : "302 Found", "",
                "content-length: 0", "location: " + target);
        return status == 302 ? answer.with("cache-control: no-cache") : answer;
    }

    /** HAProxy's refusal of who is banned: 408, without a date and without waiting (reference B.1). */
    static WebAnswer kept() {
        String body = "<html><body><h1>408 Request Time-out</h1></body></html>\n";
        return WebAnswer.of(Maker.PROXY, "408 Request Time-out", body, "content-length: " + body.length(),
                "cache-control: no-cache", "content-type: text/html");
    }

    /** HAProxy's refusal at a restricted door. */
    static WebAnswer shut() {
        String body = "<html><body><h1>403 Forbidden</h1>\nRequest forbidden by administrative rules.\n</body></html>\n";
        return WebAnswer.of(Maker.PROXY, "403 Forbidden", body, "content-length: " + body.length(),
                "cache-control: no-cache", "content-type: text/html");
    }

    /** A redirect by the web server itself. */
    WebAnswer redirect(Instant at, int status, String target) {
        return nginx ? nginxRedirect(at, status, target) : apacheRedirect(at, status, target);
    }

    private static WebAnswer apacheRedirect(Instant at, int status, String target) {
        String reason = status == 301 ? "301 Moved Permanently" : "302 Found";
        String body = "<!DOCTYPE HTML PUBLIC \"-//IETF//DTD HTML 2.0//EN\">\n<html><head>\n<title>" + reason
                + "</title>\n</head><body>\n<h1>" + reason.substring(4) + "</h1>\n<p>The document has moved <a href=\""
                + target
                + "\">here</a>.</p>\n</body></html>\n";
        return WebAnswer.of(Maker.WEB_SERVER, reason, body, "Date: " + date(at), "Server: Apache",
                "Location: " + target, "Content-Length: " + body.length(),
                "Content-Type: text/html; charset=iso-8859-1");
    }

    private static WebAnswer nginxRedirect(Instant at, int status, String target) {
        String reason = status == 301 ? "301 Moved Permanently" : "302 Moved Temporarily";
        String title = status == 301 ? "301 Moved Permanently" : "302 Found";
        String body = "<html>\r\n<head><title>" + title + "</title></head>\r\n<body>\r\n<center><h1>" + title
                + "</h1></center>\r\n<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n";
        return WebAnswer.of(Maker.WEB_SERVER, reason, body, "Server: nginx", "Date: " + date(at),
                "Content-Type: text/html", "Content-Length: " + body.length(), "Location: " + target);
    }

    /** A redirect by PHP: empty, in UTF-8, the target as the script wrote it. */
    WebAnswer php(Instant at, String status, String target, String... more) {
        WebAnswer answer = nginx
                ? WebAnswer.of(Maker.APPLICATION, status, "0\r\n\r\n", "Server: nginx", "Date: " + date(at),
                        "Content-Type: text/html; charset=UTF-8", "Transfer-Encoding: chunked")
                : WebAnswer.of(Maker.APPLICATION, status, "", "Date: " + date(at), "Server: Apache",
                        "Content-Length: 0", "Content-Type: text/html; charset=UTF-8");
        return answer.with(more).with("Location: " + target);
    }

    /** A page or a file. */
    WebAnswer content(Maker by, Instant at, String status, String type, String body, String... more) {
        return WebAnswer.of(by, status, body, "Date: " + date(at), "Server: " + (nginx ? "nginx" : "Apache"),
                "Content-Type: " + type, "Content-Length: " + body.getBytes(StandardCharsets.UTF_8).length)
                .with(more);
    }
}
