package fr.touchweb.console.core.format;

/** Every line that no other grammar takes; an ISO time at its start still places it in a timeline. */
final class TextGrammar implements Grammar {
    private final IsoTime iso = new IsoTime();

    @Override
    public boolean parse(byte[] b, int start, int end, LocalTimes times, ParsedLine out) {
        out.format(LogFormat.TEXT);
        int at = Bytes.at(b, start, end, '[') ? start + 1 : start;
        if (Bytes.digit(b, at, end) && iso.read(b, at, end, times) > 0) {
            out.time(iso.micros());
        }
        return true;
    }
}
