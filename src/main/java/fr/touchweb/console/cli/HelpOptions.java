package fr.touchweb.console.cli;

import fr.touchweb.console.core.text.Language;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.TypeConversionException;

/** Options that every command has, the root too; {@link ConsoleCli} adds them. */
final class HelpOptions {
    @Option(names = {"-h",
            "--help"}, usageHelp = true, scope = ScopeType.INHERIT, descriptionKey = "cli.option.help")
    private boolean help;

    @Option(names = "--lang", paramLabel = "fr|en", scope = ScopeType.INHERIT, descriptionKey = "cli.option.lang", converter = ByCode.class)
    @Nullable
    private Language language;

    /** Checks the value; {@link ConsoleCli#language} has read it before, since the words of the parser depend on it. */
    static final class ByCode implements ITypeConverter<Language> {
        @Override
        public Language convert(String value) {
            return Arrays.stream(Language.values()).filter(l -> l.code().equals(value)).findFirst()
                    .orElseThrow(() -> new TypeConversionException(value));
        }
    }
}
