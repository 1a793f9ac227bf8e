package fr.touchweb.console.core.diagnose.rules;

import fr.touchweb.console.core.text.Message;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Reads nginx's configuration with its includes into a tree. */
final class NginxReader {
    private static final int DEEPEST = 24;

    private final ConfigFiles files;
    private final String folder;
    private int read;

    NginxReader(ConfigFiles files, String mainFile) {
        this.files = files;
        this.folder = mainFile.substring(0, Math.max(1, mainFile.lastIndexOf('/')));
    }

    NginxNode read(String file) throws InterruptedException {
        NginxNode top = new NginxNode(new ConfigLine(file, 1, ""), "", List.of(), new ArrayList<>());
        read(file, new ArrayDeque<>(List.of(top.children())), 0);
        return top;
    }

    private record Token(String text, ConfigLine line, boolean quoted) {
        boolean is(String sign) {
            return !quoted && text.equals(sign);
        }
    }

    private void read(String file, Deque<List<NginxNode>> open, int depth) throws InterruptedException {
        if (depth > DEEPEST || ++read > files.most()) {
            files.gap(Message.of("diagnose.gap.includes", file));
            return;
        }
        List<Token> statement = new ArrayList<>();
        int level = open.size();
        for (Token token : tokens(files.lines(file).orElse(List.of()))) {
            if (token.is(";") || token.is("{")) {
                if (!statement.isEmpty()) {
                    close(statement, token.is("{"), open, depth);
                    statement.clear();
                }
            } else if (token.is("}")) {
                statement.clear();
                if (open.size() > level) {
                    open.removeLast();
                }
            } else {
                statement.add(token);
            }
        }
    }

    private void close(List<Token> statement, boolean block, Deque<List<NginxNode>> open, int depth)
            throws InterruptedException {
        Token first = statement.getFirst();
        List<String> arguments = statement.stream().skip(1).map(Token::text).toList();
        if (!block && first.text.equals("include") && !arguments.isEmpty()) {
            String wanted = arguments.getFirst();
            for (String included : files.expand(wanted.startsWith("/") ? wanted : folder + "/" + wanted)) {
                read(included, open, depth + 1);
            }
            return;
        }
        NginxNode node = new NginxNode(first.line, first.text, arguments, block ? new ArrayList<>() : List.of());
        open.getLast().add(node);
        if (block) {
            open.addLast(node.children());
        }
    }

    private static List<Token> tokens(List<ConfigLine> lines) {
        List<Token> tokens = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        ConfigLine start = null;
        char quote = 0;
        for (ConfigLine line : lines) {
            String text = line.text();
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                if (quote != 0) {
                    if (c == '\\' && i + 1 < text.length() && text.charAt(i + 1) == quote) {
                        word.append(text.charAt(++i));
                    } else if (c == quote) {
                        tokens.add(new Token(word.toString(), start == null ? line : start, true));
                        word.setLength(0);
                        quote = 0;
                        start = null;
                    } else {
                        word.append(c);
                    }
                    continue;
                }
                boolean variable = c == '{' && word.length() > 0 && word.charAt(word.length() - 1) == '$';
                boolean inside = c == '}' && word.lastIndexOf("${") >= 0
                        && word.indexOf("}", word.lastIndexOf("${")) < 0;
                if (c == '#' && word.isEmpty()) {
                    break;
                } else if ((c == '"' || c == '\'') && word.isEmpty()) {
                    quote = c;
                    start = line;
                } else if (c == '\\' && i + 1 < text.length()) {
                    word.append(c).append(text.charAt(++i));
                } else if (!variable && !inside && (c == ';' || c == '{' || c == '}') && !inRegex(word, text, i, c)) {
                    flush(tokens, word, line);
                    tokens.add(new Token(String.valueOf(c), line, false));
                } else if (c == ' ' || c == '\t') {
                    flush(tokens, word, line);
                } else {
                    word.append(c);
                }
            }
            if (quote == 0) {
                flush(tokens, word, line);
            } else {
                word.append('\n');
            }
        }
        return tokens;
    }

    /** nginx wants expressions with braces quoted; a counted repetition is told apart all the same. */
    private static boolean inRegex(StringBuilder word, String text, int at, char c) {
        return c == '{' && word.length() > 0 && text.substring(at).matches("\\{\\d+(,\\d*)?}.*")
                || c == '}' && word.toString().matches(".*\\{\\d+(,\\d*)?");
    }

    private static void flush(List<Token> tokens, StringBuilder word, ConfigLine line) {
        if (!word.isEmpty()) {
            tokens.add(new Token(word.toString(), line, false));
            word.setLength(0);
        }
    }
}
