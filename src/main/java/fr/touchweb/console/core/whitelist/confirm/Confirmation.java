package fr.touchweb.console.core.whitelist.confirm;

import fr.touchweb.console.core.policy.WhitelistPolicy;
import fr.touchweb.console.core.text.Message;
import fr.touchweb.console.core.whitelist.AddRequest;
import fr.touchweb.console.core.whitelist.register.Entry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The confirmation of one request, in two steps. It knows no screen: who shows it hands over what was pressed, typed and
 * scrolled, and shows the {@link #view} after each. The only path to a {@link Confirmed} leads through both steps, past
 * the arming time, with the value typed right; Enter, Escape, a closed window, a second click on the heels of the first,
 * a lost focus and a lost connection never lead there. One thread at a time.
 */
public final class Confirmation {
    private final AddRequest request;
    private final @Nullable String approves;
    private final WhitelistPolicy policy;
    private final Clock clock;
    private final Words words;
    private final @Nullable Question question;
    private final List<Ground> grounds;
    private final List<Consumer<Choice>> listeners = new CopyOnWriteArrayList<>();
    private final List<Press> presses = new ArrayList<>();
    private final Instant opened;

    private Step step = Step.REVIEW;
    private Choice choice = Choice.NONE;
    private String typed = "";
    private int chosen = -1;
    private Instant lastPress = Instant.MIN;
    private Instant armedFrom;
    private Instant secondOpened;
    private boolean asked;
    private @Nullable Instant warningShown;
    private boolean warningRead;
    private @Nullable Confirmed confirmed;

    /**
     * Confirms a new entry.
     *
     * @param before what the person was asked lately, the oldest first
     * @throws IllegalArgumentException when the request has a {@link AddRequest#problem}
     */
    public static Confirmation of(AddRequest request, WhitelistPolicy policy, Clock clock, List<Asked> before) {
        return new Confirmation(request, null, policy, clock, before);
    }

    /** Confirms the entry of somebody else, on the approver's own screen, with the same card. */
    public static Confirmation approving(Entry entry, AddRequest request, WhitelistPolicy policy, Clock clock,
            List<Asked> before) {
        if (entry.author().equals(request.author().login())) {
            throw new IllegalArgumentException("one cannot approve one's own request");
        }
        return new Confirmation(request, entry.id(), policy, clock, before);
    }

    private Confirmation(AddRequest request, @Nullable String approves, WhitelistPolicy policy, Clock clock,
            List<Asked> before) {
        if (request.problem().isPresent()) {
            throw new IllegalArgumentException(request.problem().get().key());
        }
        this.request = request;
        this.approves = approves;
        this.policy = policy;
        this.clock = clock;
        boolean negation = policy.confirmation() == WhitelistPolicy.Mode.DOUBLE_NEGATION;
        question = negation ? null : Questions.of(request, approves != null, before).orElse(null);
        opened = clock.instant();
        grounds = negation || approves != null || !Ground.any(request.assessment())
                ? List.of()
                : shuffled(opened.toEpochMilli());
        armedFrom = opened;
        secondOpened = opened;
        words = new Words(request, approves != null, question, clock.getZone(), opened);
    }

    /** In another order each time, so that the place of the right one cannot be learned either. */
    private static List<Ground> shuffled(long seed) {
        List<Ground> all = new ArrayList<>(List.of(Ground.values()));
        Collections.shuffle(all, new Random(seed));
        return List.copyOf(all);
    }

    public AddRequest request() {
        return request;
    }

    public Step step() {
        return step;
    }

    /** How it ended. */
    public Choice choice() {
        return choice;
    }

    /** What to show now. It changes with each call of the others, and by itself once {@link #armedIn} has passed. */
    public View view() {
        return negation()
                ? words.negation(step, warningShown != null, answerable())
                : words.derived(step, typed, answered(), answerable(), grounds());
    }

    /** Time until the second confirmation can be given, as far as waiting alone helps; zero when it has passed. */
    public Duration armedIn() {
        Instant start = negation() ? warningShown : armedFrom;
        if (start == null || step == Step.CONFIRMED || step == Step.ENDED) {
            return Duration.ZERO;
        }
        Duration left = Duration.between(clock.instant(), start.plus(negation() ? policy.read() : policy.arm()));
        return left.isNegative() ? Duration.ZERO : left;
    }

    /** A button was pressed. One that is not there, not enabled, or pressed too soon after another does nothing. */
    public void press(Button button) {
        Instant now = clock.instant();
        boolean echo = lastPress.isAfter(Instant.MIN)
                && Duration.between(lastPress, now).compareTo(policy.secondClick()) < 0;
        lastPress = now;
        if (echo || !view().action(button).map(View.Action::enabled).orElse(false)) {
            return;
        }
        presses.add(new Press(button, Duration.between(opened, now)));
        switch (button) {
            case CLOSE, STAY_CANCELLED -> end(Choice.ABANDONED);
            case UNBAN -> end(Choice.UNBAN);
            case NARROWER -> end(Choice.NARROWER);
            case CONTINUE, CANCEL_ADDITION -> openSecond(now);
            case BACK -> back();
            case READ_WARNING -> warningShown = now;
            case CONFIRM, CANCEL_CANCELLATION -> confirm(now);
        }
    }

    /** The field of the second step holds this now. */
    public void type(String text) {
        if (step == Step.SECOND && question != null) {
            typed = text;
        }
    }

    /** One of the reasons of the second step was chosen. @param index among those of the {@link View} */
    public void choose(int index) {
        if (step == Step.SECOND && 0 <= index && index < grounds.size()) {
            chosen = index;
        }
    }

    /** The question of the second step, where that was opened and asks one. */
    public Optional<Asked> asked() {
        return asked && question != null ? Optional.of(question.asked()) : Optional.empty();
    }

    /** Mode TW: the warning was scrolled to its end. */
    public void readToTheEnd() {
        warningRead = warningShown != null;
    }

    /** Something happened that is no button. */
    public void happened(Accident accident) {
        switch (accident) {
            case ENTER -> {
                // inert, everywhere
            }
            case FOCUS_LOST -> armedFrom = clock.instant();
            case ESCAPE, WINDOW_CLOSED -> {
                if (step == Step.SECOND && !negation()) {
                    back();
                } else {
                    end(Choice.ABANDONED);
                }
            }
            case DISCONNECTED -> end(Choice.ABANDONED);
        }
    }

    /** Called once, when it ends; on the thread that ended it. */
    public void onEnd(Consumer<Choice> listener) {
        listeners.add(listener);
    }

    /** What was confirmed; empty before and when it ended otherwise. */
    public Optional<Confirmed> confirmed() {
        return Optional.ofNullable(confirmed);
    }

    /** A button that counted, and when. */
    public record Press(Button button, Duration after) {}

    /** What was pressed, in its order: in mode TW both refusals are among it. */
    public List<Press> presses() {
        return List.copyOf(presses);
    }

    /** Which of the two dialogs it is. */
    public WhitelistPolicy.Mode mode() {
        return policy.confirmation();
    }

    /** How long it has been open. */
    public Duration open() {
        return Duration.between(opened, clock.instant());
    }

    private boolean negation() {
        return policy.confirmation() == WhitelistPolicy.Mode.DOUBLE_NEGATION;
    }

    private boolean answered() {
        return question == null || question.accepts(typed);
    }

    private boolean founded() {
        return grounds.isEmpty() || chosen >= 0 && grounds.get(chosen).holds(request.assessment());
    }

    private View.@Nullable Reasons grounds() {
        return grounds.isEmpty()
                ? null
                : new View.Reasons(Message.of("whitelist.ask.ground"), grounds.stream().map(Ground::text).toList(),
                        chosen);
    }

    private boolean answerable() {
        Instant now = clock.instant();
        if (negation()) {
            return warningRead && warningShown != null
                    && !now.isBefore(Objects.requireNonNull(warningShown).plus(policy.read()));
        }
        return step == Step.SECOND && answered() && founded() && !now.isBefore(armedFrom.plus(policy.arm()));
    }

    private void openSecond(Instant now) {
        step = Step.SECOND;
        asked = true;
        typed = "";
        chosen = -1;
        armedFrom = now;
        secondOpened = now;
    }

    private void back() {
        step = Step.REVIEW;
        typed = "";
        chosen = -1;
    }

    private void confirm(Instant now) {
        confirmed = new Confirmed(request, approves, Duration.between(opened, secondOpened),
                Duration.between(secondOpened, now), this);
        step = Step.CONFIRMED;
        choice = Choice.CONFIRMED;
        listeners.forEach(listener -> listener.accept(choice));
    }

    private void end(Choice how) {
        if (step == Step.CONFIRMED || step == Step.ENDED) {
            return;
        }
        step = Step.ENDED;
        choice = how;
        listeners.forEach(listener -> listener.accept(choice));
    }
}
