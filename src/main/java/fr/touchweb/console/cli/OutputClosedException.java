package fr.touchweb.console.cli;

import java.io.IOException;

/** Whoever read our standard output has gone ({@code … | head}); the command ends quietly. */
public final class OutputClosedException extends IOException {
    private static final long serialVersionUID = 1;

    OutputClosedException(IOException cause) {
        super(cause);
    }
}
