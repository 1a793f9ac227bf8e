package fr.touchweb.console.desktop.settings;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import fr.touchweb.console.core.store.DocumentException;
import fr.touchweb.console.core.store.StrictJson;
import fr.touchweb.console.core.text.Language;
import fr.touchweb.console.core.text.Message;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;

/**
 * What the person chose. Each change is saved a moment later. A document that cannot be used (damaged, or written by a
 * newer console) is set aside under another name and said in {@link #problems}, never overwritten. JavaFX thread only
 * after the constructor.
 */
public final class Settings {
    public static final double MIN_SCALE = 0.75;
    public static final double MAX_SCALE = 2;
    public static final int MIN_FONT = 11;
    public static final int MAX_FONT = 18;
    public static final int DEFAULT_FONT = 13;

    private final StrictJson json = new StrictJson();
    private final DebouncedFile file;
    private final List<Message> problems = new ArrayList<>();
    private final ObjectProperty<@Nullable Language> language = new SimpleObjectProperty<>(this, "language");
    private final ObjectProperty<ThemeChoice> theme = new SimpleObjectProperty<>(this, "theme", ThemeChoice.SYSTEM);
    private final DoubleProperty scale = new SimpleDoubleProperty(this, "scale", 1);
    private final IntegerProperty fontSize = new SimpleIntegerProperty(this, "fontSize", DEFAULT_FONT);
    private final ObjectProperty<@Nullable ZoneId> zone = new SimpleObjectProperty<>(this, "zone");
    private final ObjectProperty<List<String>> terminal = new SimpleObjectProperty<>(this, "terminal", List.of());
    private final BooleanProperty software = new SimpleBooleanProperty(this, "software");
    private final ObjectProperty<@Nullable Boolean> reducedMotion = new SimpleObjectProperty<>(this, "reducedMotion");
    private final BooleanProperty systemNotices = new SimpleBooleanProperty(this, "systemNotices", true);
    private final StringProperty updates = new SimpleStringProperty(this, "updates", "");
    private final Map<String, JsonNode> pages = new HashMap<>();

    /** Reads the file, which need not exist. */
    public Settings(DebouncedFile file) {
        this(file, null);
    }

    /**
     * The same over an administrator's document.
     *
     * @param defaults counts where the person has chosen nothing; need not exist, null for none
     */
    public Settings(DebouncedFile file, @Nullable Path defaults) {
        this.file = file;
        if (defaults != null) {
            readDefaults(defaults);
        }
        read();
        List.of(language, theme, scale, fontSize, zone, terminal, software, reducedMotion, systemNotices, updates)
                .forEach(property -> property.addListener((p, before, after) -> save()));
    }

    /** What was wrong with the document at the start; empty when all was well. */
    public List<Message> problems() {
        return List.copyOf(problems);
    }

    /** Null follows the system. */
    public ObjectProperty<@Nullable Language> languageProperty() {
        return language;
    }

    public ObjectProperty<ThemeChoice> themeProperty() {
        return theme;
    }

    /** {@link #MIN_SCALE} to {@link #MAX_SCALE}. */
    public DoubleProperty scaleProperty() {
        return scale;
    }

    /** {@link #MIN_FONT} to {@link #MAX_FONT} pixels. */
    public IntegerProperty fontSizeProperty() {
        return fontSize;
    }

    /** Display zone; null follows the system. */
    public ObjectProperty<@Nullable ZoneId> zoneProperty() {
        return zone;
    }

    /**
     * The person's terminal program with its arguments, {@link TerminalProgram#COMMAND} where the command goes; empty looks
     * for one.
     */
    public ObjectProperty<List<String>> terminalProperty() {
        return terminal;
    }

    /** Whether the processor draws instead of the graphics card; counts at the next start. */
    public BooleanProperty softwareProperty() {
        return software;
    }

    /** Whether nothing moves that need not; null follows the system. */
    public ObjectProperty<@Nullable Boolean> reducedMotionProperty() {
        return reducedMotion;
    }

    /** Whether the system shows notices while the window is not in front. */
    public BooleanProperty systemNoticesProperty() {
        return systemNotices;
    }

    /** Address that tells the newest version; empty never to ask. */
    public StringProperty updatesProperty() {
        return updates;
    }

