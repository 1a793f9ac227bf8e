package fr.touchweb.console.desktop.notice;

import fr.touchweb.console.desktop.settings.TerminalProgram;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** Where the desktop of a system shows notices. One thread at a time; every call may block. */
interface NoticeBoard extends AutoCloseable {
    /**
     * Shows a notice.
     *
     * @param chosen called when the person chooses it, on any thread; never where the system does not tell
     */
    void show(String title, String text, Runnable chosen) throws IOException, InterruptedException;

    @Override
    default void close() {}

    /** The one of this system, empty where it has none. */
    static Optional<NoticeBoard> of(String osName, Map<String, String> environment, String console) {
        if (osName.startsWith("Windows")) {
            return Optional.of(new TrayBoard(console));
        }
        if (osName.startsWith("Mac")) {
            return TerminalProgram.onPath("osascript", environment) ? Optional.of(new ScriptBoard()) : Optional.empty();
        }
        return BusBoard.address(environment).map(address -> new BusBoard(address, console));
    }
}
