package fr.touchweb.console.desktop.diagnose;

import java.io.File;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.stage.FileChooser;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;

/** Asks the person for a CSV file. JavaFX thread only. */
interface FilePick {
    /** One to read, empty when the person gave up. */
    Optional<Path> open(String title);

    /** One to write, likewise. */
    Optional<Path> save(String title);

    /** The system's own dialogs over a window. */
    static FilePick over(Supplier<Window> window) {
        return new FilePick() {
            @Override
            public Optional<Path> open(String title) {
                return path(chooser(title).showOpenDialog(window.get()));
            }

            @Override
            public Optional<Path> save(String title) {
                return path(chooser(title).showSaveDialog(window.get()));
            }

            private Optional<Path> path(@Nullable File chosen) {
                return Optional.ofNullable(chosen).map(File::toPath);
            }

            private FileChooser chooser(String title) {
                FileChooser chooser = new FileChooser();
                chooser.setTitle(title);
                chooser.getExtensionFilters().add(new FileChooser.ExtensionFilter("CSV", "*.csv", "*.txt"));
                return chooser;
            }
        };
    }
}
