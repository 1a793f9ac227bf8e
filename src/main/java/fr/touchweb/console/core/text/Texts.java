package fr.touchweb.console.core.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.PropertyResourceBundle;
import java.util.ResourceBundle;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The bundles of one language. Each area of the console has its own bundle in {@code resources/i18n}, named by the part
 * of the key before the first dot. Values are {@link MessageFormat} patterns, also where there is no argument, so that an
 * apostrophe is always doubled (French prefers the typographic ’, which needs nothing). A bundle is read when its first
 * text is asked for. Any thread.
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
    private final Map<String, ResourceBundle> bundles = new ConcurrentHashMap<>();

    public Texts(Language language) {
        this.language = language;
    }

    public Language language() {
        return language;
    }

    public Locale locale() {
        return language.locale();
    }

    /** The text of a message; arguments that are messages, days, moments or spans of time are put into words first. */
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
                case Duration span -> new Formats(this, ZoneOffset.UTC).duration(span);
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
        String name = key.substring(0, Math.max(0, key.indexOf('.')));
        if (!BUNDLES.contains(name)) {
            throw new MissingResourceException("no bundle for this key", Texts.class.getName(), key);
        }
        return bundle(name).getString(key);
    }

    /**
     * One of {@link #BUNDLES}. {@link ResourceBundle#getBundle(String)} would look for the bundles of other locales too, in
     * every jar of the class path.
     */
    public ResourceBundle bundle(String name) {
        return bundles.computeIfAbsent(name, this::read);
    }

    private ResourceBundle read(String name) {
        String file = "/i18n/" + name + "_" + language.code() + ".properties";
        try (InputStream in = Texts.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new MissingResourceException("no such bundle", Texts.class.getName(), file);
            }
            return new PropertyResourceBundle(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
