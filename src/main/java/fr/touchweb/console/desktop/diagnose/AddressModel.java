package fr.touchweb.console.desktop.diagnose;

import fr.touchweb.console.core.diagnose.DiagnoseException;
import fr.touchweb.console.core.diagnose.probe.Credentials;
import fr.touchweb.console.core.diagnose.probe.SecureLink;
import fr.touchweb.console.core.diagnose.probe.WebAddress;
import fr.touchweb.console.core.text.Message;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;

/**
 * The address in question and the login that goes with it. A login that was pasted with the address is split off at once
 * and never part of the text again (G17). JavaFX thread only.
 */
final class AddressModel {
    private final StringProperty url = new SimpleStringProperty(this, "url", "");
    private final ReadOnlyObjectWrapper<@Nullable Credentials> credentials = new ReadOnlyObjectWrapper<>(this,
            "credentials");
    private final ReadOnlyObjectWrapper<@Nullable Message> problem = new ReadOnlyObjectWrapper<>(this, "problem");
    private final Runnable otherHost;
    private String host;
    private Logins logins = Logins.NONE;
    /** Host that the person wants to ask without a login. */
    private String bare = "";

    /** @param otherHost hears that the address is now one of another host */
    AddressModel(String first, Runnable otherHost) {
        this.otherHost = otherHost;
        url.set(first);
        host = asked().map(WebAddress::host).orElse("");
    }

    /** Logins that were given before. */
    void logins(Logins known) {
        logins = known;
    }

    /**
     * Takes an address as it was typed or pasted.
     *
     * @return whether it can be asked; else {@link #problemProperty} says why
     */
    boolean take(String typed) {
        try {
            SecureLink link = SecureLink.parse(typed);
            Credentials given = link.credentials();
            if (!link.address().host().equals(host)) {
                // A password of one host is no business of another.
                host = link.address().host();
                bare = "";
                credentials.set(null);
                otherHost.run();
            }
            if (given != null) {
                credentials.set(given);
                logins.keep(host, given);
            } else if (credentials.get() == null && !bare.equals(host)) {
                credentials.set(logins.of(host));
            }
            url.set(given == null ? typed.strip() : link.address().toString());
            problem.set(null);
            return true;
        } catch (DiagnoseException e) {
            url.set(SecureLink.masked(typed.strip()));
            problem.set(e.text());
            return false;
        }
    }

    /** The address as it stands in the field, empty while that holds none. */
    Optional<WebAddress> asked() {
        try {
            return Optional.of(WebAddress.parse(url.get()));
        } catch (DiagnoseException _) {
            // Said when it is asked for, not while it is typed.
            return Optional.empty();
        }
    }

    /** Host of the last address that could be asked. */
    String host() {
        return host;
    }

    /** The text of the field, without login. */
    StringProperty urlProperty() {
        return url;
    }

    /** Login that goes with it, null for none. */
    ReadOnlyObjectProperty<@Nullable Credentials> credentialsProperty() {
        return credentials.getReadOnlyProperty();
    }

    @Nullable
    Credentials credentials() {
        return credentials.get();
    }

    void forgetCredentials() {
        credentials.set(null);
        logins.forget(host);
        bare = host;
    }

    /** Why the address cannot be asked, null when it can. */
    ReadOnlyObjectProperty<@Nullable Message> problemProperty() {
        return problem.getReadOnlyProperty();
    }

    void forgetProblem() {
        problem.set(null);
    }
}
