package fr.touchweb.console.core.whitelist;

import fr.touchweb.console.core.whitelist.apply.FileChange;
import fr.touchweb.console.core.whitelist.apply.Transaction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a change would do on one server, exactly.
 *
 * @param server id
 * @param transaction as it will be carried out
 */
public record Plan(String server, Transaction transaction) {

    /** Lines of one file that go and come. */
    public record Diff(String path, List<String> removed, List<String> added) {}

    /** What changes in each file. */
    public List<Diff> diffs() {
        List<Diff> diffs = new ArrayList<>();
        for (FileChange file : transaction.files()) {
            List<String> before = lines(file.before() == null ? new byte[0] : file.before());
            List<String> after = lines(file.after());
            diffs.add(new Diff(file.path(), without(before, after), without(after, before)));
        }
        return diffs;
    }

    /** What runs on the server, in its order, as shell lines. */
    public List<String> commands() {
        return Stream.of(transaction.check(), transaction.validate(), transaction.live(), transaction.probe())
                .filter(line -> !line.isEmpty()).toList();
    }

    private static List<String> without(List<String> lines, List<String> others) {
        Set<String> there = new HashSet<>(others);
        return lines.stream().filter(line -> !there.contains(line)).toList();
    }

    private static List<String> lines(byte[] content) {
        return Arrays.asList(new String(content, StandardCharsets.UTF_8).split("\n"));
    }
}
