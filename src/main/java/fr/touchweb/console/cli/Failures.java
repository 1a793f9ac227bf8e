package fr.touchweb.console.cli;

import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.store.DocumentException;
import fr.touchweb.console.core.text.Message;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** The one place where a failure becomes words and an exit code. */
final class Failures implements IExecutionExceptionHandler, IParameterExceptionHandler {
    private final Terminal terminal;

    Failures(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult arguments) {
        return code(failure);
    }

    @Override
    public int handleParseException(ParameterException failure, String[] arguments) {
        CommandLine command = failure.getCommandLine();
        terminal.say(Message.of("cli.failure", wording(failure)));
        terminal.say(Message.of("cli.seeHelp", command.getCommandSpec().qualifiedName(" ")));
        return ExitCode.USAGE;
    }

    int code(Throwable failure) {
        return switch (failure) {
            case OutputClosedException e -> ExitCode.OK;
            case RemoteException e -> end(e.text(), ExitCode.REMOTE);
            case DocumentException e -> end(e.text(), ExitCode.USAGE);
            case UsageException e -> end(e.text(), e.code());
            case InterruptedException e -> ExitCode.INTERRUPTED;
            case CancellationException e -> ExitCode.INTERRUPTED;
            case ExecutionException e when e.getCause() != null -> code(e.getCause());
            case NoSuchFileException e -> end(Message.of("cli.noSuchFile", e.getFile()), ExitCode.USAGE);
            case AccessDeniedException e -> end(Message.of("cli.accessDenied", e.getFile()), ExitCode.USAGE);
            case FileSystemException e -> end(Message.of("cli.fileFailed", String.valueOf(e.getMessage())),
                    ExitCode.USAGE);
            case IOException e -> end(Message.of("cli.fileFailed", describe(e)), ExitCode.USAGE);
            default -> fault(failure);
        };
    }

    /** A fault of ours: all of it, so that it can be reported. */
    private int fault(Throwable failure) {
        StringWriter stack = new StringWriter();
        failure.printStackTrace(new PrintWriter(stack));
        terminal.say(Message.of("cli.fault"));
        terminal.sayText(stack.toString());
        return ExitCode.USAGE;
    }

    private int end(Message message, int code) {
        terminal.say(Message.of("cli.failure", message));
        return code;
    }

    private static Message wording(ParameterException failure) {
        if (failure instanceof MissingParameterException missing) {
            String names = String.join(" ", missing.getMissing().stream().map(Failures::label).toList());
            return Message.of("cli.missing", names);
        }
        if (failure instanceof UnmatchedArgumentException unmatched) {
            return Message.of("cli.unknownArgument", String.join(" ", unmatched.getUnmatched()));
        }
        ArgSpec argument = failure.getArgSpec();
        String value = failure.getValue();
        if (argument != null && value != null) {
            return Message.of("cli.badValue", label(argument), value);
        }
        if (!failure.getCommandLine().getSubcommands().isEmpty() && argument == null && value == null) {
            return Message.of("cli.missingVerb",
                    String.join(", ", failure.getCommandLine().getSubcommands().keySet()));
        }
        return Message.of("cli.badUse", describe(failure));
    }

    private static String label(ArgSpec argument) {
        return argument.isOption() ? ((CommandLine.Model.OptionSpec) argument).longestName() : argument.paramLabel();
    }

    private static String describe(Exception failure) {
        String message = failure.getMessage();
        return message == null ? failure.getClass().getSimpleName() : message;
    }
}
