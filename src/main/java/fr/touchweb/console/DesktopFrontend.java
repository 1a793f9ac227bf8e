package fr.touchweb.console;

import fr.touchweb.console.cli.ExitCode;
import fr.touchweb.console.cli.Finding;
import fr.touchweb.console.cli.Frontend;
import fr.touchweb.console.cli.Terminal;
import fr.touchweb.console.cli.TourOptions;
import fr.touchweb.console.cli.UsageException;
import fr.touchweb.console.cli.WindowOptions;
import fr.touchweb.console.core.assembly.Assembly;
import fr.touchweb.console.core.assembly.ConsoleOptions;
import fr.touchweb.console.core.instance.InstanceDoor;
import fr.touchweb.console.core.instance.StartRequest;
import fr.touchweb.console.core.ssh.SecretSource;
import fr.touchweb.console.core.ssh.hostkey.HostKeyAsker;
import fr.touchweb.console.core.text.Message;
import fr.touchweb.console.desktop.BriefTour;
import fr.touchweb.console.desktop.DesktopApplication;
import fr.touchweb.console.desktop.DesktopServices;
import fr.touchweb.console.desktop.Display;
import fr.touchweb.console.desktop.Milestones;
import fr.touchweb.console.desktop.NoDisplayException;
import fr.touchweb.console.desktop.ScreenFacts;
import fr.touchweb.console.desktop.StartUp;
import fr.touchweb.console.desktop.connect.Asking;
import fr.touchweb.console.desktop.connect.HostKeyModel;
import fr.touchweb.console.desktop.connect.SecretModel;
import fr.touchweb.console.desktop.shell.FxDelivery;
import fr.touchweb.console.desktop.tour.TourResult;
import fr.touchweb.console.lab.Lab;
import fr.touchweb.console.lab.LabOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens the window or walks the tour, on the person's own fleet or on the embedded lab. */
final class DesktopFrontend implements Frontend {
    /** Folder for the pictures of the tour that stands in for the window where there is no display. */
    private static final String TOUR_WITHOUT_DISPLAY = "console.tourWithoutDisplay";
    /** Set where the tour trains the AOT cache of a package: what is in the cache is loaded at every start. */
    private static final String BRIEF_TOUR = "console.briefTour";
    /** How long a question about a log-in stands; a server gives up after two minutes. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    /** How long the window that is open may take to answer a second start. */
    private static final Duration ANSWER = Duration.ofSeconds(10);
    /** Server of the demonstration that has banned who looks at it, so that a diagnosis finds something. */
    private static final String BANNED_AT = "bora-pp";

    /** Asked for when there is something to tell: reading its settings is a quarter of the start of a verb. */
    private static Logger log() {
        return LoggerFactory.getLogger(DesktopFrontend.class);
    }

    @Override
    public int window(Terminal terminal, WindowOptions options) throws Exception {
        Message missing = Display.missing(System.getProperty("os.name", ""), System.getenv());
        if (missing != null) {
            return withoutDisplay(terminal, missing);
        }
        Milestones milestones = new Milestones(options.timing() ? terminal::say : milestone -> {});
        ConsoleOptions own = ConsoleOptions.ofUser(System.getenv(), SecretSource.NONE, HostKeyAsker.NOBODY)
                .withFleet(options.fleet()).withProfile(options.profile()).withZone(options.zone());
        if (!options.demo()) {
            return onlyWindow(terminal, own, options, milestones);
        }
        if (!options.ignored().isEmpty()) {
            terminal.say(Message.of("cli.demoIgnores", String.join(", ", options.ignored())));
        }
        Future<Void> toolkit = DesktopApplication.begin(own, milestones);
        try (Lab lab = Lab.start(LabOptions.demonstration())) {
            lab.banVisitor(BANNED_AT);
            return open(terminal, lab.console().withZone(options.zone()), true,
                    new StartUp(options.link(), milestones, toolkit, listener -> {}));
        }
    }

    /** Opens the window, or has the one of the same profile and fleet come forward. */
    private static int onlyWindow(Terminal terminal, ConsoleOptions own, WindowOptions options, Milestones milestones)
            throws Exception {
        Optional<InstanceDoor> entered;
        try {
            entered = InstanceDoor.enter(own.folders().runtime(own.environment()), options.instance(),
                    StartRequest.of(options.link()), ANSWER);
        } catch (IOException e) {
            log().debug("no door", e);
            throw new UsageException(Message.of("cli.noDoor", String.valueOf(e.getMessage())));
        }
        if (entered.isEmpty()) {
            terminal.say(Message.of("cli.handedOver"));
            return ExitCode.OK;
        }
        try (InstanceDoor door = entered.get()) {
            return open(terminal, own, false,
                    new StartUp(options.link(), milestones, DesktopApplication.begin(own, milestones), door::listen));
        }
    }

