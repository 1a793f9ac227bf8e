package fr.touchweb.console.core.supply;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class BillOfMaterialsTest {
    @Test
    void licencesAreIdsNamesOrExpressions() throws Exception {
        List<Library> libraries = BillOfMaterials
                .read("""
                        {"bomFormat":"CycloneDX","components":[
                         {"group":"b","name":"x","version":"2","licenses":[{"license":{"id":"MIT","url":"https://mit.test"}},
                          {"license":{"name":"Own words"}}]},
                         {"group":"a","name":"y","version":"1","licenses":[{"expression":"EPL-1.0 OR LGPL-2.1-only"}],
                          "externalReferences":[{"type":"vcs","url":"https://vcs.test"},{"type":"website","url":"https://y.test"}]},
                         {"group":"c","name":"z","version":"3"}]}"""
                        .getBytes(StandardCharsets.UTF_8));
        assertEquals(List.of(new Library("a:y", "1", List.of("EPL-1.0 OR LGPL-2.1-only"), "https://y.test"),
                new Library("b:x", "2", List.of("MIT", "Own words"), "https://mit.test"),
                new Library("c:z", "3", List.of(), "")), libraries);
    }

    @Test
    void theBillNamesWhatIsReallyOnTheClassPath() throws Exception {
        Optional<List<Library>> bill = BillOfMaterials.ofProgram();
        assumeTrue(bill.isPresent(), "not built by Maven, which writes the bill");
        Set<String> named = bill.get().stream()
                .map(library -> library.name().substring(library.name().indexOf(':') + 1) + "-" + library.version())
                .collect(Collectors.toSet());
        Set<String> shipped = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(path -> new File(path).getName()).filter(name -> name.endsWith(".jar"))
                .map(name -> name.replaceFirst("(-linux|-win|-mac)?(-aarch64)?\\.jar$", ""))
                .collect(Collectors.toSet());
        Set<String> unknown = new TreeSet<>(named);
        unknown.removeAll(shipped);
        assertEquals(Set.of(), unknown, "named, and not there");
        for (String one : List.of("javafx-graphics-", "sshj-", "picocli-", "zstd-jni-", "sshd-core-")) {
            assertFalse(named.stream().noneMatch(name -> name.startsWith(one)), one + " is missing in " + named);
        }
        List<String> silent = bill.get().stream().filter(library -> library.licences().isEmpty()).map(Library::name)
                .toList();
        assertEquals(List.of(), silent, "libraries without a licence");
    }
}
