package fr.touchweb.console.core.fleet.query;

import fr.touchweb.console.core.fleet.facts.Product;
import fr.touchweb.console.core.fleet.health.ServerView;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** What can be asked for by {@code key:value}. Each has an English and a French name; accents do not matter. */
public enum Key {
    SERVER("server", "serveur", Kind.TEXT, Values::servers), //
    HOST("host", "hote", Kind.TEXT, Values::hosts), //
    CLIENT("client", "client", Kind.TEXT, Values::clients), //
    ROLE("role", "role", Kind.TEXT, Values::roles), //
    STATE("state", "etat", Kind.TEXT, Values::states), //
    TAG("tag", "etiquette", Kind.TEXT, Values::tags), //
    HOSTER("hoster", "hebergeur", Kind.TEXT, Values::hosters), //
    PLAN("plan", "forfait", Kind.TEXT, Values::plans), //
    SITE("site", "site", Kind.TEXT, Values::sites), //
    CMS("cms", "cms", Kind.TEXT, Values::cms), //
    KERNEL("kernel", "noyau", Kind.TEXT, Values::kernels), //
    EOL("eol", "fin", Kind.TEXT, Values::tones), //
    OS("os", "systeme", Kind.VERSION, Values::systems), //
    PHP("php", "php", Kind.VERSION, Values.software(Product.PHP)), //
    DATABASE("db", "base", Kind.VERSION, Values.software(Product.MARIADB, Product.MYSQL)), //
    MARIADB("mariadb", "mariadb", Kind.VERSION, Values.software(Product.MARIADB)), //
    MYSQL("mysql", "mysql", Kind.VERSION, Values.software(Product.MYSQL)), //
    APACHE("apache", "apache", Kind.VERSION, Values.software(Product.APACHE)), //
    NGINX("nginx", "nginx", Kind.VERSION, Values.software(Product.NGINX)), //
    HAPROXY("haproxy", "haproxy", Kind.VERSION, Values.software(Product.HAPROXY)), //
    DISK("disk", "disque", Values::diskPercent), //
    INODES("inodes", "inodes", Values::inodePercent), //
    LOAD("load", "charge", ServerView::load), //
    MEMORY("memory", "memoire", Values::memoryPercent), //
    UPDATES("updates", "majs", Values::updates), //
    UPTIME("uptime", "uptime", Values::uptimeDays), //
    PENALTY("penalty", "penalite", Values::penalty), //
    PORT("port", "port", Values::port);

    /** What kind of value a key has. */
    public enum Kind {
        TEXT, VERSION, NUMBER
    }

    private final String english;
    private final String french;
    private final Kind kind;
    private final Function<ServerView, List<String>> texts;
    private final ToDoubleFunction<ServerView> number;

    Key(String english, String french, Kind kind, Function<ServerView, List<String>> texts) {
        this.english = english;
        this.french = french;
        this.kind = kind;
        this.texts = texts;
        this.number = view -> Double.NaN;
    }

    Key(String english, String french, ToDoubleFunction<ServerView> number) {
        this.english = english;
        this.french = french;
        this.kind = Kind.NUMBER;
        this.texts = view -> List.of();
        this.number = number;
    }

    /** Its name in a language. */
    public String name(boolean inFrench) {
        return inFrench ? french : english;
    }

    public Kind kind() {
        return kind;
    }

    /** Values as text; versions come as {@code name version}. */
    List<String> texts(ServerView view) {
        return texts.apply(view);
    }

    /** The value as a number, NaN when not known. */
    double number(ServerView view) {
        return number.applyAsDouble(view);
    }

    static @Nullable Key of(String name) {
        String plain = plain(name);
        for (Key key : values()) {
            if (key.english.equals(plain) || key.french.equals(plain)) {
                return key;
            }
        }
        return null;
    }

    /** Lower case, without accents. */
    static String plain(String text) {
        if (text.chars().allMatch(c -> c < 0x80)) {
            return text.toLowerCase(Locale.ROOT);
        }
        return Normalizer.normalize(text, Normalizer.Form.NFD).replaceAll("\\p{M}", "").toLowerCase(Locale.ROOT);
    }
}
