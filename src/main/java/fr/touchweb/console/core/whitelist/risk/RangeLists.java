package fr.touchweb.console.core.whitelist.risk;

import fr.touchweb.console.core.address.AddressText;
import fr.touchweb.console.core.address.Cidr;
import fr.touchweb.console.core.address.Parsed;
import fr.touchweb.console.core.store.AtomicFile;
import fr.touchweb.console.core.store.DocumentException;
import fr.touchweb.console.core.text.Message;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The lists that an address is looked up in: those that come with the console, replaced by what the person imported into
 * {@code ranges/} of the settings folder. Immutable once loaded; loading takes some hundred milliseconds and belongs on a
 * task's thread.
 */
public final class RangeLists {
    /** Kinds of lists; the console comes with all but the last. */
    public static final List<String> KINDS = List.of("vpn", "datacentre", "tor");

    private static final Pattern DATE = Pattern.compile("(?i)\\bdate\\b.*?(\\d{4}-\\d{2}-\\d{2})");

    private final Map<String, RangeList> lists;

    private RangeLists(Map<String, RangeList> lists) {
        this.lists = lists;
    }

    /** @param settings settings folder of the console */
    public static RangeLists load(Path settings) throws IOException {
        Map<String, RangeList> lists = new LinkedHashMap<>();
        for (RangeList list : shipped()) {
            lists.put(list.id(), list);
        }
        for (String kind : KINDS) {
            Path own = file(settings, kind);
            if (Files.exists(own)) {
                lists.put(kind, read(own, kind));
            }
        }
        return new RangeLists(lists);
    }

    public static RangeLists of(List<RangeList> given) {
        Map<String, RangeList> lists = new LinkedHashMap<>();
        given.forEach(list -> lists.put(list.id(), list));
        return new RangeLists(lists);
    }

    public Optional<RangeList> list(String kind) {
        return Optional.ofNullable(lists.get(kind));
    }

    /**
     * Takes a list from a file: one address or range a line, {@code #} begins a comment. Its date is a
     * {@code # date: 2026-11-01} of its own, else that of the file. From now on it is the list of its kind.
     *
     * @return the list as it will be used
     * @throws DocumentException when a line is neither; nothing is taken then
     */
    public static RangeList importList(Path settings, String kind, Path file) throws IOException {
        if (!KINDS.contains(kind)) {
            throw new DocumentException(file.toString(), "", 0,
                    Message.of("whitelist.lists.kind", kind, String.join(", ", KINDS)));
        }
        RangeList list = read(file, kind);
        byte[] dated = ("# date: " + list.date() + "\n" + Files.readString(file, StandardCharsets.UTF_8))
                .getBytes(StandardCharsets.UTF_8);
        AtomicFile.write(file(settings, kind), dated);
        return list;
    }

    /** Reads a list as text. */
    static RangeList read(Path file, String kind) throws IOException {
        List<Cidr> ranges = new ArrayList<>();
        LocalDate date = null;
        int number = 0;
        for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
            number++;
            int comment = line.indexOf('#');
            if (comment >= 0 && date == null) {
                date = date(line.substring(comment));
            }
            String text = (comment < 0 ? line : line.substring(0, comment)).strip();
            if (text.isEmpty()) {
                continue;
            }
            switch (AddressText.parse(text)) {
                case Parsed.Read(Cidr cidr) -> ranges.add(cidr);
                case Parsed.Unclear(String _, Message question, List<Cidr> _) -> throw new DocumentException(
                        file.toString(), "", number, question);
                case Parsed.Refused(String _, Message reason) -> throw new DocumentException(file.toString(), "",
                        number, reason);
            }
        }
        if (date == null) {
            date = Files.getLastModifiedTime(file).toInstant().atZone(ZoneOffset.UTC).toLocalDate();
        }
        return RangeList.of(kind, date, file.getFileName().toString(), ranges);
    }

    private static @Nullable LocalDate date(String comment) {
        Matcher matcher = DATE.matcher(comment);
        if (!matcher.find()) {
            return null;
        }
        try {
            return LocalDate.parse(matcher.group(1));
        } catch (DateTimeParseException _) {
            // 2026-13-40 looks like a date and is none; the file's own date stands in.
            return null;
        }
    }

    private static Path file(Path settings, String kind) {
        return settings.resolve("ranges").resolve(kind + ".txt");
    }

    private static List<RangeList> shipped() throws IOException {
        try (InputStream in = RangeLists.class.getResourceAsStream("/ranges/ranges.bin")) {
            if (in == null) {
                throw new FileNotFoundException("/ranges/ranges.bin");
            }
            return PackedRanges.read(new DataInputStream(new BufferedInputStream(in, 1 << 16)));
        }
    }
}
