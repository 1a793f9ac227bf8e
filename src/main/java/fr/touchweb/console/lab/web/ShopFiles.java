package fr.touchweb.console.lab.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What stands on the disk of a shop's server: its configuration, and the files that visitors fetch. */
public final class ShopFiles {
    private static final byte[] JPEG = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, (byte) 0xE0, 0, 16, 'J', 'F', 'I', 'F',
            0};
    private static final byte[] WEBP = "RIFF....WEBPVP8 ".getBytes(StandardCharsets.US_ASCII);

    private final Map<String, ShopFile> files = new HashMap<>();

    private ShopFiles() {}

    /**
     * Writes them.
     *
     * @param root folder that stands for the root of the server
     */
    public static ShopFiles write(Shop shop, Path root, Instant now) throws IOException {
        for (Map.Entry<String, String> config : ShopConfig.of(shop).entrySet()) {
            Path file = root.resolve(config.getKey().substring(1));
            Files.createDirectories(file.getParent());
            Files.writeString(file, config.getValue());
        }
        ShopFiles made = new ShopFiles();
        Path web = root.resolve(shop.root().substring(1));
        Instant old = now.minus(Duration.ofDays(62));
        Instant yesterday = now.minus(Duration.ofHours(26));
        byte[] theme = text("body { font-family: sans-serif; }\n");
        byte[] script = text("window.shop = { version: 2 };\n");
        made.put(web, "/themes/boutique/assets/css/theme.css", "text/css", theme, old, null, null, false);
        made.put(web, "/themes/boutique/assets/js/theme.js", "application/javascript", script, yesterday, null,
                text("window.shop = { version: 1 };\n"), true);
        made.put(web, "/img/p/1/2/12-home_default.jpg", "image/jpeg", image(JPEG, 2), yesterday, image(WEBP, 1), null,
                false);
        made.put(web, "/img/p/2/0/207-large_default.jpg", "image/jpeg", image(JPEG, 4), yesterday, null, image(JPEG, 3),
                false);
        made.put(web, "/themes/boutique/assets/fonts/text.woff2", "font/woff2", text("wOF2 fictional\n"), old, null,
                null, false);
        return made;
    }

    private void put(Path web, String path, String type, byte[] now, Instant modified,
            byte @Nullable [] webp, byte @Nullable [] before, boolean onServer) throws IOException {
        Path file = write(web.resolve(path.substring(1)), now, modified);
        Instant old = modified.minus(Duration.ofDays(40));
        Path second = webp == null
                ? null
                : write(file.resolveSibling(file.getFileName().toString().replace(".jpg", ".webp")), webp, old);
        files.put(path, new ShopFile(file, type, second, before, old, onServer));
    }

    private static Path write(Path file, byte[] bytes, Instant modified) throws IOException {
        Files.createDirectories(file.getParent());
        Files.write(file, bytes);
        Files.setLastModifiedTime(file, FileTime.from(modified));
        return file;
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] image(byte[] head, int version) {
        byte[] rest = text("fictional picture, version " + version + "\n");
        byte[] all = new byte[head.length + rest.length];
        System.arraycopy(head, 0, all, 0, head.length);
        System.arraycopy(rest, 0, all, head.length, rest.length);
        return all;
    }

    Optional<ShopFile> find(String path) {
        return Optional.ofNullable(files.get(path));
    }
}
