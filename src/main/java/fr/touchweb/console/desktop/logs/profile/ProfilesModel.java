package fr.touchweb.console.desktop.logs.profile;

import fr.touchweb.console.core.logs.digest.Profile;
import fr.touchweb.console.core.logs.digest.ProfileReader;
import fr.touchweb.console.core.ssh.FileEntry;
import fr.touchweb.console.core.ssh.FileStat;
import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.ssh.RemoteHost;
import fr.touchweb.console.core.task.Outcome;
import fr.touchweb.console.core.task.RunningTask;
import fr.touchweb.console.core.task.Task;
import fr.touchweb.console.core.task.TaskControl;
import fr.touchweb.console.core.task.TaskRunner;
import fr.touchweb.console.core.text.Message;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.zip.GZIPInputStream;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/** Profiles of servers, and the one that is looked at. JavaFX thread only; machines are read on a task's thread. */
public final class ProfilesModel {
    private static final String NAME = "cachegrind";

    private final Function<String, RemoteHost> hosts;
    private final String folder;
    private final TaskRunner tasks;
    private final Consumer<Throwable> errors;
    private final ObservableList<ProfileFile> files = FXCollections.observableArrayList();
    private final ObservableList<Message> problems = FXCollections.observableArrayList();
    private final ObjectProperty<@Nullable ProfileFile> opened = new SimpleObjectProperty<>(this, "opened");
    private final ObjectProperty<@Nullable Profile> profile = new SimpleObjectProperty<>(this, "profile");
    private final ReadOnlyBooleanWrapper listing = new ReadOnlyBooleanWrapper(this, "listing");
    private @Nullable RunningTask reading;

    /** What was found on the servers. */
    private record Found(List<ProfileFile> files, List<Message> problems) {}

    /**
     * @param hosts gives the machine of a server id
     * @param folder where the profiler writes, on every server
     */
    public ProfilesModel(Function<String, RemoteHost> hosts, String folder, TaskRunner tasks,
            Consumer<Throwable> errors) {
        this.hosts = hosts;
        this.folder = folder;
        this.tasks = tasks;
        this.errors = errors;
    }

    /** Looks what there is on these servers. */
    public void list(List<String> servers) {
        if (listing.get()) {
            return;
        }
        listing.set(true);
        tasks.start(Task.of(Message.of("logs.profile.listing"), control -> find(servers, control)), outcome -> {
            listing.set(false);
            switch (outcome) {
                case Outcome.Success<Found>(Found found) -> {
                    files.setAll(found.files());
                    problems.setAll(found.problems());
                }
                case Outcome.Failure<Found>(Throwable cause) -> errors.accept(cause);
                case Outcome.Cancelled<Found> cancelled -> problems.clear();
            }
        });
    }

    private Found find(List<String> servers, TaskControl control) throws InterruptedException {
        List<ProfileFile> all = new ArrayList<>();
        List<Message> wrong = new ArrayList<>();
        for (String server : servers) {
            control.checkCancelled();
            control.message(Message.of("logs.profile.server", server));
            try {
                for (FileEntry entry : hosts.apply(server).files().list(folder)) {
                    if (entry.stat().kind() == FileStat.Kind.FILE && entry.name().contains(NAME)) {
                        all.add(new ProfileFile(server, folder + "/" + entry.name(), entry.stat().size(),
                                entry.stat().modified()));
                    }
                }
            } catch (RemoteException e) {
                wrong.add(e.kind() == RemoteException.Kind.NO_SUCH_FILE
                        ? Message.of("logs.profile.noFolder", server, folder)
                        : e.text());
            }
        }
        all.sort(Comparator.comparing(ProfileFile::modified).reversed());
        return new Found(all, wrong);
    }

    /** Reads a profile. */
    public void open(ProfileFile file) {
        if (reading != null) {
            reading.cancel();
        }
        opened.set(file);
        profile.set(null);
        reading = tasks.start(Task.of(Message.of("logs.profile.reading", file.name()), control -> read(file, control)),
                outcome -> {
                    reading = null;
                    switch (outcome) {
                        case Outcome.Success<List<Profile>>(List<Profile> all) -> {
                            if (all.isEmpty()) {
                                problems.setAll(Message.of("logs.profile.none", file.name()));
                            } else if (file.equals(opened.get())) {
                                profile.set(all.getLast());
                            }
                        }
                        case Outcome.Failure<List<Profile>>(Throwable cause) -> errors.accept(cause);
                        case Outcome.Cancelled<List<Profile>> cancelled -> problems.clear();
                    }
                });
    }

    private List<Profile> read(ProfileFile file, TaskControl control) throws IOException, InterruptedException {
        try (InputStream raw = hosts.apply(file.server()).files().read(file.path(), 0);
                InputStream input = file.name().endsWith(".gz") ? new GZIPInputStream(raw) : raw) {
            control.onCancel(() -> close(raw));
            return ProfileReader.read(input);
        }
    }

    private void close(InputStream input) {
        try {
            input.close();
        } catch (IOException e) {
            errors.accept(e);
        }
    }

    /** The newest first. */
    public ObservableList<ProfileFile> files() {
        return files;
    }

    /** What could not be looked at. */
    public ObservableList<Message> problems() {
        return problems;
    }

    /** The file that is looked at, null for none. */
    public ObjectProperty<@Nullable ProfileFile> openedProperty() {
        return opened;
    }

    /** Its last profile, null while it is not read. */
    public ObjectProperty<@Nullable Profile> profileProperty() {
        return profile;
    }

    public ReadOnlyBooleanProperty listingProperty() {
        return listing.getReadOnlyProperty();
    }
}
