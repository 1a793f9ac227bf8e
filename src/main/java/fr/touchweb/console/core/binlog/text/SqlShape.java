package fr.touchweb.console.core.binlog.text;

import fr.touchweb.console.core.binlog.model.Operation;
import fr.touchweb.console.core.binlog.model.TableName;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What a statement does and to which tables, read from its text: the database in use may be another one than that of the
 * table (reference binlog, rule 15). Tables of subqueries are not among them.
 *
 * @param tables the tables that it changes
 */
record SqlShape(Operation operation, List<TableName> tables) {
    private static final Set<String> MODIFIERS = Set.of("LOW_PRIORITY", "HIGH_PRIORITY", "DELAYED", "IGNORE", "QUICK",
            "OR", "REPLACE", "TEMPORARY", "ONLINE", "OFFLINE", "UNIQUE", "FULLTEXT", "SPATIAL", "UNDO", "AGGREGATE",
            "CONCURRENT", "LOCAL", "INTO", "IF", "NOT", "EXISTS", "ALGORITHM", "UNDEFINED", "MERGE", "TEMPTABLE",
            "SQL", "SECURITY", "DEFINER", "INVOKER", "WAIT", "NOWAIT");
    private static final Set<String> TABLE_WORDS = Set.of("TABLE", "TABLES", "VIEW", "SEQUENCE");

    /**
     * Reads a statement.
     *
     * @param database in use
     * @param ansiQuotes whether a double quote is that of an identifier
     */
    static SqlShape of(String sql, String database, boolean ansiQuotes) {
        return new Reader(new SqlTokens(sql, ansiQuotes), database).read();
    }

    private static final class Reader {
        private final SqlTokens tokens;
        private final String database;
        private final LinkedHashSet<TableName> tables = new LinkedHashSet<>();

        Reader(SqlTokens tokens, String database) {
            this.tokens = tokens;
            this.database = database;
        }

        SqlShape read() {
            Operation operation = operation(tokens.next());
            return new SqlShape(operation, new ArrayList<>(tables));
        }

        private Operation operation(String verb) {
            switch (verb.toUpperCase(Locale.ROOT)) {
                case "INSERT" -> {
                    return dml(Operation.INSERT);
                }
                case "REPLACE" -> {
                    return dml(Operation.REPLACE);
                }
                case "UPDATE" -> {
                    skipModifiers();
                    names();
                    return Operation.UPDATE;
                }
                case "DELETE" -> {
                    delete();
                    return Operation.DELETE;
                }
                case "LOAD" -> {
                    after("TABLE");
                    name();
                    return Operation.LOAD;
                }
                case "TRUNCATE" -> {
                    if (tokens.peekIs("TABLE")) {
                        tokens.next();
                    }
                    name();
                    return Operation.TRUNCATE;
                }
                case "CREATE" -> {
                    return definition(Operation.CREATE);
                }
                case "ALTER" -> {
                    return definition(Operation.ALTER);
                }
                case "DROP" -> {
                    return definition(Operation.DROP);
                }
                case "RENAME" -> {
                    return rename();
                }
                case "GRANT", "REVOKE" -> {
                    return Operation.GRANT;
                }
                case "SET" -> {
                    return set();
                }
                case "XA" -> {
                    return Operation.XA;
                }
                case "WITH" -> {
                    return with();
                }
                default -> {
                    return Operation.OTHER;
                }
            }
        }

        private Operation dml(Operation operation) {
            skipModifiers();
            name();
            return operation;
        }

        private void delete() {
            skipModifiers();
            if (tokens.peekIs("FROM")) {
                tokens.next();
                names();
            } else {
                names();
            }
        }

        private Operation with() {
            int depth = 0;
            for (String token = tokens.next(); !token.isEmpty(); token = tokens.next()) {
                depth += token.equals("(") ? 1 : token.equals(")") ? -1 : 0;
                String word = token.toUpperCase(Locale.ROOT);
                if (depth == 0 && Set.of("INSERT", "UPDATE", "DELETE", "REPLACE").contains(word)) {
                    return operation(word);
                }
            }
            return Operation.OTHER;
        }

        private Operation set() {
            if (tokens.peekIs("PASSWORD") || tokens.peekIs("DEFAULT") || tokens.peekIs("ROLE")) {
                return Operation.GRANT;
            }
            if (!tokens.peekIs("STATEMENT")) {
                return Operation.OTHER;
            }
            after("FOR");
            return operation(tokens.next());
        }

        private Operation definition(Operation operation) {
            for (String token = tokens.peek(); !token.isEmpty(); token = tokens.peek()) {
                String word = token.toUpperCase(Locale.ROOT);
                if (TABLE_WORDS.contains(word)) {
                    tokens.next();
                    skipModifiers();
                    if (operation == Operation.DROP) {
                        names();
                    } else {
                        name();
                    }
                    return operation;
                }
                if (word.equals("USER") || word.equals("ROLE")) {
                    return Operation.GRANT;
                }
                if (word.equals("INDEX") || word.equals("TRIGGER")) {
                    if (operation != Operation.DROP || word.equals("INDEX")) {
                        after("ON");
                        name();
                    }
                    return operation;
                }
                if (Set.of("DATABASE", "SCHEMA", "PROCEDURE", "FUNCTION", "EVENT", "SERVER", "PACKAGE", "TABLESPACE",
                        "LOGFILE").contains(word)) {
                    return operation;
                }
                // A definer is user@host, quoted or not.
                tokens.next();
            }
            return operation;
        }

        private Operation rename() {
            if (tokens.peekIs("USER")) {
                return Operation.GRANT;
            }
            tokens.next();
            skipModifiers();
            do {
                name();
                skipModifiers();
                if (tokens.peekIs("TO")) {
                    tokens.next();
                    name();
                }
            } while (tokens.take(","));
            return Operation.RENAME;
        }

        private void after(String word) {
            for (String token = tokens.next(); !token.isEmpty(); token = tokens.next()) {
                if (token.equalsIgnoreCase(word)) {
                    return;
                }
            }
        }

        private void skipModifiers() {
            while (!tokens.peekQuoted() && MODIFIERS.contains(tokens.peek().toUpperCase(Locale.ROOT))) {
                tokens.next();
            }
        }

        /** Names in a list or in joins, up to the word that ends them. */
        private void names() {
            name();
            while (true) {
                if (tokens.take(",")) {
                    name();
                    continue;
                }
                String word = tokens.peekQuoted() ? "" : tokens.peek().toUpperCase(Locale.ROOT);
                if (tokens.peek().isEmpty() || Set.of("SET", "WHERE", "ORDER", "LIMIT", "USING", "FROM", ";",
                        "RESTRICT", "CASCADE", "(", "RETURNING").contains(word)) {
                    return;
                }
                tokens.next();
                if (word.equals("JOIN") || word.equals("STRAIGHT_JOIN")) {
                    name();
                }
            }
        }

        private void name() {
            String first = tokens.peek();
            if (first.isEmpty() || !tokens.peekQuoted() && !Character.isLetterOrDigit(first.charAt(0))
                    && first.charAt(0) != '_' && first.charAt(0) != '$') {
                return;
            }
            tokens.next();
            String second = tokens.take(".") ? tokens.next() : "";
            if (tokens.take(".")) {
                tokens.take("*");
            }
            tables.add(second.isEmpty() || second.equals("*")
                    ? new TableName(database, first)
                    : new TableName(first, second));
        }
    }
}
