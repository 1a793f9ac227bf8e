package fr.touchweb.console.core.whitelist.backend;

import fr.touchweb.console.core.address.AddressText;
import fr.touchweb.console.core.address.Cidr;
import fr.touchweb.console.core.address.Parsed;
import fr.touchweb.console.core.whitelist.register.Entry;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The text of a list. An entry of ours is two lines, a comment that names it and its own; everything else is somebody's
 * and is kept byte for byte, in its place. Immutable.
 */
final class ListFile {
    // A comment whose address is not one is somebody's, whatever it looks like.
    private static final String HEAD = "# tw id=";
    private static final Pattern OURS = Pattern.compile(HEAD + "(\\S+) until=(\\d+) cidr=(\\S+)(?: .*)?");

    /** A line, with the comment of ours that stands before it or null. */
    private record Line(String text, String id, String comment, @Nullable Cidr commented) {
        static Line of(String text) {
            return new Line(text, "", "", null);
        }

        boolean owned() {
            return commented != null;
        }
    }

    private final LineForm form;
    private final List<Line> lines;
    private final boolean ended;

    private ListFile(LineForm form, List<Line> lines, boolean ended) {
        this.form = form;
        this.lines = List.copyOf(lines);
        this.ended = ended;
    }

    /** Reads a file; bytes are taken one for one, whatever their encoding. */
    static ListFile read(LineForm form, byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        boolean ended = text.isEmpty() || text.endsWith("\n");
        List<Line> lines = new ArrayList<>();
        String[] split = text.isEmpty() ? new String[0] : text.split("\n", -1);
        int count = ended && split.length > 0 ? split.length - 1 : split.length;
        for (int i = 0; i < count; i++) {
            Line ours = i + 1 < count && split[i].startsWith(HEAD) ? ours(split[i], split[i + 1]) : null;
            lines.add(ours == null ? Line.of(split[i]) : ours);
            i += ours == null ? 0 : 1;
        }
        return new ListFile(form, lines, ended);
    }

    private static @Nullable Line ours(String comment, String text) {
        Matcher ours = OURS.matcher(comment);
        return ours.matches() && AddressText.parse(ours.group(3)) instanceof Parsed.Read(Cidr cidr)
                ? new Line(text, ours.group(1), comment, cidr)
                : null;
    }

    /** Ids of our entries. */
    List<String> ids() {
        return lines.stream().filter(Line::owned).map(Line::id).distinct().toList();
    }

    /** Addresses that lines without an id let in. */
    List<Cidr> foreign() {
        return lines.stream().filter(line -> !line.owned()).flatMap(line -> form.read(line.text()).stream()).toList();
    }

    /** Addresses that our lines let in; what the line says counts, not its comment. */
    List<Cidr> owned() {
        return lines.stream().filter(Line::owned).flatMap(line -> form.read(line.text()).stream()).toList();
    }

    /** Our entries: addresses by id; of a line that is none, what its comment says. */
    Map<String, Cidr> entries() {
        Map<String, Cidr> entries = new LinkedHashMap<>();
        for (Line line : lines) {
            Cidr commented = line.commented();
            if (commented != null) {
                entries.put(line.id(), form.line().apply(commented).equals(line.text())
                        ? commented
                        : form.read(line.text()).orElse(commented));
            }
        }
        return entries;
    }

    ListFile with(Entry entry) {
        Line added = new Line(form.line().apply(entry.cidr()), entry.id(), comment(entry), entry.cidr());
        List<Line> changed = new ArrayList<>();
        if (form.anchor() == null) {
            changed.add(added);
            changed.addAll(lines);
        } else {
            for (Line line : lines) {
                changed.add(line);
                if (!line.owned() && form.anchor().matcher(line.text()).matches()) {
                    changed.add(added);
                }
            }
        }
        return new ListFile(form, changed, ended);
    }

    ListFile without(String id) {
        return new ListFile(form, lines.stream().filter(line -> !line.owned() || !line.id().equals(id)).toList(),
                ended);
    }

    /** Gives a line of somebody an id, so that it becomes an entry. */
    ListFile adopting(Cidr cidr, Entry entry) {
        List<Line> changed = new ArrayList<>();
        for (Line line : lines) {
            boolean here = !line.owned() && form.read(line.text()).filter(cidr::equals).isPresent();
            changed.add(here ? new Line(line.text(), entry.id(), comment(entry), cidr) : line);
        }
        return new ListFile(form, changed, ended);
    }

    /** Takes the id from a line again. */
    ListFile releasing(String id) {
        return new ListFile(form, lines.stream()
                .map(line -> line.owned() && line.id().equals(id) ? Line.of(line.text()) : line).toList(), ended);
    }

    byte[] bytes() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < lines.size(); i++) {
            Line line = lines.get(i);
            if (line.owned()) {
                text.append(line.comment()).append('\n');
            }
            text.append(line.text()).append(i + 1 < lines.size() || ended ? "\n" : "");
        }
        return text.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String comment(Entry entry) {
        Instant end = entry.expires();
        // ASCII alone: what reads this file may take its bytes for any encoding.
        String reason = entry.reason().replaceAll("[^\\x20-\\x7e]", "?");
        return "# tw id=" + entry.id() + " until=" + end.getEpochSecond() + " cidr=" + entry.cidr() + " by="
                + entry.author() + " " + reason;
    }
}
