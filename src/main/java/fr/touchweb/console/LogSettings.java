package fr.touchweb.console;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ConfiguratorRank;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.joran.spi.ConsoleTarget;
import ch.qos.logback.core.spi.ContextAwareBase;
import java.util.Map;

/**
 * What the console logs about itself, and where: warnings, to standard error. In code, because an XML
 * parser is slow to start; a file that logback finds by its own rules goes before. The Java property {@code console.log}
 * names another level.
 */
@ConfiguratorRank(ConfiguratorRank.NOMINAL)
public final class LogSettings extends ContextAwareBase implements Configurator {
    private static final String LEVEL = "console.log";
    private static final String PATTERN = "%d{HH:mm:ss.SSS} %-5level %logger{24} %msg%n";

    private static final Map<String, Level> LIBRARIES = Map.of(
            // They log what our own layer reports to the person, and may name what it would not.
            "net.schmizz", Level.OFF, "com.hierynomus", Level.OFF, "org.apache.sshd", Level.OFF,
            // It warns that it stands on the class path, which is our arrangement.
            "javafx", Level.ERROR);

    @Override
    public ExecutionStatus configure(LoggerContext context) {
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern(PATTERN);
        encoder.start();
        ConsoleAppender<ILoggingEvent> errors = new ConsoleAppender<>();
        errors.setContext(context);
        errors.setName("err");
        errors.setTarget(ConsoleTarget.SystemErr.getName());
        errors.setEncoder(encoder);
        errors.start();
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.toLevel(System.getProperty(LEVEL), Level.WARN));
        root.addAppender(errors);
        LIBRARIES.forEach((name, level) -> context.getLogger(name).setLevel(level));
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }
}
