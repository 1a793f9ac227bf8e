package fr.touchweb.console.core.binlog.text;

/**
 * Words of a statement, one after the other. Comments are left out, but what stands in {@code /*! … *}{@code /} is read: the servers
 * execute it. An identifier in backticks comes without them; a string literal is one token.
 */
final class SqlTokens {
    private final String sql;
    private final boolean ansiQuotes;
    private int at;
    private String ahead = "";
    private boolean aheadQuoted;
    private boolean aheadLiteral;
    private boolean loaded;
    private int start;

    /** @param ansiQuotes whether a double quote is that of an identifier (sql_mode ANSI_QUOTES) */
    SqlTokens(String sql, boolean ansiQuotes) {
        this.sql = sql;
        this.ansiQuotes = ansiQuotes;
    }

    /** The next token, empty at the end. */
    String next() {
        String token = peek();
        loaded = false;
        return token;
    }

    String peek() {
        if (!loaded) {
            ahead = read();
            loaded = true;
        }
        return ahead;
    }

    /** Whether the next token is an identifier in backticks, so that it is no word of SQL. */
    boolean peekQuoted() {
        peek();
        return aheadQuoted;
    }

    boolean peekIs(String word) {
        return !peekQuoted() && peek().equalsIgnoreCase(word);
    }

    /** Takes the next token when it is this one. */
    boolean take(String token) {
        if (!peekQuoted() && peek().equals(token)) {
            next();
            return true;
        }
        return false;
    }

    /** Whether the token read last was an identifier in backticks. */
    boolean quoted() {
        return aheadQuoted;
    }

    /** Whether the token read last was a string literal. */
    boolean literal() {
        return aheadLiteral;
    }

    /** Place of the token read last. */
    int start() {
        return start;
    }

    /** Place after the token read last. */
    int end() {
        return at;
    }

    private String read() {
        aheadQuoted = false;
        aheadLiteral = false;
        skip();
        start = at;
        if (at >= sql.length()) {
            return "";
        }
        char c = sql.charAt(at);
        if (c == '`' || c == '"' && ansiQuotes) {
            aheadQuoted = true;
            return quoted(c);
        }
        if (c == '\'' || c == '"') {
            aheadLiteral = true;
            return "'" + quoted(c) + "'";
        }
        while (at < sql.length() && word(sql.charAt(at))) {
            at++;
        }
        if (at == start) {
            at++;
        }
        return sql.substring(start, at);
    }

    private static boolean word(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '$' || c == '@' || c > 0x7f;
    }

    private String quoted(char quote) {
        StringBuilder text = new StringBuilder();
        for (at++; at < sql.length(); at++) {
            char c = sql.charAt(at);
            if (c == '\\' && quote != '`' && at + 1 < sql.length()) {
                text.append(sql.charAt(++at));
            } else if (c == quote) {
                if (at + 1 < sql.length() && sql.charAt(at + 1) == quote) {
                    at++;
                    text.append(quote);
                } else {
                    at++;
                    break;
                }
            } else {
                text.append(c);
            }
        }
        return text.toString();
    }

    private void skip() {
        while (at < sql.length()) {
            char c = sql.charAt(at);
            if (Character.isWhitespace(c)) {
                at++;
            } else if (sql.startsWith("/*!", at) || sql.startsWith("/*M!", at)) {
                at = sql.indexOf('!', at) + 1;
                while (at < sql.length() && Character.isDigit(sql.charAt(at))) {
                    at++;
                }
            } else if (sql.startsWith("*/", at)) {
                at += 2;
            } else if (sql.startsWith("/*", at)) {
                int end = sql.indexOf("*/", at + 2);
                at = end < 0 ? sql.length() : end + 2;
            } else if (c == '#' || sql.startsWith("-- ", at) || sql.startsWith("--\n", at)) {
                int end = sql.indexOf('\n', at);
                at = end < 0 ? sql.length() : end + 1;
            } else {
                return;
            }
        }
    }
}
