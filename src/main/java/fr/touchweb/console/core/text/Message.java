package fr.touchweb.console.core.text;

import java.util.List;

/**
 * Words that are not yet in a language: a key of the bundles and its arguments. Core speaks in messages; the desktop and
 * the command line turn them into text with {@link Texts}.
 *
 * @param key bundle key; the part before its first dot names the bundle
 * @param arguments strings, numbers, temporal values or further messages
 */
public record Message(String key, List<Object> arguments) {

    public Message {
        arguments = List.copyOf(arguments);
    }

    public static Message of(String key, Object... arguments) {
        return new Message(key, List.of(arguments));
    }
}
