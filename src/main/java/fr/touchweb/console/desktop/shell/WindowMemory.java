package fr.touchweb.console.desktop.shell;

import com.fasterxml.jackson.core.JsonProcessingException;
import fr.touchweb.console.core.store.StrictJson;
import fr.touchweb.console.desktop.settings.DebouncedFile;
import java.io.IOException;
import java.nio.file.Files;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Remembers window place, page and scope. What cannot be read is forgotten: nothing of value is in it. */
public final class WindowMemory {
    private static final Logger LOG = LoggerFactory.getLogger(WindowMemory.class);

    private final StrictJson json = new StrictJson();
    private final DebouncedFile file;
    private WindowState now;

    public WindowMemory(DebouncedFile file) {
        this.file = file;
        this.now = read();
    }

    public WindowState state() {
        return now;
    }

    public void place(WindowPlace place) {
        keep(new WindowState(WindowState.VERSION, place, now.page(), now.scope()));
    }

    public void page(String page) {
        keep(new WindowState(WindowState.VERSION, now.place(), page, now.scope()));
    }

    public void scope(ScopePath scope) {
        keep(new WindowState(WindowState.VERSION, now.place(), now.page(), scope));
    }

    private void keep(WindowState next) {
        if (next.equals(now)) {
            return;
        }
        now = next;
        try {
            file.write(json.mapper().writeValueAsBytes(next));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private WindowState read() {
        try {
            if (Files.exists(file.file())) {
                WindowState read = json.read(file.file().toString(), Files.readAllBytes(file.file()),
                        WindowState.class);
                return read.version() == WindowState.VERSION ? read : WindowState.NONE;
            }
        } catch (IOException e) {
            LOG.info("the window's place is forgotten: {}", e.getMessage());
        }
        return WindowState.NONE;
    }
}
