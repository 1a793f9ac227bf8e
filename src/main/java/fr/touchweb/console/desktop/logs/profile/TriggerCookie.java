package fr.touchweb.console.desktop.logs.profile;

/**
 * The cookie by which xdebug is asked for a profile of one request (Xdebug documentation, xdebug.start_with_request: a
 * cookie XDEBUG_TRIGGER since version 3, XDEBUG_PROFILE for the profiler alone in both 2 and 3).
 */
final class TriggerCookie {
    private static final String NAME = "XDEBUG_TRIGGER";
    private static final String OLD_NAME = "XDEBUG_PROFILE";

    private TriggerCookie() {}

    /** For the console of a browser: sets it for the site that is shown. */
    static String browser() {
        return "for (const name of ['" + NAME + "', '" + OLD_NAME + "']) document.cookie = name + '=1; path=/';";
    }

    /** Takes it away again, so that not every request writes a file. */
    static String browserOff() {
        return "for (const name of ['" + NAME + "', '" + OLD_NAME
                + "']) document.cookie = name + '=; path=/; max-age=0';";
    }

    /** For a command line; the address follows. */
    static String curl() {
        return "curl -o /dev/null -b '" + NAME + "=1; " + OLD_NAME + "=1' ";
    }
}
