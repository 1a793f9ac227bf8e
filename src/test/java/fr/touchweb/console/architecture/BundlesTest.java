package fr.touchweb.console.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import fr.touchweb.console.core.text.Language;
import fr.touchweb.console.core.text.Texts;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The words: every key that the code uses exists in every language, none is unused, and all languages have the same
 * keys with the same arguments. A key stands in the code as one string literal; keys that are put together end in a dot
 * in the code ({@code "fleet.role." + role}) and cover all keys below.
 */
class BundlesTest {
    private static final Path BUNDLES = Path.of("resources/i18n");

    @Test
    void everyUsedKeyExists() throws IOException {
        Set<String> missing = new TreeSet<>(used());
        missing.removeAll(keys(Language.FRENCH).keySet());
        missing.removeIf(key -> key.endsWith(".")
                && keysUnchecked().stream().anyMatch(existing -> existing.startsWith(key)));
        assertEquals(Set.of(), missing);
    }

    @Test
    void noKeyIsUnused() throws IOException {
        Set<String> used = used();
        Set<String> prefixes = used.stream().filter(key -> key.endsWith(".")).collect(Collectors.toSet());
        Set<String> unused = new TreeSet<>(keys(Language.FRENCH).keySet());
        unused.removeAll(used);
        unused.removeIf(key -> prefixes.stream().anyMatch(key::startsWith));
        assertEquals(Set.of(), unused);
    }

    @Test
    void languagesHaveTheSameKeysAndArguments() throws IOException {
        Map<String, String> french = keys(Language.FRENCH);
        Map<String, String> english = keys(Language.ENGLISH);
        assertEquals(french.keySet(), english.keySet());
        List<String> unequal = new ArrayList<>();
        for (String key : french.keySet()) {
            if (argumentsOf(french.get(key)) != argumentsOf(english.get(key))) {
                unequal.add(key);
            }
        }
        assertEquals(List.of(), unequal);
    }

    /** Else a line of the window may begin with a colon. */
    @Test
    void frenchPunctuationKeepsToItsWord() throws IOException {
        Pattern loose = Pattern.compile("[^ ;*] [:;?!»](\\s|$)|« ");
        Set<String> wrong = new TreeSet<>();
        keys(Language.FRENCH).forEach((key, text) -> {
            if (loose.matcher(text.replace("* et ? sont", "")).find()) {
                wrong.add(key);
            }
        });
        assertEquals(Set.of(), wrong);
    }

    @Test
    void everyFileIsListed() throws IOException {
        try (Stream<Path> files = Files.list(BUNDLES)) {
            Set<String> names = files.map(f -> f.getFileName().toString()).filter(n -> n.endsWith(".properties"))
                    .map(n -> n.replaceFirst("_[a-z]{2}\\.properties$", ""))
                    .collect(Collectors.toCollection(TreeSet::new));
            assertEquals(new TreeSet<>(Texts.BUNDLES), names);
        }
    }

    private static int argumentsOf(String pattern) {
        return new MessageFormat(pattern).getFormatsByArgumentIndex().length;
    }

    private static Set<String> keysUnchecked() {
        try {
            return keys(Language.FRENCH).keySet();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, String> keys(Language language) throws IOException {
        Map<String, String> all = new TreeMap<>();
        for (String name : Texts.BUNDLES) {
            Properties properties = new Properties() {
                @Override
                public synchronized Object put(Object key, Object value) {
                    assertEquals(null, get(key), "key twice in one file: " + key);
                    return super.put(key, value);
                }
            };
            try (Reader reader = Files
                    .newBufferedReader(BUNDLES.resolve(name + "_" + language.code() + ".properties"))) {
                properties.load(reader);
            }
            for (String key : properties.stringPropertyNames()) {
                assertEquals(name, key.substring(0, key.indexOf('.')), "key in the wrong bundle: " + key);
                all.put(key, properties.getProperty(key));
            }
        }
        return all;
    }

    private static Set<String> used() throws IOException {
        Pattern literal = Pattern.compile("\"((?:" + String.join("|", Texts.BUNDLES) + ")\\.[A-Za-z0-9_.-]*)\"");
        Set<String> found = new TreeSet<>();
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
            for (Path source : sources.filter(f -> f.toString().endsWith(".java")).toList()) {
                Matcher matcher = literal.matcher(Files.readString(source));
                while (matcher.find()) {
                    found.add(matcher.group(1));
                }
            }
        }
        // the document's name looks like a key of its bundle
        found.remove("fleet.json");
        return found;
    }
}
