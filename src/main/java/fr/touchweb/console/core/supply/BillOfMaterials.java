package fr.touchweb.console.core.supply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The bill of materials (CycloneDX 1.6, JSON) that the build makes from its real dependencies. */
public final class BillOfMaterials {
    private static final String PLACE = "/licences/bom.json";

    private BillOfMaterials() {}

    /** The libraries of this program by name; empty when it was not built by Maven, which writes the bill. */
    public static Optional<List<Library>> ofProgram() throws IOException {
        try (InputStream in = BillOfMaterials.class.getResourceAsStream(PLACE)) {
            return in == null ? Optional.empty() : Optional.of(read(in.readAllBytes()));
        }
    }

    static List<Library> read(byte[] document) throws IOException {
        List<Library> libraries = new ArrayList<>();
        for (JsonNode component : new JsonMapper().readTree(document).path("components")) {
            libraries.add(new Library(component.path("group").asText() + ":" + component.path("name").asText(),
                    component.path("version").asText(), licences(component), address(component)));
        }
        // what has a part for each system stands in the bill once for each
        return libraries.stream().distinct().sorted(Comparator.comparing(Library::name)).toList();
    }

    private static List<String> licences(JsonNode component) {
        List<String> licences = new ArrayList<>();
        for (JsonNode each : component.path("licenses")) {
            JsonNode licence = each.path("license");
            String id = licence.path("id").asText(licence.path("name").asText(each.path("expression").asText()));
            if (!id.isEmpty()) {
                licences.add(id);
            }
        }
        return licences;
    }

    private static String address(JsonNode component) {
        for (JsonNode each : component.path("licenses")) {
            String address = each.path("license").path("url").asText();
            if (!address.isEmpty()) {
                return address;
            }
        }
        for (JsonNode reference : component.path("externalReferences")) {
            if (reference.path("type").asText().equals("website")) {
                return reference.path("url").asText();
            }
        }
        return "";
    }
}
