package fr.touchweb.console.desktop;

/** The toolkit found a display and could not open it, for want of a cookie for example. It cannot be started again. */
public final class NoDisplayException extends Exception {
    private static final long serialVersionUID = 1;

    NoDisplayException(Throwable cause) {
        super(String.valueOf(cause.getMessage()), cause);
    }
}