    /**
     * What a page kept. When it cannot be read as this type, the default, and a line in {@link #problems}.
     *
     * @param page id of the page
     * @param type a record that Jackson reads strictly
     */
    public <T> T page(String page, Class<T> type, T otherwise) {
        JsonNode node = pages.get(page);
        if (node == null) {
            return otherwise;
        }
        try {
            return json.read(file.file().getFileName() + " pages." + page, json.mapper().writeValueAsBytes(node), type);
        } catch (DocumentException e) {
            problems.add(e.text());
            return otherwise;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Keeps what a page wants to find again. */
    public void savePage(String page, Object value) {
        JsonNode node = json.mapper().valueToTree(value);
        if (!node.equals(pages.put(page, node))) {
            save();
        }
    }

    /** An administrator's mistake is told and costs the person nothing else. */
    private void readDefaults(Path path) {
        try {
            if (Files.exists(path)) {
                take(json.read(path.toString(), Files.readAllBytes(path), SettingsDocument.class), path.toString());
            }
        } catch (DocumentException e) {
            problems.add(e.text());
        } catch (IOException e) {
            problems.add(Message.of("shell.settings.unreadable", path.toString(), String.valueOf(e.getMessage())));
        }
    }

    private void read() {
        Path path = file.file();
        byte[] bytes;
        try {
            if (!Files.exists(path)) {
                return;
            }
            bytes = Files.readAllBytes(path);
        } catch (IOException e) {
            problems.add(Message.of("shell.settings.unreadable", path.toString(), String.valueOf(e.getMessage())));
            return;
        }
        String name = String.valueOf(path.getFileName());
        try {
            JsonNode tree = json.read(name, bytes, JsonNode.class);
            int version = tree.path("version").asInt(0);
            if (version > SettingsDocument.VERSION) {
                Path kept = setAside(path, ".version-" + version);
                problems.add(Message.of("shell.settings.newer", kept.toString()));
                return;
            }
            take(json.read(name, bytes, SettingsDocument.class), name);
        } catch (DocumentException e) {
            problems.add(Message.of("shell.settings.damaged", e.text(), setAside(path, ".damaged").toString()));
        }
    }

    private void take(SettingsDocument document, String name) throws DocumentException {
        if (document.version() != SettingsDocument.VERSION) {
            throw new DocumentException(name, "version", 0,
                    Message.of("store.wrongValue", String.valueOf(document.version())));
        }
        if (document.language() != null) {
            language.set(languageOf(document.language(), name));
        }
        if (document.theme() != null) {
            theme.set(themeOf(document.theme(), name));
        }
        if (document.scale() != null) {
            scale.set(Math.clamp(document.scale(), MIN_SCALE, MAX_SCALE));
        }
        if (document.fontSize() != null) {
            fontSize.set(Math.clamp(document.fontSize(), MIN_FONT, MAX_FONT));
        }
        if (document.zone() != null) {
            try {
                zone.set(ZoneId.of(document.zone()));
            } catch (DateTimeException e) {
                throw new DocumentException(name, "zone", 0, Message.of("store.wrongValue", document.zone()));
            }
        }
        if (document.terminal() != null) {
            terminal.set(List.copyOf(document.terminal()));
        }
        software.set(Objects.requireNonNullElse(document.software(), software.get()));
        if (document.reducedMotion() != null) {
            reducedMotion.set(document.reducedMotion());
        }
        systemNotices.set(Objects.requireNonNullElse(document.systemNotices(), systemNotices.get()));
        updates.set(Objects.requireNonNullElse(document.updates(), updates.get()));
        if (document.pages() != null) {
            pages.putAll(document.pages());
        }
    }

    private static Language languageOf(String code, String name) throws DocumentException {
        for (Language language : Language.values()) {
            if (language.code().equals(code)) {
                return language;
            }
        }
        throw new DocumentException(name, "language", 0, Message.of("store.wrongValue", code));
    }

    private static ThemeChoice themeOf(String id, String name) throws DocumentException {
        for (ThemeChoice choice : ThemeChoice.values()) {
            if (choice.id().equals(id)) {
                return choice;
            }
        }
        throw new DocumentException(name, "theme", 0, Message.of("store.wrongValue", id));
    }

    private Path setAside(Path path, String suffix) {
        Path kept = path.resolveSibling(path.getFileName() + suffix);
        try {
            Files.copy(path, kept, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            problems.add(Message.of("shell.settings.unreadable", kept.toString(), String.valueOf(e.getMessage())));
        }
        return kept;
    }

    private void save() {
        Language chosen = language.get();
        ZoneId chosenZone = zone.get();
        SettingsDocument document = new SettingsDocument(SettingsDocument.VERSION,
                chosen == null ? null : chosen.code(),
                theme.get().id(), scale.get(), fontSize.get(),
                chosenZone == null ? null : chosenZone.getId(),
                terminal.get().isEmpty() ? null : terminal.get(), software.get(), reducedMotion.get(),
                systemNotices.get(),
                updates.get().isEmpty() ? null : updates.get(), new TreeMap<>(pages));
        try {
            file.write(json.mapper().writeValueAsBytes(document));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
