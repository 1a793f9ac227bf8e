package fr.touchweb.console.core.account.letter;

import fr.touchweb.console.core.text.Message;
import fr.touchweb.console.core.text.Texts;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A text ready to be sent.
 *
 * @param to address, empty where the person knows better
 * @param lines paragraphs and points of the body, in order
 */
public record Letter(String to, Message subject, List<Message> lines) {
    public Letter {
        lines = List.copyOf(lines);
    }

    /** The body, a line each. */
    public String body(Texts texts) {
        return lines.stream().map(texts::get).collect(Collectors.joining("\n", "", "\n"));
    }
}
