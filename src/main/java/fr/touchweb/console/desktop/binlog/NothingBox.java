package fr.touchweb.console.desktop.binlog;

import fr.touchweb.console.core.binlog.model.BinlogListing;
import fr.touchweb.console.core.text.Message;
import fr.touchweb.console.desktop.shell.Words;
import fr.touchweb.console.desktop.widget.EmptyState;
import java.util.List;
import javafx.scene.control.Button;
import javafx.scene.layout.StackPane;

/** Stands in for the list when it is empty: says why there is nothing, and what to do about it. */
final class NothingBox extends StackPane {
    private final BinlogModel model;
    private final Words words;
    private final Runnable askLogin;
    private String explained = "";

    /** @param askLogin asks for the login with which the database server decrypts */
    NothingBox(BinlogModel model, Words words, Runnable askLogin) {
        this.model = model;
        this.askLogin = askLogin;
        this.words = words;
        getStyleClass().add("bin-nothing");
    }

    /** Says what is known now. */
    void refresh() {
        String why = why();
        if (why.equals(explained)) {
            return;
        }
        explained = why;
        Button action = null;
        BinlogListing listing = model.files().listingProperty().get();
        Message failure = model.files().failureProperty().get();
        String text;
        if (why.startsWith("failed")) {
            text = failure == null ? "" : Looks.sentence(words.get(failure));
            action = new Button(words.get("binlogs.empty.retry"));
            action.setOnAction(event -> model.files().list());
            why = "failed";
        } else if (why.startsWith("none")) {
            BinlogServer server = model.files().serverProperty().get();
            text = words.get("binlogs.empty.text.none", server == null ? "" : server.pattern());
            why = "none";
        } else if (why.startsWith("denied")) {
            text = listing == null || listing.none() == null ? "" : Looks.sentence(words.get(listing.none()));
            why = "denied";
        } else {
            text = words.get("binlogs.empty.text." + why);
            if (why.equals("choose") && listing != null) {
                action = new Button(words.get("binlogs.empty.newest", listing.files().getLast().name()));
                action.getStyleClass().add("accent");
                action.setOnAction(event -> model.choose(List.of(listing.files().getLast()), false));
            } else if (why.equals("encrypted")) {
                action = new Button(words.get("binlogs.verdict.decrypt"));
                action.setId("binlog-decrypt");
                action.getStyleClass().add("accent");
                action.setOnAction(event -> askLogin.run());
            } else if (why.equals("filtered")) {
                action = new Button(words.get("binlogs.empty.clear"));
                action.setOnAction(event -> model.filters().clear());
            }
        }
        getChildren().setAll(new EmptyState(words.get("binlogs.empty.title." + why), text, action));
    }

    private String why() {
        BinlogListing listing = model.files().listingProperty().get();
        Message failure = model.files().failureProperty().get();
        if (model.files().serverProperty().get() == null) {
            return "server";
        }
        if (failure != null) {
            return "failed" + words.get(failure);
        }
        if (model.files().loadingProperty().get() || listing == null) {
            return "loading";
        }
        if (listing.files().isEmpty()) {
            Message none = listing.none();
            return none == null || none.key().equals("binlog.none")
                    ? "none" + model.files().serverProperty().get()
                    : "denied" + words.get(none);
        }
        if (model.files().chosen().isEmpty()) {
            return "choose";
        }
        if (model.reading().readingProperty().get()) {
            return "reading";
        }
        return model.list().size() > 0 ? "filtered" : model.wantsLogin() ? "encrypted" : "nothing";
    }
}
