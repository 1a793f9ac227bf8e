package fr.touchweb.console.core.binlog.text;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Character sets of the servers by their own names, and reading of bytes whose set nobody tells. */
public final class Charsets {
    private static final Charset WINDOWS = Charset.forName("windows-1252");

    private Charsets() {}

    /**
     * Text and how sure it is.
     *
     * @param guessed whether the character set was not told, or what was told does not fit
     */
    public record Decoded(String text, String charset, boolean guessed) {}

    /** The Java character set of a server's name ({@code latin1}, {@code utf8mb4}), null for binary and unknown ones. */
    public static @Nullable Charset of(String name) {
        String java = switch (name.toLowerCase(Locale.ROOT)) {
            case "utf8", "utf8mb3", "utf8mb4" -> "UTF-8";
            // What the servers call latin1 is cp1252.
            case "latin1" -> "windows-1252";
            case "latin2" -> "ISO-8859-2";
            case "latin5" -> "ISO-8859-9";
            case "latin7" -> "ISO-8859-13";
            case "greek" -> "ISO-8859-7";
            case "hebrew" -> "ISO-8859-8";
            case "ascii" -> "US-ASCII";
            case "utf16", "ucs2" -> "UTF-16BE";
            case "utf16le" -> "UTF-16LE";
            case "utf32" -> "UTF-32BE";
            case "sjis" -> "Shift_JIS";
            case "cp932" -> "windows-31j";
            case "ujis", "eucjpms" -> "EUC-JP";
            case "euckr" -> "EUC-KR";
            case "gb2312" -> "GB2312";
            case "gbk" -> "GBK";
            case "gb18030" -> "GB18030";
            case "big5" -> "Big5";
            case "tis620" -> "TIS-620";
            case "koi8r" -> "KOI8-R";
            case "koi8u" -> "KOI8-U";
            case "cp1250", "cp1251", "cp1256", "cp1257" -> "windows-" + name.substring(2);
            case "cp850", "cp852", "cp866" -> "IBM" + name.substring(2);
            case "macroman" -> "x-MacRoman";
            case "macce" -> "x-MacCentralEurope";
            default -> "";
        };
        return java.isEmpty() || !Charset.isSupported(java) ? null : Charset.forName(java);
    }

    /** Reads bytes in the character set that was told, else as strict UTF-8, else as Windows-1252 (reference binlog 1.8). */
    public static Decoded decode(byte[] bytes, @Nullable Charset told) {
        if (told != null) {
            String text = strict(bytes, told);
            if (text != null) {
                return new Decoded(text, told.name(), false);
            }
        }
        String utf8 = strict(bytes, StandardCharsets.UTF_8);
        if (utf8 != null) {
            return new Decoded(utf8, StandardCharsets.UTF_8.name(), told != null || !ascii(bytes));
        }
        return new Decoded(new String(bytes, WINDOWS), WINDOWS.name(), true);
    }

    /** Text of bytes that fit a character set, null when they do not. */
    public static @Nullable String strict(byte[] bytes, Charset charset) {
        try {
            return charset.newDecoder().onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT).decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException _) {
            return null;
        }
    }

    private static boolean ascii(byte[] bytes) {
        for (byte b : bytes) {
            if (b < 0) {
                return false;
            }
        }
        return true;
    }
}
