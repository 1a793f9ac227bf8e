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

/**
 * What the journal of this console tells of the confirmations of a time, so that habituation is seen (design rule A.13): a
 * second step that is answered ever sooner is no longer read.
 *
 * @param confirmed requests that were confirmed
 * @param abandoned requests that were left
 * @param ranges requests for more than one address
 * @param narrowed of these, those that ended with one address or a lifted ban
 * @param medianMillis time in the second step, in the median of those confirmed; 0 where there is none
 */
public record ConfirmationReview(int confirmed, int abandoned, int ranges, int narrowed, long medianMillis) {
    private static final int PERCENT = 100;

    /** @param since entries before it do not count */
    static ConfirmationReview of(List<ChangeEntry> entries, Instant since) {
        int abandoned = 0;
        int ranges = 0;
        int narrowed = 0;
        List<Long> second = new ArrayList<>();
        for (ChangeEntry entry : entries) {
            JsonNode detail = ChangeNotes.detail(entry);
            if (entry.time().isBefore(since) || !detail.has("choice")) {
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
            }
        }
        second.sort(null);
        return new ConfirmationReview(second.size(), abandoned, ranges, narrowed,
                second.isEmpty() ? 0 : second.get(second.size() / 2));
    }

    /** Whether there is anything to tell. */
    public boolean isEmpty() {
        return confirmed + abandoned + ranges == 0;
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
