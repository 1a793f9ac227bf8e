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
        public Door door(WebRequest request) {
            return Door.NONE;
        }

        @Override
        public void suspected(WebRequest request) {
            // it leads to nothing
        }
    };

    /** Whether who asks is banned now. */
    boolean refuses(WebRequest request) throws IOException;

    /** What a page stands behind. */
    enum Door {
        /** Nothing: it is everybody's. */
        NONE,
        /** A restricted door that lets in who asks. */
        IN,
        /** One that does not. */
        OUT
    }

    /** Whether a page stands behind a restricted door, and whether that lets in who asks. */
    Door door(WebRequest request) throws IOException;

    /** Somebody asked for what only an attacker asks for. */
    void suspected(WebRequest request) throws IOException;
}
