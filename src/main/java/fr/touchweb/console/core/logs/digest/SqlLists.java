package fr.touchweb.console.core.logs.digest;

import java.nio.charset.StandardCharsets;

/** Takes what is repeated out of a statement whose literals are question marks already, in place. */
final class SqlLists {
    private SqlLists() {}

    /** @return the new length */
    static int collapse(byte[] b, int length) {
        int end = lists(b, length);
        end = call(b, end);
        end = unions(b, end);
        end = limit(b, end);
        return ascending(b, end);
    }

    /** {@code in (?, ?)} and {@code values (?, ?),(?)} become {@code in(?+)} and {@code values(?+)}. */
    private static int lists(byte[] b, int length) {
        boolean insert = SqlBytes.word(b, 0, length, "insert") || SqlBytes.word(b, 0, length, "replace");
        int to = 0;
        int i = 0;
        while (i < length) {
            int word = listWord(b, i, length);
            int stop = word == 0 ? -1 : groups(b, i + word, length);
            if (stop < 0) {
                b[to++] = b[i++];
                continue;
            }
            System.arraycopy(b, i, b, to, word);
            to += word;
            b[to++] = '(';
            b[to++] = '?';
            b[to++] = '+';
            b[to++] = ')';
            if (insert && word > 2 && several(b, i + word, stop)) {
                // What an insert of many rows does with those that are there already is no part of its kind.
                return to;
            }
            i = stop;
        }
        return to;
    }

    private static int listWord(byte[] b, int at, int length) {
        return switch (b[at]) {
            case 'i' -> SqlBytes.word(b, at, length, "in") ? 2 : 0;
            case 'v' -> SqlBytes.word(b, at, length, "values") ? 6 : SqlBytes.word(b, at, length, "value") ? 5 : 0;
            default -> 0;
        };
    }

    private static boolean several(byte[] b, int from, int to) {
        int open = SqlBytes.find(b, from, to, "(");
        return SqlBytes.find(b, open + 1, to, "(") > 0;
    }

    /** Place after all groups that hold question marks alone; -1 when there is none. */
    private static int groups(byte[] b, int from, int length) {
        int after = -1;
        int i = from;
        while (true) {
            while (i < length && (b[i] == ' ' || b[i] == ',')) {
                i++;
            }
            if (i >= length || b[i] != '(') {
                return after;
            }
            i++;
            while (i < length && (b[i] == '?' || b[i] == ',' || b[i] == ' ')) {
                i++;
            }
            if (i >= length || b[i] != ')') {
                return after;
            }
            i++;
            after = i;
        }
    }

    /** The arguments of a procedure are values. */
    private static int call(byte[] b, int length) {
        if (!SqlBytes.word(b, 0, length, "call")) {
            return length;
        }
        int open = SqlBytes.find(b, 4, length, "(");
        return open < 0 ? length : open;
    }

    /** A select that is joined to itself by unions stands there once. */
    private static int unions(byte[] b, int length) {
        int union = SqlBytes.find(b, 0, length, " union ");
        if (union < 0) {
            return length;
        }
        int select = SqlBytes.find(b, 0, union, "select ");
        if (select < 0) {
            return length;
        }
        boolean all = SqlBytes.at(b, union + 7, length, "all ");
        String joint = all ? " union all " : " union ";
        int size = union - select;
        int i = union;
        int repeats = 0;
        while (SqlBytes.at(b, i, length, joint) && same(b, select, i + joint.length(), size, length)) {
            i += joint.length() + size;
            repeats++;
        }
        if (repeats == 0) {
            return length;
        }
        byte[] mark = (" /*repeat" + joint.stripTrailing() + "*/").getBytes(StandardCharsets.US_ASCII);
        int rest = length - i;
        System.arraycopy(b, i, b, union + mark.length, rest);
        System.arraycopy(mark, 0, b, union, mark.length);
        return union + mark.length + rest;
    }

    private static boolean same(byte[] b, int first, int second, int size, int length) {
        return second + size <= length
                && java.util.Arrays.equals(b, first, first + size, b, second, second + size);
    }

    /** {@code limit ?, ?} and {@code limit ? offset ?} are {@code limit ?}. */
    private static int limit(byte[] b, int length) {
        int at = SqlBytes.find(b, 0, length, "limit ?");
        if (at < 0 || at > 0 && SqlBytes.inWord(b[at - 1])) {
            return length;
        }
        int i = at + 7;
        int after = SqlBytes.at(b, i, length, ", ?")
                ? i + 3
                : SqlBytes.at(b, i, length, ",?") ? i + 2 : SqlBytes.at(b, i, length, " offset ?") ? i + 9 : i;
        System.arraycopy(b, after, b, i, length - after);
        return length - (after - i);
    }

    /** Ascending is how everything is sorted that says nothing. */
    private static int ascending(byte[] b, int length) {
        int order = SqlBytes.find(b, 0, length, "order by ");
        if (order < 0) {
            return length;
        }
        int to = order;
        int i = order;
        while (i < length) {
            if (b[i] == ' ' && SqlBytes.word(b, i + 1, length, "asc")) {
                i += 4;
            } else {
                b[to++] = b[i++];
            }
        }
        return to;
    }
}
