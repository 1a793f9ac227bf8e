package fr.touchweb.console;

import fr.touchweb.console.core.text.Language;
import fr.touchweb.console.core.text.Texts;

/** The front door: the window without arguments, else the command line. */
public final class Console {
    private Console() {}

    public static void main(String[] arguments) {
        Texts texts = new Texts(Language.ofSystem());
        System.out.println(texts.get("common.console"));
    }
}
