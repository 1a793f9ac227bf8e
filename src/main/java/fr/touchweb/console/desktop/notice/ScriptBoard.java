package fr.touchweb.console.desktop.notice;

import java.io.IOException;
import java.util.List;

/** The notification centre of macOS, by {@code osascript}, which does not tell what the person chooses. */
final class ScriptBoard implements NoticeBoard {
    /** Reads the words from its standard input: arguments of a process are seen by every account of the machine. */
    private static final List<String> SCRIPT = List.of("osascript", "-l", "JavaScript", "-e", """
            ObjC.import('Foundation');
            const input = $.NSFileHandle.fileHandleWithStandardInput.readDataToEndOfFile;
            const words = $.NSString.alloc.initWithDataEncoding(input, $.NSUTF8StringEncoding).js.split('\\u0000');
            const app = Application.currentApplication();
            app.includeStandardAdditions = true;
            app.displayNotification(words[1], { withTitle: words[0] });
            """);

    @Override
    public void show(String title, String text, Runnable chosen) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(SCRIPT).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        try (var in = process.outputWriter()) {
            in.write(title + '\0' + text);
        }
        if (process.waitFor() != 0) {
            throw new IOException("osascript ended with " + process.exitValue());
        }
    }
}
