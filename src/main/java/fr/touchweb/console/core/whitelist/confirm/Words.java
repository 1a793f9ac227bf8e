package fr.touchweb.console.core.whitelist.confirm;

import fr.touchweb.console.core.address.Cidr;
import fr.touchweb.console.core.text.Message;
import fr.touchweb.console.core.whitelist.AddRequest;
import fr.touchweb.console.core.whitelist.confirm.View.Action;
import fr.touchweb.console.core.whitelist.confirm.View.Weight;
import fr.touchweb.console.core.whitelist.risk.Fact;
import fr.touchweb.console.core.whitelist.risk.Tier;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The wording of both confirmations (reference A.2, peers 2.4): verb, object and duration on every button that acts. */
final class Words {
    private final AddRequest request;
    private final String verb;
    private final @Nullable Question question;
    private final LocalDate until;

    Words(AddRequest request, boolean approving, @Nullable Question question, ZoneId zone, Instant now) {
        this.request = request;
        this.question = question;
        verb = approving ? "approve" : request.assessment().tier() == Tier.RED ? "request" : "add";
        until = request.expires(now).atZone(zone).toLocalDate();
    }

    View derived(Step step, String typed, boolean answered, boolean armed, View.@Nullable Reasons reasons) {
        return step == Step.SECOND ? second(typed, answered, armed, reasons) : review(step);
    }

    private View review(Step step) {
        boolean open = step == Step.REVIEW;
        List<Action> actions = new ArrayList<>();
        Cidr narrower = request.assessment().narrower();
        if (narrower != null) {
            if (request.assessment().fact(Fact.BANNED).isPresent()) {
                actions.add(new Action(Button.UNBAN, Message.of("whitelist.button.unbanOnly", narrower.toString()),
                        open, Weight.MAIN));
            }
            actions.add(new Action(Button.NARROWER, Message.of("whitelist.button.narrower", narrower.toString()),
                    open, Weight.MAIN));
        }
        actions.add(new Action(Button.CLOSE, Message.of("whitelist.button.close"), open, Weight.PLAIN));
        actions.add(new Action(Button.CONTINUE, Message.of("whitelist.button.continue." + verb, object()), open,
                Weight.LINK));
        return new View(step, title(), List.of(), effectAndReason(), null, "", null, actions, Button.CLOSE);
    }

    private View second(String typed, boolean answered, boolean armed, View.@Nullable Reasons reasons) {
        // The number is named only by who has typed it.
        Message label = answered
                ? Message.of("whitelist.button.confirm." + verb, object(), life())
                : hiddenLabel();
        List<Action> actions = List.of(
                new Action(Button.BACK, Message.of("whitelist.button.back"), true, Weight.PLAIN),
                new Action(Button.CONFIRM, label, armed, Weight.DANGER));
        return new View(Step.SECOND, Message.of("whitelist.second.title"), header(), List.of(),
                question == null ? null : question.text(), typed, reasons, actions,
                question == null ? Button.BACK : null);
    }

    View negation(Step step, boolean warningShown, boolean readable) {
        boolean open = step == Step.REVIEW || step == Step.SECOND;
        boolean second = step == Step.SECOND;
        List<Message> lines = new ArrayList<>();
        lines.add(second
                ? Message.of("whitelist.negation.cancelled", object())
                : Message.of("whitelist.negation.exposes", object(), String.join(", ", request.servers())));
        if (second) {
            lines.add(Message.of("whitelist.negation.question"));
        }
        if (warningShown) {
            lines.add(Message.of("whitelist.negation.warning"));
            lines.add(effect());
        }
        Button safe = second ? Button.STAY_CANCELLED : Button.CANCEL_ADDITION;
        List<Action> actions = new ArrayList<>();
        actions.add(new Action(safe,
                Message.of(second ? "whitelist.negation.stay" : "whitelist.negation.cancel"), open, Weight.MAIN));
        actions.add(new Action(Button.READ_WARNING, Message.of("whitelist.negation.read"), open && !warningShown,
                Weight.PLAIN));
        if (second) {
            actions.add(new Action(Button.CANCEL_CANCELLATION, Message.of("whitelist.negation.cancelCancellation"),
                    readable, Weight.DANGER));
        }
        return new View(step, second ? Message.of("whitelist.negation.title") : title(), List.of(), lines, null, "",
                null, actions, safe);
    }

    private Message title() {
        String servers = String.join(", ", request.servers());
        return Message.of("whitelist.review.title." + verb, request.scope().title(), request.site() == null
                ? Message.of("whitelist.review.servers", servers, request.sites())
                : Message.of("whitelist.review.site", servers, request.site()));
    }

    private Message effect() {
        return Message.of("whitelist.effect." + request.scope().id(), object());
    }

    /** What the house went through is said where it could happen again, and nowhere else (G42). */
    private List<Message> effectAndReason() {
        return request.assessment().tier() == Tier.RED && request.cidr().weight().bitLength() > 1
                ? List.of(effect(), Message.of("whitelist.why"))
                : List.of(effect());
    }

    /** Server, range, owner and end; each only as long as it does not give the answer away. */
    private List<Object> header() {
        List<Object> parts = new ArrayList<>();
        keep(parts, String.join(", ", request.servers()));
        if (question == null) {
            parts.add(request.cidr().toString());
        } else {
            Message range = question.masked();
            if (range.arguments().stream().noneMatch(part -> question.givenAwayBy(part.toString()))) {
                parts.add(range);
            }
        }
        if (request.assessment().owner() != null) {
            keep(parts, request.assessment().owner());
        }
        // As 28/11/2026 or 2026-11-28: its numbers are the same in any language.
        if (question == null || !question.givenAwayBy(until.getDayOfMonth() + " " + until.getMonthValue() + " "
                + until.getYear() + " " + until)) {
            parts.add(Message.of("whitelist.second.until", until));
        }
        return parts;
    }

    private void keep(List<Object> parts, String text) {
        if (question == null || !question.givenAwayBy(text)) {
            parts.add(text);
        }
    }

    private Message hiddenLabel() {
        Message what = Message.of(request.cidr().weight().bitLength() == 1
                ? "whitelist.object.thisAddress"
                : "whitelist.object.thisRange");
        Message life = life();
        boolean tells = question != null
                && life.arguments().stream().anyMatch(part -> question.givenAwayBy(part.toString()));
        return tells
                ? Message.of("whitelist.button.confirmNoLife." + verb, what)
                : Message.of("whitelist.button.confirm." + verb, what, life);
    }

    /** {@code 256 adresses}, {@code 82.64.10.5}. */
    private Message object() {
        Cidr cidr = request.cidr();
        if (cidr.weight().bitLength() == 1) {
            return Message.of("whitelist.text", cidr.toString());
        }
        return Message.of(cidr.ipv6() ? "whitelist.object.networks" : "whitelist.object.addresses", cidr.weight());
    }

    private Message life() {
        Duration life = request.life();
        return life.toDays() > 0 && life.toHoursPart() == 0
                ? Message.of("whitelist.life.days", life.toDays())
                : Message.of("whitelist.life.hours", life.toHours());
    }
}
