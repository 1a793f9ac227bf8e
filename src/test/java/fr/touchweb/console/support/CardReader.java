package fr.touchweb.console.support;

import fr.touchweb.console.core.address.Cidr;
import fr.touchweb.console.core.whitelist.AddRequest;
import fr.touchweb.console.core.whitelist.confirm.Confirmation;
import fr.touchweb.console.core.whitelist.confirm.View;
import fr.touchweb.console.core.whitelist.risk.Tier;
import java.util.List;
import java.util.Objects;

/** Reads what the second confirmation asks for off the card of its request, as a person does who carries it over. */
public final class CardReader {
    private CardReader() {}

    /** The value to type. */
    public static String answer(Confirmation confirmation) {
        AddRequest request = confirmation.request();
        Cidr cidr = request.cidr();
        String key = Objects.requireNonNull(confirmation.view().question()).key();
        return switch (key.substring(key.lastIndexOf('.') + 1)) {
            case "addresses", "networks" -> cidr.weight().toString();
            case "sites" -> String.valueOf(request.sites());
            case "owner" -> Objects.requireNonNull(request.assessment().owner()).replaceFirst("^AS\\d+ ", "")
                    .split(" ")[0];
            case "lastByte" -> octet(cidr, 3);
            case "thirdByte" -> octet(cidr, 2);
            case "lastOfRange" -> octet(cidr.last(), 3);
            case "banned" -> octet(Objects.requireNonNull(request.assessment().narrower()), 3);
            case "thirdGroup" -> Long.toHexString(cidr.high() >>> 16 & 0xFFFF);
            case "lastGroup64" -> Long.toHexString(cidr.high() & 0xFFFF);
            case "lastGroup" -> Long.toHexString(cidr.low() & 0xFFFF);
            default -> throw new AssertionError(key);
        };
    }

    /** Types the value and chooses the reason, where one is asked for. */
    public static void answered(Confirmation confirmation) {
        if (confirmation.view().question() != null) {
            confirmation.type(answer(confirmation));
        }
        if (confirmation.view().reasons() != null) {
            confirmation.choose(reason(confirmation));
        }
    }

    /** Place of a reason that holds. */
    public static int reason(Confirmation confirmation) {
        View.Reasons reasons = Objects.requireNonNull(confirmation.view().reasons());
        List<String> red = confirmation.request().assessment().facts().stream()
                .filter(fact -> fact.tier() == Tier.RED).map(fact -> fact.code()).toList();
        for (int i = 0; i < reasons.options().size(); i++) {
            String option = reasons.options().get(i).key();
            boolean holds = switch (option.substring(option.lastIndexOf('.') + 1)) {
                case "size" -> red.contains("size");
                case "anonymiser" -> red.stream().anyMatch(List.of("vpn", "tor", "anonymiser")::contains);
                case "banned" -> red.contains("banned");
                case "budget" -> red.contains("over-budget");
                default -> throw new AssertionError(option);
            };
            if (holds) {
                return i;
            }
        }
        throw new AssertionError(reasons + " " + red);
    }

    private static String octet(Cidr cidr, int number) {
        return cidr.address().split("\\.")[number];
    }
}
