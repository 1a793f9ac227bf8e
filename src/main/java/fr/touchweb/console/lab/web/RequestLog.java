package fr.touchweb.console.lab.web;

/** Hears of every answer, so that the daemons' logs hold it. Called on any thread, when it is out. */
@FunctionalInterface
public interface RequestLog {
    /**
     * An answer went out.
     *
     * @param throughProxy whether HAProxy saw the request
     */
    void answered(WebRequest request, WebAnswer answer, boolean throughProxy);
}
