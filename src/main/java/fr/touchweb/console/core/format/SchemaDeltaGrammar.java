package fr.touchweb.console.core.format;

/** Every line of a schema log: its text, a time where it begins with one, and the level that the rules give it. */
final class SchemaDeltaGrammar implements Grammar {
    private final SchemaDeltaRules rules;
    private final TextGrammar text = new TextGrammar();

    SchemaDeltaGrammar(SchemaDeltaRules rules) {
        this.rules = rules;
    }

    @Override
    public boolean parse(byte[] b, int start, int end, LocalTimes times, ParsedLine out) {
        text.parse(b, start, end, times, out);
        out.format(LogFormat.SCHEMA_DELTA);
        out.level(rules.level(out.message()));
        return true;
    }
}
