package fr.touchweb.console.cli;

import fr.touchweb.console.core.text.Texts;
import java.util.Enumeration;
import java.util.Locale;
import java.util.ResourceBundle;

/** The words of the command line as picocli wants them: pattern rules applied, and its own format marks escaped. */
final class HelpTexts extends ResourceBundle {
    private final Texts texts;

    HelpTexts(Texts texts) {
        this.texts = texts;
    }

    @Override
    protected Object handleGetObject(String key) {
        return texts.get(key).replace("%", "%%");
    }

    @Override
    public Enumeration<String> getKeys() {
        return texts.bundle("cli").getKeys();
    }

    @Override
    public Locale getLocale() {
        return texts.locale();
    }
}
