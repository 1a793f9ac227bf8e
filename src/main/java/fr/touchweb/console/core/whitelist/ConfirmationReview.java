package fr.touchweb.console.core.whitelist;

import com.fasterxml.jackson.databind.JsonNode;
import fr.touchweb.console.core.address.AddressText;
import fr.touchweb.console.core.address.Cidr;
import fr.touchweb.console.core.address.Parsed;
import fr.touchweb.console.core.journal.ChangeEntry;
import fr.touchweb.console.core.text.Message;
import fr.touchweb.console.core.whitelist.confirm.Choice;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the journal of this console tells of the confirmations of a time, so that habituation is seen (design rule A.13): a
 * second step that is answered ever sooner is no longer read.
 *
 * @param confirmed requests that were confirmed
 * @param abandoned requests that were left
 * @param ranges requests for more than one address
 * @param narrowed of these, those that ended with one address or a lifted ban
 * @param medianMillis time in the second step, in the median of those confirmed; 0 where there is none
 * @param rows the same by who confirmed and by tier, with what became of it, in their order
 */
public record ConfirmationReview(int confirmed, int abandoned, int ranges, int narrowed, long medianMillis,
        List<Row> rows) {
    private static final int PERCENT = 100;
    private static final List<String> OPENING = List.of("continue", "cancel-addition");

    public ConfirmationReview {
        rows = List.copyOf(rows);
    }

    /**
     * Confirmations of one person at one tier.
     *
     * @param person login
     * @param tier number
     * @param confirmed requests that were confirmed
     * @param atOnce of these, those whose second step was opened once only
     * @param medianMillis time in the second step, in the median
     * @param refused by the server's rules or by the second person
     * @param over whose outcome is known
     * @param undone of these, those taken back at once
     * @param unused of these, those that nobody came by, as far as the logs tell
     * @param attacked of these, those that let somebody in who was banned later
     */
    public record Row(String person, int tier, int confirmed, int atOnce, long medianMillis, int refused, int over,
            int undone, int unused, int attacked) {}

    /** A row that is being counted. */
    private static final class Count {
        final List<Long> second = new ArrayList<>();
        int atOnce;
        int refused;
        int over;
        int undone;
        int unused;
        int attacked;

        void confirmed(ChangeEntry entry, JsonNode detail) {
            second.add(detail.path("secondMillis").asLong());
            refused += entry.result().startsWith("refused") ? 1 : 0;
            int opened = 0;
            for (JsonNode press : detail.path("pressed")) {
                opened += OPENING.contains(press.path("button").asText()) ? 1 : 0;
            }
            atOnce += opened == 1 ? 1 : 0;
        }

        void outcome(JsonNode detail) {
            String outcome = detail.path("outcome").asText();
            over++;
            refused += outcome.equals(Sequel.REFUSED.id()) ? 1 : 0;
            undone += outcome.equals(Sequel.UNDONE.id()) ? 1 : 0;
            boolean letIn = !outcome.equals(Sequel.REFUSED.id()) && !outcome.equals(Sequel.WITHDRAWN.id());
            unused += letIn && detail.path("hits").asLong() == 0 ? 1 : 0;
            attacked += detail.path("bans").asInt() > 0 ? 1 : 0;
        }

        Row row(String person, int tier) {
            return new Row(person, tier, second.size(), atOnce, median(second), refused, over, undone, unused,
                    attacked);
        }
    }

    /** @param since entries before it do not count */
    static ConfirmationReview of(List<ChangeEntry> entries, Instant since) {
        int abandoned = 0;
        int ranges = 0;
        int narrowed = 0;
        List<Long> second = new ArrayList<>();
        Map<String, Map<Integer, Count>> counts = new TreeMap<>();
        for (ChangeEntry entry : entries) {
            JsonNode detail = ChangeNotes.detail(entry);
            if (entry.time().isBefore(since)) {
                continue;
            }
            if (entry.action().equals(ChangeNotes.OUTCOME)) {
                count(counts, detail.path("author").asText(), detail).outcome(detail);
            }
            if (!detail.has("choice")) {
                continue;
            }
            String choice = detail.path("choice").asText();
            boolean range = AddressText.parse(detail.path("cidr").asText()) instanceof Parsed.Read(Cidr cidr)
                    && cidr.weight().bitLength() > 1;
            boolean narrow = choice.equals(Choice.NARROWER.id()) || choice.equals(Choice.UNBAN.id());
            ranges += range ? 1 : 0;
            narrowed += range && narrow ? 1 : 0;
            abandoned += choice.equals(Choice.ABANDONED.id()) ? 1 : 0;
            if (choice.equals(Choice.CONFIRMED.id())) {
                second.add(detail.path("secondMillis").asLong());
                count(counts, entry.person(), detail).confirmed(entry, detail);
            }
        }
        List<Row> rows = new ArrayList<>();
        counts.forEach((person, tiers) -> tiers.forEach((tier, count) -> rows.add(count.row(person, tier))));
        return new ConfirmationReview(second.size(), abandoned, ranges, narrowed, median(second), rows);
    }

    private static Count count(Map<String, Map<Integer, Count>> counts, String person, JsonNode detail) {
        return counts.computeIfAbsent(person, _ -> new TreeMap<>())
                .computeIfAbsent(detail.path("tier").asInt(), _ -> new Count());
    }

    private static long median(List<Long> all) {
        List<Long> sorted = all.stream().sorted().toList();
        return sorted.isEmpty() ? 0 : sorted.get(sorted.size() / 2);
    }

    /** Whether there is anything to tell. */
    public boolean isEmpty() {
        return confirmed + abandoned + ranges == 0 && rows.isEmpty();
    }

    /**
     * The figures in words.
     *
     * @param days that they are of
     */
    public Message text(int days) {
        return Message.of("whitelist.review", days, confirmed, abandoned, ranges,
                ranges == 0 ? 0 : narrowed * PERCENT / ranges);
    }
}
