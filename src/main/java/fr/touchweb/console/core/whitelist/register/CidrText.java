package fr.touchweb.console.core.whitelist.register;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import fr.touchweb.console.core.address.AddressText;
import fr.touchweb.console.core.address.Cidr;
import fr.touchweb.console.core.address.Parsed;
import java.io.IOException;

/** Addresses of documents: the canonical form and nothing else. */
final class CidrText extends JsonDeserializer<Cidr> {
    @Override
    public Cidr deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            return (Cidr) context.handleUnexpectedToken(Cidr.class, parser);
        }
        if (AddressText.parse(parser.getText()) instanceof Parsed.Read(Cidr cidr)
                && cidr.toString().equals(parser.getText())) {
            return cidr;
        }
        return (Cidr) context.handleWeirdStringValue(Cidr.class, parser.getText(),
                "an address is written in its canonical form, without host bits");
    }
}
