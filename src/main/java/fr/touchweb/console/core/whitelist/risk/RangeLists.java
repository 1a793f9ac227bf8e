package fr.touchweb.console.core.whitelist.risk;

import com.fasterxml.jackson.core.JsonProcessingException;
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
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The lists that an address is looked up in: those that come with the console, replaced by what the person imported into
 * {@code ranges/} of the settings folder. Immutable once loaded; loading takes some hundred milliseconds and belongs on a
 * task's thread.
 */
public final class RangeLists {
    /** Kinds of lists; the console comes with all but the last. */
    public static final List<String> KINDS = List.of("vpn", "datacentre", "tor");

    /** Anonymisers by their names, beside the lists of all of them; the console comes with these. */
    static final List<String> NAMED = List.of("icloud-relay", "protonvpn", "mullvad", "pia");

    /** A robot, told of by {@link KnownServices} until somebody imports the list of today. */
    static final String ROBOT = "duckduckbot";

    /** What can be imported: the owners of the named ones publish them. */
    static final List<String> IMPORTED = List.of("vpn", "datacentre", "tor", "icloud-relay", "protonvpn", ROBOT);

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
        for (String kind : IMPORTED) {
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
     * Takes a list from a file: one address or range a line, {@code #} begins a comment; or as its owner publishes it, see
     * {@link PublishedForm}. Its date is a {@code # date: 2026-11-01} of its own, else that of the file. From now on it is the
     * list of its kind.
     *
     * @return the list as it will be used
     * @throws DocumentException when a line is neither; nothing is taken then
     */
    public static RangeList importList(Path settings, String kind, Path file) throws IOException {
        if (!IMPORTED.contains(kind)) {
            throw new DocumentException(file.toString(), "", 0,
                    Message.of("whitelist.lists.kind", kind, String.join(", ", IMPORTED)));
        }
        PublishedForm form = form(file);
        RangeList list = list(file, kind, form);
        String plain = form.lines().stream().map(PublishedForm.Line::text).collect(Collectors.joining("\n", "", "\n"));
        AtomicFile.write(file(settings, kind),
                ("# date: " + list.date() + "\n" + plain).getBytes(StandardCharsets.UTF_8));
        return list;
    }

    /** Reads a list. */
    static RangeList read(Path file, String kind) throws IOException {
        return list(file, kind, form(file));
    }

    private static PublishedForm form(Path file) throws IOException {
        try {
            return PublishedForm.of(Files.readString(file, StandardCharsets.UTF_8));
        } catch (JsonProcessingException e) {
            throw new DocumentException(file.toString(), "", e.getLocation() == null ? 0 : e.getLocation().getLineNr(),
                    Message.of("whitelist.text", e.getOriginalMessage()));
        }
    }

    private static RangeList list(Path file, String kind, PublishedForm form) throws IOException {
        List<Cidr> ranges = new ArrayList<>();
        LocalDate date = form.date();
        for (PublishedForm.Line line : form.lines()) {
            int comment = line.text().indexOf('#');
            if (comment >= 0 && date == null) {
                date = date(line.text().substring(comment));
            }
            String text = (comment < 0 ? line.text() : line.text().substring(0, comment)).strip();
            if (text.isEmpty()) {
                continue;
            }
            switch (AddressText.parse(text)) {
                case Parsed.Read(Cidr cidr) -> ranges.add(cidr);
                case Parsed.Unclear(String _, Message question, List<Cidr> _) -> throw new DocumentException(
                        file.toString(), "", line.number(), question);
                case Parsed.Refused(String _, Message reason) -> throw new DocumentException(file.toString(), "",
                        line.number(), reason);
            }
        }
        if (ranges.isEmpty()) {
            throw new DocumentException(file.toString(), "", 0, Message.of("whitelist.lists.empty"));
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
