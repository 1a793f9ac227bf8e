package fr.touchweb.console.core.text;

import java.text.MessageFormat;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.ResourceBundle;

/**
 * The bundles of one language. Each area of the console has its own bundle in {@code resources/i18n}, named by the part
 * of the key before the first dot. Values are {@link MessageFormat} patterns, also where there is no argument, so that an
 * apostrophe is always doubled (French prefers the typographic ’, which needs nothing). Immutable.
 */
public final class Texts {
    /** Names of the bundles; each exists for every language of {@link Language}. */
    public static final List<String> BUNDLES = List.of("common", "store", "policy", "journal", "account", "letter",
            "vault", "lock",
            "ssh",
            "fleet", "drop", "rights", "format", "logs", "binlog", "binlogs", "address", "ban", "whitelist",
            "whitelists", "diagnose",
            "diagnosis",
            "guide", "shell",
            "activity", "lab", "cli");

    private final Language language;
    private final Map<String, ResourceBundle> bundles = new HashMap<>();

    public Texts(Language language) {
        this.language = language;
        for (String name : BUNDLES) {
            bundles.put(name, ResourceBundle.getBundle("i18n/" + name, language.locale(),
                    ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES)));
        }
    }

    public Language language() {
        return language;
    }

    public Locale locale() {
        return language.locale();
    }

    /** The text of a message; arguments that are messages, days or moments are put into words first. */
    public String get(Message message) {
        return get(message.key(), message.arguments().toArray());
    }

    /**
     * The text of a key.
     *
     * @throws MissingResourceException when no bundle holds the key
     */
    public String get(String key, Object... arguments) {
        Object[] worded = new Object[arguments.length];
        for (int i = 0; i < arguments.length; i++) {
            worded[i] = switch (arguments[i]) {
                case Message inner -> get(inner);
                case LocalDate date -> date(date);
                case Instant instant -> moment(instant);
                default -> arguments[i];
            };
        }
        return new MessageFormat(pattern(key), language.locale()).format(worded);
    }

    /** In UTC and named so: words are in no display zone. */
    private String moment(Instant instant) {
        return DateTimeFormatter.ofPattern(pattern("common.pattern.dateTime").replace("''", "'"), language.locale())
                .withZone(ZoneOffset.UTC).format(instant) + " UTC";
    }

    private String date(LocalDate date) {
        return DateTimeFormatter.ofPattern(pattern("common.pattern.date").replace("''", "'"), language.locale())
                .format(date);
    }

    private String pattern(String key) {
        int dot = key.indexOf('.');
        ResourceBundle bundle = dot < 0 ? null : bundles.get(key.substring(0, dot));
        if (bundle == null) {
            throw new MissingResourceException("no bundle for this key", Texts.class.getName(), key);
        }
        return bundle.getString(key);
    }
}
