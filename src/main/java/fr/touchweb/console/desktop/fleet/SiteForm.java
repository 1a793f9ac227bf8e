package fr.touchweb.console.desktop.fleet;

import fr.touchweb.console.core.fleet.Fleet;
import fr.touchweb.console.core.fleet.Names;
import fr.touchweb.console.core.fleet.Server;
import fr.touchweb.console.core.fleet.Site;
import fr.touchweb.console.core.text.Message;
import fr.touchweb.console.desktop.shell.Words;
import java.util.Objects;
import javafx.scene.control.TextField;
import org.jspecify.annotations.Nullable;

/** Fields of a site of one server. */
final class SiteForm extends Form {
    private final Server server;
    private final TextField id;
    private final TextField url;
    private final TextField root;
    private final TextField cms;
    private final TextField version;
    private final TextField media;
    private final TextField preproduction;

    SiteForm(Fleet fleet, Server server, @Nullable Site old, Words words) {
        super(words);
        this.server = server;
        id = field("fleet.form.id", "form-id", old == null ? "" : old.id(), text -> {
            Message wrong = Names.id(text);
            return wrong == null && old == null && fleet.site(text).isPresent()
                    ? Message.of("fleet.form.taken", text)
                    : wrong;
        });
        id.setDisable(old != null);
        url = field("fleet.form.url", "form-url", old == null ? "" : Objects.requireNonNullElse(old.url(), ""),
                text -> text.isEmpty() ? null : Names.url(text));
        root = field("fleet.form.root", "form-root", old == null ? "" : Objects.requireNonNullElse(old.root(), ""),
                text -> text.isEmpty() ? null : Names.path(text));
        cms = field("fleet.form.cms", "form-cms", old == null ? "" : Objects.requireNonNullElse(old.cms(), ""),
                text -> null);
        version = field("fleet.form.cmsVersion", "form-cms-version",
                old == null ? "" : Objects.requireNonNullElse(old.cmsVersion(), ""), text -> null);
        media = field("fleet.form.media", "form-media",
                old == null ? "" : Objects.requireNonNullElse(old.mediaUrl(), ""),
                text -> text.isEmpty() ? null : Names.url(text));
        preproduction = field("fleet.form.preproduction", "form-preproduction",
                old == null ? "" : Objects.requireNonNullElse(old.preproduction(), ""),
                text -> text.isEmpty() || fleet.site(text).isPresent()
                        ? null
                        : Message.of("fleet.check.noSite", text));
        check();
    }

    Site site() {
        return new Site(id.getText().strip(), server.id(), orNull(url.getText()), orNull(root.getText()),
                orNull(cms.getText()), orNull(version.getText()), orNull(media.getText()),
                orNull(preproduction.getText()));
    }

    TextField first() {
        return id.isDisable() ? url : id;
    }
}
