package fr.touchweb.console.desktop.shell;

import fr.touchweb.console.core.text.Message;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A decision in words, so that a model can ask it.
 *
 * @param title short
 * @param subject what is at risk, by name; null when the title says it
 * @param lines what will happen, a paragraph each
 * @param typed text that the person must type before a choice that is not safe can be taken; null when none
 * @param typedLabel what the field asks for; null with {@code typed}
 * @param choices in order; exactly one is safe
 */
public record Question(Message title, @Nullable Message subject, List<Message> lines, @Nullable String typed,
        @Nullable Message typedLabel, List<Choice> choices) {

    public Question {
        lines = List.copyOf(lines);
        choices = List.copyOf(choices);
        if (choices.stream().filter(c -> c.kind() == Choice.Kind.SAFE).count() != 1) {
            throw new IllegalArgumentException("a question has exactly one safe choice");
        }
        if ((typed == null) != (typedLabel == null)) {
            throw new IllegalArgumentException("a text to type has a label");
        }
    }

    public static Question of(Message title, @Nullable Message subject, List<Message> lines, Choice... choices) {
        return new Question(title, subject, lines, null, null, List.of(choices));
    }

    /** The choice that leaves everything as it is. */
    public Choice safe() {
        return choices.stream().filter(c -> c.kind() == Choice.Kind.SAFE).findFirst().orElseThrow();
    }
}
