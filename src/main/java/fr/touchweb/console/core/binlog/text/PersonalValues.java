package fr.touchweb.console.core.binlog.text;

/** Masks the values in the text of a statement, for exports that leave the house: names of tables and columns stay. */
public final class PersonalValues {
    private PersonalValues() {}

    /** The text with every literal replaced: strings and hexadecimal by {@code '***'}, numbers by {@code 0}. */
    public static String masked(String sql) {
        StringBuilder masked = new StringBuilder(sql.length());
        SqlTokens tokens = new SqlTokens(sql, false);
        int copied = 0;
        for (String token = tokens.next(); !token.isEmpty() || tokens.quoted(); token = tokens.next()) {
            boolean number = !tokens.quoted() && !tokens.literal() && Character.isDigit(token.charAt(0));
            if (tokens.literal() || number) {
                masked.append(sql, copied, tokens.start()).append(number && !token.startsWith("0x") ? "0" : "'***'");
                copied = tokens.end();
            }
        }
        return masked.append(sql, copied, sql.length()).toString();
    }
}
