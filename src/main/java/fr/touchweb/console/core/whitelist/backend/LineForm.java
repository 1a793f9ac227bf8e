package fr.touchweb.console.core.whitelist.backend;

import fr.touchweb.console.core.address.AddressText;
import fr.touchweb.console.core.address.Cidr;
import fr.touchweb.console.core.address.Parsed;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How a kind of file writes an address.
 *
 * @param line of an address
 * @param address finds the address in a line, as its first group
 * @param anchor entries stand right after each line that it matches; null for the top of the file
 * @param complete puts into a text, empty for a new file, what entries need around them
 */
record LineForm(Function<Cidr, String> line, Pattern address, @Nullable Pattern anchor,
        UnaryOperator<String> complete) {

    /** One address a line. */
    static final LineForm PLAIN = new LineForm(Cidr::toString, Pattern.compile("\\s*([0-9A-Fa-f.:/]+)(?:\\s.*)?"), null,
            UnaryOperator.identity());
    static final LineForm NGINX = new LineForm(cidr -> "allow " + cidr + ";",
            Pattern.compile("\\s*allow\\s+([^;\\s]+)\\s*;.*"), null, UnaryOperator.identity());
    static final LineForm APACHE = new LineForm(cidr -> "Require ip " + cidr,
            Pattern.compile("\\s*(?i:Require\\s+ip)\\s+(\\S+)\\s*"), null, UnaryOperator.identity());

    /** The address that a line lets in, where it lets one in. */
    Optional<Cidr> read(String text) {
        Matcher matcher = address.matcher(text);
        return matcher.matches() && AddressText.parse(matcher.group(1)) instanceof Parsed.Read(Cidr cidr)
                ? Optional.of(cidr)
                : Optional.empty();
    }
}
