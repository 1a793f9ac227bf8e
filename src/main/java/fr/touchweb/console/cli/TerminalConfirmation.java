package fr.touchweb.console.cli;

import fr.touchweb.console.core.text.Message;
import fr.touchweb.console.core.text.Texts;
import fr.touchweb.console.core.whitelist.confirm.Accident;
import fr.touchweb.console.core.whitelist.confirm.Button;
import fr.touchweb.console.core.whitelist.confirm.Choice;
import fr.touchweb.console.core.whitelist.confirm.Confirmation;
import fr.touchweb.console.core.whitelist.confirm.Confirmed;
import fr.touchweb.console.core.whitelist.confirm.Step;
import fr.touchweb.console.core.whitelist.confirm.View;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Drives the one confirmation on a terminal: buttons are numbers, the field is a line. No line that is empty, wrong or too
 * quick lets anybody in, and the end of input is an abandonment.
 */
final class TerminalConfirmation {
    private static final int MOST_LINES = 12;

    private final TerminalHostKeys.Lines lines;
    private final Texts texts;
    private final Pause pause;

    /** Waits; a test does not. */
    interface Pause {
        void pass(Duration time) throws InterruptedException;
    }

    TerminalConfirmation(TerminalHostKeys.Lines lines, Texts texts, Pause pause) {
        this.lines = lines;
        this.texts = texts;
        this.pause = pause;
    }

    /** Asks until it ends; what was confirmed, or nothing. */
    Optional<Confirmed> ask(Confirmation confirmation) throws InterruptedException {
        for (int count = 0; count < MOST_LINES && open(confirmation); count++) {
            View view = confirmation.view();
            show(view);
            if (view.question() == null) {
                choose(confirmation);
            } else {
                answer(confirmation, view);
            }
        }
        if (open(confirmation)) {
            confirmation.happened(Accident.DISCONNECTED);
        }
        return confirmation.choice() == Choice.CONFIRMED ? confirmation.confirmed() : Optional.empty();
    }

    private void show(View view) {
        lines.say("");
        lines.say("── " + texts.get(view.title()) + " ──");
        if (!view.header().isEmpty()) {
            lines.say(view.header().stream()
                    .map(part -> part instanceof Message message ? texts.get(message) : part.toString())
                    .collect(Collectors.joining(" · ")));
        }
        view.lines().forEach(line -> lines.say(texts.get(line)));
    }

    private void choose(Confirmation confirmation) throws InterruptedException {
        pause.pass(confirmation.armedIn());
        List<View.Action> actions = confirmation.view().actions();
        for (int i = 0; i < actions.size(); i++) {
            View.Action action = actions.get(i);
            lines.say("  " + (action.enabled() ? i + 1 + ". " : "–  ") + texts.get(action.label()));
        }
        String typed = lines.ask(texts.get("cli.whitelist.number") + " ");
        if (typed == null) {
            confirmation.happened(Accident.DISCONNECTED);
            return;
        }
        String number = typed.strip();
        if (!number.matches("\\d") || Integer.parseInt(number) < 1 || Integer.parseInt(number) > actions.size()) {
            confirmation.happened(Accident.ENTER);
            return;
        }
        Button pressed = actions.get(Integer.parseInt(number) - 1).button();
        confirmation.press(pressed);
        if (pressed == Button.READ_WARNING) {
            // A terminal shows the warning whole; the time to read it is kept all the same.
            show(confirmation.view());
            confirmation.readToTheEnd();
            pause.pass(confirmation.armedIn());
        }
    }

    private void answer(Confirmation confirmation, View view) throws InterruptedException {
        view.action(Button.CONFIRM).ifPresent(action -> lines.say("  [" + texts.get(action.label()) + "]"));
        lines.say(texts.get("cli.whitelist.blankIsBack"));
        pause.pass(confirmation.armedIn());
        String typed = lines.ask(texts.get(Objects.requireNonNull(view.question())) + " ");
        if (typed == null) {
            confirmation.happened(Accident.DISCONNECTED);
        } else if (typed.isBlank()) {
            confirmation.press(Button.BACK);
        } else {
            confirmation.type(typed);
            if (view.reasons() != null) {
                choose(confirmation, view.reasons());
            }
            confirmation.press(Button.CONFIRM);
            if (open(confirmation)) {
                confirmation.happened(Accident.ESCAPE);
                lines.say(texts.get("cli.whitelist.wrong"));
            }
        }
    }

    /** What is no number of a reason chooses none. */
    private void choose(Confirmation confirmation, View.Reasons reasons) {
        lines.say(texts.get(reasons.text()));
        for (int i = 0; i < reasons.options().size(); i++) {
            lines.say("  " + (i + 1) + ". " + texts.get(reasons.options().get(i)));
        }
        String typed = lines.ask(texts.get("cli.whitelist.number") + " ");
        if (typed != null && typed.strip().matches("\\d")) {
            confirmation.choose(Integer.parseInt(typed.strip()) - 1);
        }
    }

    private static boolean open(Confirmation confirmation) {
        return confirmation.step() == Step.REVIEW || confirmation.step() == Step.SECOND;
    }
}
