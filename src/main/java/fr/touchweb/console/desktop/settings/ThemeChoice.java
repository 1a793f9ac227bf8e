package fr.touchweb.console.desktop.settings;

/** Light, dark, or as the system says. */
public enum ThemeChoice {
    SYSTEM("system"), LIGHT("light"), DARK("dark");

    private final String id;

    ThemeChoice(String id) {
        this.id = id;
    }

    /** As it stands in the settings and in file names. */
    public String id() {
        return id;
    }
}
