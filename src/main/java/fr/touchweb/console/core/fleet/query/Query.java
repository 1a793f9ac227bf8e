package fr.touchweb.console.core.fleet.query;

import fr.touchweb.console.core.fleet.health.ServerView;
import fr.touchweb.console.core.text.Message;
import java.util.List;
import java.util.function.Predicate;

/**
 * A filter: words and {@code key:value}, a space means and, {@code or} or {@code ou}, {@code -} negates, quotes,
 * parentheses. Immutable.
 */
public final class Query implements Predicate<ServerView> {
    private static final int DEPTH = 100;

    private final String text;
    private final Predicate<ServerView> test;

    private Query(String text, Predicate<ServerView> test) {
        this.text = text;
        this.test = test;
    }

    /** Lets everything through. */
    public static final Query ALL = new Query("", view -> true);

    /**
     * Reads a filter; an empty one lets everything through.
     *
     * @throws QueryException when it cannot be read
     */
    public static Query parse(String text) throws QueryException {
        List<Token> tokens = Tokens.of(text);
        if (tokens.isEmpty()) {
            return ALL;
        }
        Parser parser = new Parser(tokens, text.length());
        Predicate<ServerView> test = parser.either();
        parser.end();
        return new Query(text.strip(), test);
    }

    @Override
    public boolean test(ServerView view) {
        return test.test(view);
    }

    /** As the person wrote it. */
    public String text() {
        return text;
    }

    /** Recursive descent: or, then and, then not, then words and parentheses. */
    private static final class Parser {
        private final List<Token> tokens;
        private final int length;
        private int at;
        private int depth;

        Parser(List<Token> tokens, int length) {
            this.tokens = tokens;
            this.length = length;
        }

        Predicate<ServerView> either() throws QueryException {
            Predicate<ServerView> all = every();
            while (is(Token.Kind.OR)) {
                at++;
                all = all.or(every());
            }
            return all;
        }

        private Predicate<ServerView> every() throws QueryException {
            Predicate<ServerView> all = one();
            while (is(Token.Kind.WORD) || is(Token.Kind.NOT) || is(Token.Kind.OPEN)) {
                all = all.and(one());
            }
            return all;
        }

        private Predicate<ServerView> one() throws QueryException {
            if (at == tokens.size()) {
                throw new QueryException(length, Message.of("fleet.query.missing"));
            }
            Token token = tokens.get(at);
            if (++depth > DEPTH) {
                throw new QueryException(token.start(), Message.of("fleet.query.tooDeep"));
            }
            at++;
            Predicate<ServerView> found = switch (token.kind()) {
                case NOT -> one().negate();
                case WORD -> Term.of(token);
                case OPEN -> {
                    Predicate<ServerView> inner = either();
                    if (!is(Token.Kind.CLOSE)) {
                        throw new QueryException(token.start(), Message.of("fleet.query.openParenthesis"));
                    }
                    at++;
                    yield inner;
                }
                case CLOSE, OR -> throw new QueryException(token.start(),
                        Message.of("fleet.query.notHere", token.text()));
            };
            depth--;
            return found;
        }

        void end() throws QueryException {
            if (at < tokens.size()) {
                throw new QueryException(tokens.get(at).start(),
                        Message.of("fleet.query.notHere", tokens.get(at).text()));
            }
        }

        private boolean is(Token.Kind kind) {
            return at < tokens.size() && tokens.get(at).kind() == kind;
        }
    }
}
