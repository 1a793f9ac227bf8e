package fr.touchweb.console.cli;

/** What the command line ends with (design, “Command line”). */
public final class ExitCode {
    public static final int OK = 0;
    /** The answer is no, or there is a finding. */
    public static final int FINDING = 1;
    /** Wrong use or bad input. */
    public static final int USAGE = 2;
    /** The remote side failed. */
    public static final int REMOTE = 3;
    /** Ctrl-C, as shells count it. */
    public static final int INTERRUPTED = 130;

    private ExitCode() {}
}
