package fr.touchweb.console.core.format;

import org.jspecify.annotations.Nullable;

/**
 * What HAProxy says of itself (reference logs 5.4): {@code Server web/web2 is DOWN, reason: ...}, {@code backend web has no
 * server available!}, {@code Health check for server web/web2 failed}, with {@code [WARNING]  (9) : } before it or not.
 */
final class HaproxyEvent {
    private static final String CHECK = "Health check for ";

    private HaproxyEvent() {}

    /** Notes the level and the server or backend of a message; nothing of one that is none of these. */
    static void parse(byte[] b, int from, int end, ParsedLine out) {
        int i = from;
        Level told = null;
        if (Bytes.at(b, i, end, '[')) {
            int close = Bytes.find(b, i, Math.min(end, i + 12), ']');
            told = close < 0 ? null : Level.ofWord(Bytes.text(b, i + 1, close));
            int colon = told == null ? -1 : Bytes.find(b, close, Math.min(end, close + 40), " : ");
            i = colon < 0 ? i : colon + 3;
        }
        Level found = found(b, i, end, out);
        Level graver = told == null || found != null && found.compareTo(told) > 0 ? found : told;
        if (graver != null) {
            out.level(graver);
        }
    }

    private static @Nullable Level found(byte[] b, int from, int end, ParsedLine out) {
        if (Bytes.at(b, from, end, "backend ") || Bytes.at(b, from, end, "Proxy ")) {
            int name = Bytes.find(b, from, end, ' ') + 1;
            int nameEnd = Bytes.find(b, name, end, ' ');
            if (nameEnd < 0) {
                return null;
            }
            out.field(Field.BACKEND, name, nameEnd);
            return Bytes.at(b, nameEnd, end, " has no server available!") ? Level.CRITICAL : Level.NOTICE;
        }
        int check = Bytes.at(b, from, end, CHECK) ? from + CHECK.length() : from;
        int server = after(b, check, end);
        int space = server < 0 ? -1 : Bytes.find(b, server, end, ' ');
        int slash = space < 0 ? -1 : Bytes.find(b, server, space, '/');
        if (slash < 0) {
            return null;
        }
        out.field(Field.BACKEND, server, slash);
        out.field(Field.SERVER, slash + 1, space);
        if (check > from) {
            return Bytes.at(b, space, end, " failed") ? Level.WARNING : Level.NOTICE;
        }
        return Bytes.at(b, space, end, " is DOWN") ? Level.ERROR : Level.NOTICE;
    }

    /** Place after {@code Server }, {@code Backup Server } or the same in small letters; -1 for anything else. */
    private static int after(byte[] b, int from, int end) {
        int i = Bytes.at(b, from, end, "Backup ") || Bytes.at(b, from, end, "backup ") ? from + 7 : from;
        return Bytes.at(b, i, end, "Server ") || Bytes.at(b, i, end, "server ") ? i + 7 : -1;
    }
}
