package fr.touchweb.console.core.text;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Addresses with a login in them, as they may be shown: without the password. */
public final class MaskedLogin {
    /** What stands where a password would. */
    public static final String MASK = "••••";

    private static final Pattern WHOLE = Pattern.compile(
            "(\\s*(?:[A-Za-z][A-Za-z0-9+.-]*:)?(?://)?[^:@/?#]*):?(.*)@(.*)", Pattern.DOTALL);
    private static final Pattern INSIDE = Pattern.compile("(//[^\\s:@/?#\"'<>]*):[^\\s@/?#\"'<>]*@");

    private MaskedLogin() {}

    /**
     * An address that could not be read: everything between the login and the last {@code @} may be a password, one with
     * {@code /}, {@code #} or blanks too.
     */
    public static String ofAddress(String text) {
        Matcher address = WHOLE.matcher(text);
        return address.matches() ? address.group(1) + ":" + MASK + "@" + address.group(3) : text;
    }

    /** A text of any length in which addresses stand that can be read. */
    public static String ofText(String text) {
        return text.indexOf('@') < 0 ? text : INSIDE.matcher(text).replaceAll("$1:" + MASK + "@");
    }
}
