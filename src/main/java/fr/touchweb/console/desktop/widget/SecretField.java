package fr.touchweb.console.desktop.widget;

import javafx.scene.control.PasswordField;

/** A hidden field whose text is taken as characters, not as a String that nobody could wipe. */
public final class SecretField extends PasswordField {
    public SecretField(String id, String prompt) {
        setId(id);
        setPromptText(prompt);
        setAccessibleText(prompt);
    }

    /** A copy of what stands in it; the caller wipes it. */
    public char[] typed() {
        CharSequence characters = getCharacters();
        char[] secret = new char[characters.length()];
        for (int i = 0; i < secret.length; i++) {
            secret[i] = characters.charAt(i);
        }
        return secret;
    }

    /** What stands in it, which stands in it no more; the caller wipes it. */
    public char[] take() {
        char[] secret = typed();
        clear();
        return secret;
    }
}
