package fr.touchweb.console.core.text;

import java.util.Locale;

/** The languages of the interface; French comes first. */
public enum Language {
    FRENCH(Locale.FRANCE), ENGLISH(Locale.UK);

    private final Locale locale;

    Language(Locale locale) {
        this.locale = locale;
    }

    /** Locale for dates, numbers and sizes. */
    public Locale locale() {
        return locale;
    }

    /** Two-letter code, as it stands in settings and file names. */
    public String code() {
        return locale.getLanguage();
    }

    /** French for a French system, English for every other. */
    public static Language ofSystem() {
        return Locale.getDefault().getLanguage().equals("fr") ? FRENCH : ENGLISH;
    }
}
