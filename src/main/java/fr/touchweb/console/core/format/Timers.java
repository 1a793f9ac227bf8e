package fr.touchweb.console.core.format;

import fr.touchweb.console.core.text.Message;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Where the time of a session of HAProxy went (HAProxy configuration manual 8.4; reference logs 5.4), in milliseconds, -1 for
 * what was never reached.
 *
 * @param parts request, queue, connection and response of HTTP, queue and connection of TCP
 * @param total of all, also of what was transferred
 */
public record Timers(List<Long> parts, long total) {
    /** TCP sends a connection again after three seconds, and its multiples, when nobody answered. */
    private static final long RETRY = 3_000;
    private static final long NEAR = 60;
    private static final List<String> NAMES = List.of("request", "queue", "connect", "response");

    public Timers {
        parts = List.copyOf(parts);
    }

    /** Reads {@code TR/Tw/Tc/Tr/Ta} or {@code Tw/Tc/Tt}; empty for anything else. */
    public static Optional<Timers> of(String text) {
        List<Long> all = Stream.of(text.split("/", -1)).filter(one -> one.matches("-1|\\+?\\d{1,15}"))
                .map(Long::valueOf)
                .toList();
        boolean whole = (all.size() == 3 || all.size() == 5)
                && text.chars().filter(c -> c == '/').count() + 1 == all.size();
        return whole ? Optional.of(new Timers(all.subList(0, all.size() - 1), all.getLast())) : Optional.empty();
    }

    /** Milliseconds that were left for the transfer; empty where it was never reached. */
    public OptionalLong data() {
        return parts.contains(-1L)
                ? OptionalLong.empty()
                : OptionalLong.of(Math.max(0, total - parts.stream().mapToLong(Long::longValue).sum()));
    }

    /** What the numbers alone do not say: how far it came, or how long the transfer took. */
    public Message words() {
        int never = parts.indexOf(-1L);
        return never < 0
                ? Message.of("format.timer.data", data().orElseThrow())
                : Message.of("format.timer.never." + NAMES.get(parts.size() == NAMES.size() ? never : never + 1));
    }

    /** What a request or a connection of nearly three seconds, or a multiple of it, says: a packet was lost on its way. */
    public Optional<Message> lostPacket() {
        int connect = parts.size() - (parts.size() == 4 ? 2 : 1);
        return LongStream.of(parts.size() == 4 ? parts.getFirst() : 0, parts.get(connect))
                .filter(millis -> millis > RETRY / 2 && Math.abs(millis - (millis + RETRY / 2) / RETRY * RETRY) <= NEAR)
                .mapToObj(millis -> Message.of("format.timer.lost", millis)).findFirst();
    }
}
