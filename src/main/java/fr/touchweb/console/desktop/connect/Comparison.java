package fr.touchweb.console.desktop.connect;

/** What a pasted text says about fingerprints. */
enum Comparison {
    /** Nothing was pasted. */
    NONE,
    /** What was pasted is no SHA256 fingerprint. */
    NO_FINGERPRINT,
    /** It holds the fingerprint of a key that was shown. */
    SAME,
    /** It holds fingerprints, and none of them is of a key that was shown. */
    DIFFERENT
}
