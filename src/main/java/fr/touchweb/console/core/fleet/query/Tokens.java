package fr.touchweb.console.core.fleet.query;

import fr.touchweb.console.core.text.Message;
import java.util.ArrayList;
import java.util.List;

/** Cuts a filter into pieces: words, quotes, parentheses, {@code -}, {@code or}. */
final class Tokens {
    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private int at;

    private Tokens(String text) {
        this.text = text;
    }

    static List<Token> of(String text) throws QueryException {
        Tokens tokens = new Tokens(text);
        tokens.cut();
        return tokens.tokens;
    }

    private void cut() throws QueryException {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (Character.isWhitespace(c)) {
                at++;
            } else if (c == '(') {
                tokens.add(new Token(Token.Kind.OPEN, "(", at++, false));
            } else if (c == ')') {
                tokens.add(new Token(Token.Kind.CLOSE, ")", at++, false));
            } else if (c == '-') {
                tokens.add(new Token(Token.Kind.NOT, "-", at++, false));
            } else {
                word();
            }
        }
    }

    private void word() throws QueryException {
        int start = at;
        StringBuilder word = new StringBuilder();
        boolean wholeQuoted = text.charAt(at) == '"';
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '"') {
                quoted(word);
            } else if (Character.isWhitespace(c) || c == '(' || c == ')') {
                break;
            } else {
                wholeQuoted = false;
                word.append(c);
                at++;
            }
        }
        String found = word.toString();
        boolean or = !wholeQuoted
                && (found.equalsIgnoreCase("or") || found.equalsIgnoreCase("ou") || found.equals("|"));
        tokens.add(new Token(or ? Token.Kind.OR : Token.Kind.WORD, found, start, wholeQuoted));
    }

    private void quoted(StringBuilder word) throws QueryException {
        int open = at++;
        while (at < text.length() && text.charAt(at) != '"') {
            word.append(text.charAt(at++));
        }
        if (at == text.length()) {
            throw new QueryException(open, Message.of("fleet.query.openQuote"));
        }
        at++;
    }
}
