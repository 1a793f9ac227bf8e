package fr.touchweb.console.core.format;

/** The three parts of an HTTP request line; what is not one (TLS bytes on a plain port) has none. */
final class RequestLine {
    private RequestLine() {}

    static void parse(byte[] b, int from, int to, ParsedLine out) {
        int space = Bytes.find(b, from, to, ' ');
        if (space <= from || space - from > 32) {
            return;
        }
        for (int i = from; i < space; i++) {
            if (!Bytes.letter(b[i]) && b[i] != '_' && b[i] != '-') {
                return;
            }
        }
        out.field(Field.METHOD, from, space);
        int last = Bytes.findLast(b, space + 1, to, ' ');
        if (last > space && Bytes.at(b, last + 1, to, "HTTP/")) {
            out.field(Field.PATH, space + 1, last);
            out.field(Field.PROTOCOL, last + 1, to);
        } else {
            out.field(Field.PATH, space + 1, to);
        }
    }
}
