package fr.touchweb.console.lab.web;

import fr.touchweb.console.lab.web.Rule.Place;
import java.util.List;
import java.util.Optional;

/**
 * A shop on one server.
 *
 * @param server id of the server
 * @param host name that it answers to
 * @param client short name, as in folders
 * @param nginx whether nginx serves it, else Apache
 * @param preproduction whether a password is asked for (G16)
 * @param php branch, as {@code 8.2}
 */
public record Shop(String server, String host, String client, boolean nginx, boolean preproduction, String php) {
    /** What a preproduction asks for, in the form of the guide's example (G17). */
    public static final String LOGIN = "test1";
    public static final String PASSWORD = "test2";

    private static final List<Rule> PROXY = List.of(new Rule(Place.PROXY, "/soldes", "/fr/promotions", 302));
    private static final List<Rule> APACHE = List.of(
            new Rule(Place.VHOST, "/catalogue.pdf", "/fr/catalogue", 302),
            new Rule(Place.HTACCESS, "/ancienne-page", "/fr/nouvelle-page", 301),
            new Rule(Place.HTACCESS, "/vestes/laine", "/fr/homme/118-veste-laine.html", 301),
            new Rule(Place.HTACCESS, "/ancienne-boutique/*", "/fr/", 301));
    private static final List<Rule> NGINX = List.of(
            new Rule(Place.VHOST, "/catalogue.pdf", "/fr/catalogue", 302),
            new Rule(Place.VHOST, "/ancienne-page", "/fr/nouvelle-page", 301),
            new Rule(Place.VHOST, "/ancienne-boutique/*", "/fr/", 301));

    /** Folder of its files on the server. */
    String root() {
        return "/home/www/" + client;
    }

    /** Name of its images, which come through a CDN in production alone (G50, G51). */
    public String mediaHost() {
        return "media." + (preproduction ? host : host.substring(host.indexOf('.') + 1));
    }

    List<Rule> proxyRules() {
        return PROXY;
    }

    /** Rules of the web server, in the order in which it asks them: the virtual host first. */
    List<Rule> webRules() {
        return nginx ? NGINX : APACHE;
    }

    static Optional<Rule> meeting(List<Rule> rules, String path) {
        return rules.stream().filter(rule -> rule.leads(path) != null).findFirst();
    }
}
