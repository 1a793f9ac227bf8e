package fr.touchweb.console.lab.web;

import java.io.IOException;

/** Who is kept out of a shop, and what makes somebody be. Called on any thread. */
public interface Gate {
    /** Nobody is kept out. */
    Gate OPEN = new Gate() {
        @Override
        public boolean refuses(WebRequest request) {
            return false;
        }

        @Override
        public void suspected(WebRequest request) {
            // it leads to nothing
        }
    };

    /** Whether who asks is banned now. */
    boolean refuses(WebRequest request) throws IOException;

    /** Somebody asked for what only an attacker asks for. */
    void suspected(WebRequest request) throws IOException;
}
