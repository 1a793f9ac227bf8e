package fr.touchweb.console.desktop.shell;

import fr.touchweb.console.core.text.Formats;
import fr.touchweb.console.core.text.Language;
import fr.touchweb.console.core.text.Message;
import fr.touchweb.console.core.text.Texts;
import java.time.ZoneId;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/**
 * The language and the display zone of now. A view reads words once, because it is built anew when the language changes;
 * it listens to {@link #formatsProperty} when it shows times, because the zone may change under it.
 */
public final class Words {
    private final ReadOnlyObjectWrapper<Texts> texts;
    private final ReadOnlyObjectWrapper<Formats> formats;

    public Words(Language language, ZoneId zone) {
        Texts first = new Texts(language);
        texts = new ReadOnlyObjectWrapper<>(this, "texts", first);
        formats = new ReadOnlyObjectWrapper<>(this, "formats", new Formats(first, zone));
    }

    public String get(String key, Object... arguments) {
        return texts.get().get(key, arguments);
    }

    public String get(Message message) {
        return texts.get().get(message);
    }

    public Texts texts() {
        return texts.get();
    }

    public ReadOnlyObjectProperty<Texts> textsProperty() {
        return texts.getReadOnlyProperty();
    }

    /** Numbers, sizes and times in this language and zone. */
    public Formats formats() {
        return formats.get();
    }

    public ReadOnlyObjectProperty<Formats> formatsProperty() {
        return formats.getReadOnlyProperty();
    }

    public void setLanguage(Language language) {
        if (language != texts.get().language()) {
            Texts next = new Texts(language);
            formats.set(new Formats(next, formats.get().zone()));
            texts.set(next);
        }
    }

    public void setZone(ZoneId zone) {
        if (!zone.equals(formats.get().zone())) {
            formats.set(new Formats(texts.get(), zone));
        }
    }
}
