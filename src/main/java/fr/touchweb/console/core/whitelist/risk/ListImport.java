package fr.touchweb.console.core.whitelist.risk;

import fr.touchweb.console.core.store.DocumentException;
import fr.touchweb.console.core.text.Message;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Takes lists of ranges and databases of networks from files that the person points at, into the settings folder. */
public final class ListImport {
    /** Kind of a database of networks and countries, beside the kinds of {@link RangeLists}. */
    public static final String NETWORK = "network";

    private ListImport() {}

    /** All kinds. */
    public static List<String> kinds() {
        List<String> kinds = new ArrayList<>(RangeLists.IMPORTED);
        kinds.add(NETWORK);
        return kinds;
    }

    /**
     * Takes a file; it takes the place of the one of its kind.
     *
     * @param settings settings folder of the console
     * @return what was taken, with its date
     * @throws DocumentException when the file does not hold; nothing is taken then
     */
    public static Message take(Path settings, String kind, Path file) throws IOException {
        if (!kinds().contains(kind)) {
            throw new DocumentException(file.toString(), "", 0,
                    Message.of("whitelist.lists.kind", kind, String.join(", ", kinds())));
        }
        if (kind.equals(NETWORK)) {
            return NetworkDatabases.take(settings, file);
        }
        RangeList list = RangeLists.importList(settings, kind, file);
        return Message.of("whitelist.imported", Message.of("whitelist.list." + kind), list.date(), list.size(false),
                list.size(true));
    }
}
