package fr.touchweb.console.core.diagnose.redirect;

import fr.touchweb.console.core.diagnose.DiagnoseException;
import fr.touchweb.console.core.diagnose.probe.Credentials;
import fr.touchweb.console.core.diagnose.probe.HttpAnswer;
import fr.touchweb.console.core.diagnose.probe.InnerNetwork;
import fr.touchweb.console.core.diagnose.probe.Names;
import fr.touchweb.console.core.diagnose.probe.Probe;
import fr.touchweb.console.core.diagnose.probe.ProbeRequest;
import fr.touchweb.console.core.diagnose.probe.Vantage;
import fr.touchweb.console.core.diagnose.probe.WebAddress;
import fr.touchweb.console.core.diagnose.redirect.RedirectChain.End;
import fr.touchweb.console.core.diagnose.redirect.RedirectChain.Loop;
import fr.touchweb.console.core.task.TaskControl;
import fr.touchweb.console.core.text.Message;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Follows a chain hop by hop, one request each, and says why it ends. For one run. */
final class ChainWalk {
    private final RedirectRequest request;
    private final Vantage from;
    private final Budget budget;
    private final Names names;
    private final int longest;
    private final String userAgent;
    private final Cookies cookies = new Cookies();
    private final List<Hop> hops = new ArrayList<>();
    private final Map<String, Integer> seen = new HashMap<>();

    /** @param longest hops at most */
    ChainWalk(RedirectRequest request, Vantage from, Budget budget, Names names, int longest, String userAgent) {
        this.request = request;
        this.from = from;
        this.budget = budget;
        this.names = names;
        this.longest = longest;
        this.userAgent = userAgent;
    }

    /** Walks to the end; each hop is told as soon as it is known. */
    RedirectChain walk(TaskControl control, Consumer<RedirectChain> told) throws InterruptedException {
        WebAddress at = request.address();
        while (true) {
            ProbeRequest next = ask(at);
            String visit = at + " " + next.headers();
            seen.put(visit, hops.size() + 1);
            Probe probe = budget.ask(next, from, true, control);
            if (probe == null) {
                return budget.stopped(at.host())
                        ? end(End.STOPPED, Message.of("diagnose.end.stopped", at.host()))
                        : end(End.BUDGET, Message.of("diagnose.end.budget", at.host()));
            }
            HttpAnswer answer = probe.answer();
            if (answer != null) {
                cookies.take(at, answer);
            }
            Hop hop = hop(at, probe);
            hops.add(hop);
            RedirectChain ended = ended(hop);
            if (ended != null) {
                return ended;
            }
            WebAddress target = Objects.requireNonNull(hop.target());
            Integer before = seen.get(target + " " + ask(target).headers());
            if (before != null) {
                return new RedirectChain(hops, new Loop(before, hop.number()), End.LOOP,
                        Message.of("diagnose.end.loop", before));
            }
            if (hops.size() >= longest) {
                return end(End.TOO_LONG, Message.of("diagnose.end.too-long", longest));
            }
            if (hop.privateTarget() && !request.followPrivate()) {
                return end(End.PRIVATE_TARGET, Message.of("diagnose.end.private", target.toString()));
            }
            told.accept(new RedirectChain(hops, null, null, null));
            at = target;
        }
    }

    /** The request for an address as it stands in this run. */
    ProbeRequest ask(WebAddress at) {
        boolean own = at.host().equals(request.address().host());
        Credentials credentials = own ? request.credentials() : null;
        InetAddress pinned = own ? request.pinned() : null;
        return ProbeRequest.of(at, userAgent).with(credentials)
                .pinnedTo(pinned, -1)
                .of(request.family()).acceptingBadCertificate(request.acceptBadCertificate())
                .withHeaders(cookies.headers(at));
    }

    private @Nullable RedirectChain ended(Hop hop) {
        return switch (hop.kind()) {
            case FAILED -> end(End.FAILED, Objects.requireNonNull(hop.probe().problem()).text());
            case FINAL -> hop.location() != null && hop.probe().answer() != null
                    && hop.probe().answer().redirects()
                            ? end(End.BAD_LOCATION, hop.remarks().isEmpty()
                                    ? Message.of("diagnose.location.empty")
                                    : hop.remarks().getLast())
                            : budget.stopped(hop.address().host())
                                    ? end(End.STOPPED, Message.of("diagnose.end.stopped", hop.address().host()))
                                    : end(End.ANSWER, Message.of("diagnose.end.answer", hop.status()));
            case REDIRECT, TO_HTTPS -> null;
        };
    }

    private RedirectChain end(End end, Message text) {
        return new RedirectChain(hops, null, end, text);
    }

    private Hop hop(WebAddress at, Probe probe) {
        int number = hops.size() + 1;
        List<Message> remarks = new ArrayList<>();
        if (!probe.deadAddresses().isEmpty()) {
            remarks.add(Message.of("diagnose.remark.dead",
                    String.join(", ", probe.deadAddresses().stream().map(InetAddress::getHostAddress).toList())));
        }
        HttpAnswer answer = probe.answer();
        if (answer == null) {
            return new Hop(number, at, probe, Hop.Kind.FAILED, null, null, false, null, remarks);
        }
        if (probe.problem() != null) {
            remarks.add(probe.problem().text());
        }
        String hsts = at.tls() ? answer.header("Strict-Transport-Security").orElse(null) : null;
        String location = answer.header("Location").orElse(null);
        WebAddress target = null;
        if (location != null && answer.headers("Location").size() > 1) {
            remarks.add(Message.of("diagnose.remark.locations", answer.headers("Location").size()));
        }
        if (location != null && answer.redirects()) {
            try {
                target = at.follow(location);
            } catch (DiagnoseException e) {
                remarks.add(e.text());
            }
        }
        if (target == null) {
            return new Hop(number, at, probe, Hop.Kind.FINAL, location, null, false, hsts, remarks);
        }
        boolean inner = leadsInside(at, probe, target);
        if (inner) {
            remarks.add(Message.of("diagnose.remark.private", target.host()));
        }
        boolean toHttps = target.tls() && at.onlySchemeDiffers(target);
        return new Hop(number, at, probe, toHttps ? Hop.Kind.TO_HTTPS : Hop.Kind.REDIRECT, location, target, inner,
                hsts, remarks);
    }

    /** Whether an outside site leads into an inner network; from the inside that is nothing new. */
    private boolean leadsInside(WebAddress at, Probe probe, WebAddress target) {
        InetSocketAddress peer = probe.peer();
        if (target.host().equals(at.host()) || peer == null || InnerNetwork.holds(peer.getAddress())) {
            return false;
        }
        try {
            return names.resolve(target.host(), target.port()).stream().map(InetSocketAddress::getAddress)
                    .anyMatch(InnerNetwork::holds);
        } catch (UnknownHostException e) {
            // The next request says so in full.
            return false;
        }
    }
}
