package fr.touchweb.console.desktop.whitelist;

import java.nio.file.Path;
import java.util.Optional;
import javafx.stage.FileChooser;
import javafx.stage.Window;

/** Asks the person for the file of a list of ranges or of a database of networks. JavaFX thread only. */
interface ListPick {
    /** The system's own dialog. */
    ListPick DIALOG = (window, title) -> {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(title);
        return Optional.ofNullable(chooser.showOpenDialog(window)).map(file -> file.toPath());
    };

    /** The file to read, empty when the person gave up. */
    Optional<Path> open(Window window, String title);
}
