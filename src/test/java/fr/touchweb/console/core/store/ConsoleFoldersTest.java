package fr.touchweb.console.core.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConsoleFoldersTest {
    private static final Path HOME = Path.of("/home/jeanne");

    @Test
    void followsTheBaseDirectorySpecification() {
        assertEquals(HOME.resolve(".config/tw-console"),
                ConsoleFolders.ofUser(Map.of(), HOME, "Linux").settings());
        assertEquals(Path.of("/data/tw-console"),
                ConsoleFolders.ofUser(Map.of("XDG_STATE_HOME", "/data"), HOME, "Linux").state());
        assertEquals(HOME.resolve(".cache/tw-console"),
                ConsoleFolders.ofUser(Map.of("XDG_CACHE_HOME", "relative"), HOME, "Linux").cache());
    }

    @Test
    void hasAPlaceOnMacOs() {
        assertEquals(HOME.resolve("Library/Caches/tw-console"),
                ConsoleFolders.ofUser(Map.of(), HOME, "Mac OS X").cache());
    }
}
