package fr.touchweb.console.lab.web;

/**
 * How long each layer of the shops takes over an answer, in milliseconds.
 *
 * @param proxy a redirect by HAProxy
 * @param webServer a redirect by the virtual host or a {@code .htaccess}
 * @param between an answer that is neither quick nor slow
 * @param application PHP
 * @param drip pause after each byte of a page that drips
 */
public record Delays(int proxy, int webServer, int between, int application, int drip) {
    /** What the demonstration starts with. */
    public static final Delays USUAL = new Delays(0, 4, 140, 304, 200);

    public Delays {
        if (Math.min(Math.min(proxy, webServer), Math.min(Math.min(between, application), drip)) < 0) {
            throw new IllegalArgumentException("no delay is negative");
        }
    }
}