    /** Whether a window could be opened here, and how it would be drawn. */
    List<Finding> screen() throws InterruptedException {
        Message missing = Display.missing(System.getProperty("os.name", ""), System.getenv());
        if (missing != null) {
            return List.of(Finding.attention("display", missing, Message.of("cli.doctor.noDisplay.advice")));
        }
        ScreenFacts facts;
        try {
            facts = DesktopApplication.screen();
        } catch (NoDisplayException e) {
            return List.of(Finding.attention("display", Message.of("shell.display.unreachable",
                    System.getenv().getOrDefault("DISPLAY", ""), String.valueOf(e.getMessage())),
                    Message.of("cli.doctor.noDisplay.advice")));
        }
        boolean wayland = !System.getenv().getOrDefault("WAYLAND_DISPLAY", "").isEmpty();
        Finding display = Finding.good("display", Message.of(
                wayland ? "cli.doctor.displayWayland" : "cli.doctor.display", facts.width(), facts.height(),
                String.valueOf(facts.scale())));
        return List.of(display, facts.hardware()
                ? Finding.good("renderer", Message.of("cli.doctor.hardware", facts.javafx()))
                : Finding.attention("renderer", Message.of("cli.doctor.software", facts.javafx()),
                        Message.of("cli.doctor.software.advice")));
    }

    private static int withoutDisplay(Terminal terminal, Message missing) throws Exception {
        String folder = System.getProperty(TOUR_WITHOUT_DISPLAY, "");
        if (folder.isEmpty()) {
            terminal.say(Message.of("cli.noDisplay", missing));
            return ExitCode.USAGE;
        }
        terminal.say(Message.of("cli.noDisplayTour", missing, folder));
        draw(terminal, Path.of(folder), new TourOptions(false, null));
        return ExitCode.OK;
    }

    private static int open(Terminal terminal, ConsoleOptions options, boolean demonstration, StartUp start)
            throws Exception {
        try (Prepared prepared = Prepared.of(options, demonstration)) {
            Assembly core = prepared.services().core();
            Thread.ofVirtual().name("journal-purge").start(() -> purge(core));
            return DesktopApplication.open(prepared.services(), start);
        } catch (NoDisplayException e) {
            log().debug("no window", e);
            terminal.say(Message.of("cli.noDisplay", Message.of("shell.display.unreachable",
                    System.getenv().getOrDefault("DISPLAY", ""), String.valueOf(e.getMessage()))));
            return ExitCode.USAGE;
        }
    }

    private static void purge(Assembly core) {
        try {
            core.purgeJournal();
        } catch (IOException e) {
            log().error("the journal of changes could not be purged", e);
        }
    }

    @Override
    public int tour(Terminal terminal, Path folder, TourOptions options) throws Exception {
        if (Boolean.getBoolean(BRIEF_TOUR)) {
            try (Lab lab = Lab.start(LabOptions.demonstration());
                    Prepared prepared = Prepared.of(lab.console(), true)) {
                List<String> missed = BriefTour.walk(prepared.services(), folder,
                        Display.missing(System.getProperty("os.name", ""), System.getenv()) == null).missed();
                missed.forEach(state -> terminal.say(Message.of("cli.tourMissed", state)));
                return missed.isEmpty() ? ExitCode.OK : ExitCode.FINDING;
            }
        }
        return draw(terminal, folder, options).missed().isEmpty() ? ExitCode.OK : ExitCode.FINDING;
    }

    /** Draws the pictures and lists them on standard output, one path a line. */
    private static TourResult draw(Terminal terminal, Path folder, TourOptions options) throws Exception {
        try (Lab lab = Lab.start(LabOptions.demonstration());
                Prepared prepared = Prepared.of(lab.console(), true);
                Prepared developer = Prepared.of(lab.consoles().developer(), true);
                Prepared oncall = Prepared.of(lab.consoles().onCall(), true)) {
            lab.banVisitor(BANNED_AT);
            Map<String, DesktopServices> guests = new LinkedHashMap<>();
            if (options.page() == null) {
                guests.put("developer", developer.services());
                guests.put("oncall", oncall.services());
            }
            TourResult result = DesktopApplication.tour(prepared.services(), guests, folder, options.all(),
                    options.page());
            for (TourResult.Picture picture : result.pictures()) {
                terminal.line(folder.resolve(picture.file()).toString());
            }
            terminal.flush();
            result.missed().forEach(state -> terminal.say(Message.of("cli.tourMissed", state)));
            terminal.say(Message.of("cli.tourDone", result.pictures().size(), folder.toString()));
            return result;
        }
    }

    /** What one window stands on; closing it ends its connections. */
    private record Prepared(DesktopServices services) implements AutoCloseable {
        static Prepared of(ConsoleOptions options, boolean demonstration) throws IOException, InterruptedException {
            HostKeyModel hostKeys = new HostKeyModel(new FxDelivery());
            SecretModel secrets = new SecretModel(new FxDelivery(), PATIENCE);
            Assembly core = new Assembly(options.withAsking(secrets, hostKeys));
            try {
                return new Prepared(DesktopServices.opening(core, new Asking(secrets, hostKeys, core::lock),
                        demonstration));
            } catch (IOException | InterruptedException | RuntimeException e) {
                core.close();
                throw e;
            }
        }

        @Override
        public void close() {
            services.core().close();
        }
    }
}
