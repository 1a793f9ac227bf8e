package fr.touchweb.console.desktop.shell;

import fr.touchweb.console.core.text.Message;

/**
 * One button of a dialog.
 *
 * @param id what the answer says
 * @param words verb and object, never “OK” or “yes”
 */
public record Choice(String id, Message words, Kind kind) {

    /** What a button does when it is pressed by mistake. */
    public enum Kind {
        /** Nothing happens: has the focus, answers Escape. */
        SAFE,
        /** What was asked for, and nothing is lost by it. */
        NORMAL,
        /** Changes something that matters: never by Enter. */
        DANGER
    }

    public static Choice safe(String id, Message words) {
        return new Choice(id, words, Kind.SAFE);
    }

    public static Choice normal(String id, Message words) {
        return new Choice(id, words, Kind.NORMAL);
    }

    public static Choice danger(String id, Message words) {
        return new Choice(id, words, Kind.DANGER);
    }
}
