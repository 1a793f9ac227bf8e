package fr.touchweb.console.desktop.whitelist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.touchweb.console.core.assembly.Assembly;
import fr.touchweb.console.core.fleet.Fleet;
import fr.touchweb.console.core.fleet.Server;
import fr.touchweb.console.core.text.Language;
import fr.touchweb.console.core.whitelist.Scope;
import fr.touchweb.console.core.whitelist.Whitelists;
import fr.touchweb.console.core.whitelist.confirm.Confirmation;
import fr.touchweb.console.core.whitelist.confirm.Step;
import fr.touchweb.console.core.whitelist.register.Entry;
import fr.touchweb.console.desktop.shell.ConsoleCommand;
import fr.touchweb.console.desktop.shell.Page;
import fr.touchweb.console.desktop.shell.PageFactory;
import fr.touchweb.console.desktop.shell.ShellBench;
import fr.touchweb.console.lab.Lab;
import fr.touchweb.console.lab.LabOptions;
import fr.touchweb.console.lab.traffic.TrafficPlan;
import fr.touchweb.console.support.CardReader;
import fr.touchweb.console.support.FxTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javafx.beans.property.SimpleObjectProperty;
import javafx.geometry.Bounds;
import javafx.geometry.Dimension2D;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Labeled;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page in its frame, on the lab's real files over its real SSH servers. */
class WhitelistPageTest extends FxTest {
    private static final String SERVER = "acme-web1";

    @TempDir
    static Path parent;

    @TempDir
    Path folder;

    private static Lab lab;
    private static Assembly core;
    private static Lists lists;

    private final List<String> titles = new ArrayList<>();
    private @Nullable Path picked;
    private Page page;
    private ShellBench bench;
    private SimpleObjectProperty<@Nullable Lists> known;
    private WhitelistModels models;
    private ListModel list;
    private AddModel add;

    @BeforeAll
    static void startLab() throws Exception {
        lab = Lab.start(new LabOptions(parent, Clock.systemUTC(),
                TrafficPlan.demonstration().withHistory(Duration.ZERO), true));
        // The true figure is ConfirmationTest's.
        policy("{\"version\":1,\"whitelist\":{\"armMillis\":150,\"secondClickMillis\":50}}");
        core = new Assembly(lab.console());
        Fleet fleet = core.fleet().loadOrEmpty();
        Whitelists whitelists = core.whitelists(fleet);
        lists = new Lists(whitelists, List.of(new Lists.Place(SERVER, "acme", List.of(Scope.values()))),
                core::takeList, (server, kept) -> null);
    }

    /** The house's figures from now on, for consoles that are opened after it. */
    private static void policy(String json) throws IOException {
        Path policies = Files.createDirectories(lab.consoles().folders().settings().resolve("policy"));
        Files.writeString(policies.resolve("lab.json"), json);
    }

    @AfterAll
    static void stopLab() throws Exception {
        core.close();
        lab.close();
    }

    @BeforeEach
    void open() {
        fxRun(() -> bench = new ShellBench(folder.resolve("settings"), true, List.of(new PageFactory("whitelist",
                "whitelists.page", 4, List.of("/theme/whitelist.css"), desk -> {
                    known = new SimpleObjectProperty<>(lists);
                    models = new WhitelistModels(known, desk.tasks(), WhitelistState.Memory.of(desk.settings()),
                            desk.errors());
                    list = models.list();
                    add = models.add();
                    page = WhitelistPage.factory(models, (window, title) -> {
                        titles.add(title);
                        return Optional.ofNullable(picked);
                    }).build().apply(desk);
                    return page;
                }))));
        show(fx(() -> bench.shell.root()), 1000, 900);
        fxRun(() -> bench.desk.theme().dress(bench.shell.root().getScene()));
        fxRun(() -> bench.shell.open("whitelist"));
        waitFor("the lists", () -> list.view() != null || list.failureProperty().get() != null);
        assertNotNull(fx(list::view), () -> String.valueOf(list.failureProperty().get()));
    }

    @AfterEach
    void close() {
        assertEquals(List.of(), fx(() -> bench.notices.list().stream().map(Object::toString).toList()));
        fxRun(bench::close);
    }

    /** Content of everything that a list consists of on the server. */
    private static Map<String, String> files() throws IOException {
        Map<String, String> found = new TreeMap<>();
        for (String place : List.of("etc/tw", "var/lib/tw-console/register.json", "run")) {
            try (Stream<Path> all = Files.walk(lab.root(SERVER).resolve(place))) {
                for (Path file : all.filter(Files::isRegularFile).toList()) {
                    found.put(file.toString(), Files.readString(file, StandardCharsets.ISO_8859_1));
                }
            }
        }
        return found;
    }

    private void review(String range) {
        fxRun(() -> {
            add.textProperty().set(range);
            add.reasonProperty().set("Télétravail");
            add.requesterProperty().set("ticket 4821");
            add.begin();
            add.assess();
        });
        waitFor("an answer", () -> !add.busyProperty().get());
    }

    private void second() {
        fxRun(() -> ((Hyperlink) waitForNode("#review-continue")).fire());
        waitFor("the second step", () -> add.confirmation() != null
                && add.confirmation().step() == Step.SECOND);
        waitFor("#second-step");
    }

    private javafx.scene.Node waitForNode(String query) {
        return robot().lookup(query).query();
    }

    private Button button(String query) {
        return robot().lookup(query).queryButton();
    }

    @Test
    void entriesStandByDoorWithWhatSomebodyWroteByHand() {
        @SuppressWarnings("unchecked")
        TableView<Entry> table = (TableView<Entry>) waitFor("#wl-entries");
        assertEquals("atelier", fx(() -> table.getItems().getFirst().id()), "what waits stands first");
        assertEquals(List.of("185.12.33.7"),
                fx(() -> Objects.requireNonNull(list.view()).drift().stream().map(d -> d.cidr().toString()).toList()));
        assertEquals(3, fx(() -> Objects.requireNonNull(list.view()).active().size()));
    }

    @Test
    void nothingButTheWholeWayChangesTheServer() throws Exception {
        Map<String, String> before = files();
        review("91.121.8.0/28");
        robot().push(KeyCode.ENTER);
        second();
        TextField field = (TextField) waitFor("#second-answer");
        assertTrue(fx(field::isFocused), "the field has the focus");
        assertTrue(fx(() -> button("#second-confirm").isDisabled()));
        String answer = fx(() -> CardReader.answer(Objects.requireNonNull(add.confirmation())));
        fxRun(() -> field.setText(answer + "1"));
        robot().push(KeyCode.ENTER);
        assertTrue(fx(() -> button("#second-confirm").isDisabled()));
        fxRun(() -> field.setText(answer));
        waitFor("the button", () -> !button("#second-confirm").isDisabled());
        for (int i = 0; i < 3; i++) {
            robot().push(KeyCode.ENTER);
        }
        assertEquals(Step.SECOND, fx(() -> Objects.requireNonNull(add.confirmation()).step()));
        // The focus goes: the button is armed anew.
        fxRun(() -> add.happened(fr.touchweb.console.core.whitelist.confirm.Accident.FOCUS_LOST));
        waitFor("the button closes", () -> button("#second-confirm").isDisabled());
        robot().push(KeyCode.ESCAPE);
        assertEquals(Step.REVIEW, fx(() -> Objects.requireNonNull(add.confirmation()).step()));
        assertFalse(fx(() -> waitForNode("#second-step").getParent().isVisible()));
        robot().push(KeyCode.ESCAPE);
        assertNull(fx(add::confirmation));
        // Two clicks on the link: the second one is not one on the button that came.
        review("91.121.8.0/28");
        fxRun(() -> {
            Hyperlink link = (Hyperlink) waitForNode("#review-continue");
            link.fire();
            link.fire();
        });
        assertEquals(Step.SECOND, fx(() -> Objects.requireNonNull(add.confirmation()).step()));
        // The window closes.
        fxRun(() -> add.happened(fr.touchweb.console.core.whitelist.confirm.Accident.WINDOW_CLOSED));
        fxRun(() -> add.happened(fr.touchweb.console.core.whitelist.confirm.Accident.WINDOW_CLOSED));
        assertNull(fx(add::confirmation));
        assertEquals(before, files());
    }

    /** A second click that comes without a move of the pointer meets nothing that lets somebody in (reference A.2). */
    @Test
    void whatConfirmsStandsFarFromWhatOpenedIt() {
        for (Language language : List.of(Language.FRENCH, Language.ENGLISH)) {
            fxRun(() -> bench.settings.languageProperty().set(language));
            waitFor("the page in " + language, () -> list.view() != null
                    && robot().lookup("#wl-add").tryQuery().isPresent());
            review("91.121.8.0/28");
            for (Dimension2D window : List.of(new Dimension2D(1440, 900), new Dimension2D(1024, 700))) {
                fxRun(() -> {
                    Region root = (Region) bench.shell.root();
                    root.resize(window.getWidth(), window.getHeight());
                    lay(root);
                });
                Bounds pressed = opened();
                fxRun(() -> {
                    lay(bench.shell.root());
                    Button confirm = button("#second-confirm");
                    double clear = distance(pressed, confirm.localToScene(confirm.getLayoutBounds()));
                    assertTrue(clear >= 150, clear + " px, " + language + " " + window);
                    add.happened(fr.touchweb.console.core.whitelist.confirm.Accident.ESCAPE);
                });
            }
        }
        // Wherever the pointer is, even where the button would stand.
        opened();
        fxRun(() -> {
            SimpleObjectProperty<@Nullable Bounds> pointer = new SimpleObjectProperty<>();
            SecondStep step = new SecondStep(add, bench.words, pointer::get, () -> {});
            StackPane window = new StackPane(step);
            Scene scene = new Scene(window, 800, 600);
            bench.desk.theme().dress(scene);
            step.refresh();
            lay(window);
            Node confirm = step.lookup("#second-confirm");
            Bounds there = confirm.localToScene(confirm.getLayoutBounds());
            pointer.set(there);
            step.requestLayout();
            lay(window);
            double clear = distance(there, confirm.localToScene(confirm.getLayoutBounds()));
            assertTrue(clear >= 150, clear + " px");
            assertTrue(window.getLayoutBounds().contains(window.sceneToLocal(
                    step.lookup("#second-step").localToScene(step.lookup("#second-step").getLayoutBounds()))));
            step.stop();
            add.close();
        });
    }

    /** Presses the link once that counts again; where it stood. */
    private Bounds opened() {
        Bounds at = fx(() -> {
            Node link = waitForNode("#review-continue");
            return link.localToScene(link.getLayoutBounds());
        });
        waitFor("the second step", () -> {
            ((Hyperlink) waitForNode("#review-continue")).fire();
            return Objects.requireNonNull(add.confirmation()).step() == Step.SECOND;
        });
        return at;
    }

    private static void lay(Parent root) {
        root.applyCss();
        root.layout();
        root.layout();
    }

    private static double distance(Bounds one, Bounds other) {
        double x = Math.max(0, Math.max(one.getMinX() - other.getMaxX(), other.getMinX() - one.getMaxX()));
        double y = Math.max(0, Math.max(one.getMinY() - other.getMaxY(), other.getMinY() - one.getMaxY()));
        return Math.hypot(x, y);
    }

    @Test
    void theNumberStandsNowhereWhileItIsAskedFor() {
        review("91.121.8.0/28");
        fxRun(() -> assertTrue(read("16"), "the card says it"));
        second();
        String answer = fx(() -> CardReader.answer(Objects.requireNonNull(add.confirmation())));
        assertFalse(fx(() -> read(answer)), "the second step does not, and neither does what lies behind");
        assertFalse(fx(() -> button("#second-confirm").getText().contains("16")));
    }

    @Test
    void whoAsksForAWholeRangeOfAVpnSaysWhyASecondPersonIsNeeded() throws Exception {
        Map<String, String> before = files();
        review("146.70.10.0/24");
        second();
        TextField field = (TextField) waitFor("#second-answer");
        waitFor("#second-reasons");
        Confirmation confirmation = Objects.requireNonNull(fx(add::confirmation));
        fxRun(() -> field.setText(CardReader.answer(confirmation)));
        waitFor("the arming time", () -> confirmation.armedIn().isZero());
        assertTrue(fx(() -> button("#second-confirm").isDisabled()), "the value alone is not enough");
        // Tab goes to the reasons, the arrows go through them.
        robot().push(KeyCode.TAB);
        int right = CardReader.reason(confirmation);
        for (int i = 0; i < right; i++) {
            robot().push(KeyCode.DOWN);
        }
        robot().push(KeyCode.SPACE);
        assertEquals(right, fx(() -> Objects.requireNonNull(confirmation.view().reasons()).chosen()));
        waitFor("the button", () -> !button("#second-confirm").isDisabled());
        robot().push(KeyCode.ENTER);
        assertEquals(Step.SECOND, fx(confirmation::step));
        fxRun(add::close);
        assertEquals(before, files());
    }

    /** Whether somebody who looks at the window can read a number. */
    private boolean read(String number) {
        Pattern alone = Pattern.compile("(?<![0-9.])" + number + "(?![0-9.])");
        return robot().lookup(node -> node instanceof Labeled label && label.getText() != null
                && alone.matcher(label.getText()).find() && seen(label)).tryQuery().isPresent();
    }

    private static boolean seen(Node node) {
        return node.isVisible() && (node.getParent() == null || seen(node.getParent()));
    }

    @Test
    void anAddressIsLetInByBothStepsAndTakenOutAgain() throws Exception {
        Map<String, String> before = files();
        review("109.12.8.200/32");
        second();
        waitFor("time to pass", () -> {
            Button confirm = button("#second-confirm");
            return !confirm.isDisabled() || robot().lookup("#second-answer").tryQuery().map(node -> {
                ((TextField) node).setText(CardReader.answer(Objects.requireNonNull(add.confirmation())));
                return false;
            }).orElse(false);
        });
        fxRun(() -> button("#second-confirm").fire());
        waitFor("the result", () -> !list.results().isEmpty());
        assertEquals("DONE", fx(() -> list.results().getFirst().status().name()),
                () -> list.results().getFirst().toString());
        Path file = lab.root(SERVER).resolve("etc/tw/ids.list");
        assertTrue(Files.readString(file).contains("109.12.8.200"), Files.readString(file));
        assertEquals(Files.readString(file), Files.readString(lab.root(SERVER).resolve("run/tw-ids.list")));
        waitFor("the row", () -> Objects.requireNonNull(list.view()).active().size() == 4);
        fxRun(() -> list.remove(Objects.requireNonNull(list.view()).active().stream()
                .filter(entry -> entry.cidr().toString().startsWith("109.")).findFirst().orElseThrow()));
        waitFor("the removal", () -> list.view() != null && list.view().active().size() == 3);
        assertEquals(before.get(file.toString()), Files.readString(file));
    }

    @Test
    void whatIsTooWideIsRefusedAndWhatIsUnclearIsAsked() {
        review("146.0.0.0/8");
        assertNull(fx(add::confirmation));
        assertTrue(fx(() -> add.problem() != null));
        review("91.121.8.9/28");
        assertNull(fx(add::confirmation));
        assertEquals(List.of("91.121.8.9", "91.121.8.0/28"),
                fx(() -> Objects.requireNonNull(add.assessment()).readings().stream().map(Object::toString).toList()));
        fxRun(add::close);
    }

    @Test
    void theHousesOwnDialogAddsOnlyByCancellingTheCancellation() throws Exception {
        Map<String, String> before = files();
        policy("""
                {"version":1,"whitelist":{"confirmation":"DOUBLE_NEGATION","readMillis":300,"secondClickMillis":1}}
                """);
        try (Assembly negating = new Assembly(lab.console())) {
            Lists other = new Lists(negating.whitelists(negating.fleet().loadOrEmpty()), lists.places(),
                    negating::takeList, (server, kept) -> null);
            fxRun(() -> known.set(other));
            review("91.121.8.0/28");
            fxRun(() -> button("#review-cancel_addition").fire());
            waitFor("#second-read_warning");
            assertTrue(fx(() -> button("#second-cancel_cancellation").isDisabled()));
            waitFor("the warning", () -> {
                button("#second-read_warning").fire();
                return button("#second-read_warning").isDisabled();
            });
            waitFor("the end of the warning", () -> {
                ((ScrollPane) waitForNode("#wl-warning")).setVvalue(1);
                return !button("#second-cancel_cancellation").isDisabled();
            });
            robot().push(KeyCode.ENTER);
            assertEquals(Step.SECOND, fx(() -> Objects.requireNonNull(add.confirmation()).step()));
            fxRun(() -> button("#second-stay_cancelled").fire());
            assertNull(fx(add::confirmation));
            assertEquals(before, files());
        }
    }

    @Test
    void anEntryOfOneShopIsChosenInTheFormAndStandsInItsListAlone() throws Exception {
        Path lists = lab.root(SERVER).resolve("etc/tw");
        Path shop = Files.writeString(lists.resolve("shop.list"), "");
        Path blog = Files.writeString(lists.resolve("blog.list"), "");
        Server machine = core.fleet().loadOrEmpty().server(SERVER).orElseThrow();
        Server shops = new Server(machine.id(), machine.client(), machine.role(), machine.host(), machine.port(),
                machine.user(), machine.jump(), machine.hoster(), machine.isVirtual(), machine.tags(), machine.logs(),
                machine.binlogs(), List.of(site("shop"), site("blog")), machine.mirror());
        Lists other = new Lists(core.whitelists(core.fleet().loadOrEmpty().with(shops)),
                List.of(new Lists.Place(SERVER, "acme", List.of(Scope.PMA))), core::takeList, (server, kept) -> null);
        try {
            fxRun(() -> known.set(other));
            waitFor("the list", () -> list.view() != null && list.doorProperty().get() == Scope.PMA);
            fxRun(add::begin);
            @SuppressWarnings("unchecked")
            ComboBox<String> field = (ComboBox<String>) waitFor("#wl-site");
            assertEquals(List.of("", "shop", "blog"), fx(() -> List.copyOf(field.getItems())));
            fxRun(() -> field.setValue("blog"));
            review("109.12.8.201/32");
            assertTrue(fx(() -> read("blog")), "the card names the shop");
            second();
            Confirmation confirmation = Objects.requireNonNull(fx(add::confirmation));
            assertEquals("blog", confirmation.request().site());
            fxRun(() -> robot().lookup("#second-answer").tryQuery()
                    .ifPresent(node -> ((TextField) node).setText(CardReader.answer(confirmation))));
            waitFor("the button", () -> !button("#second-confirm").isDisabled());
            fxRun(() -> button("#second-confirm").fire());
            waitFor("the result", () -> !list.results().isEmpty());
            assertEquals("DONE", fx(() -> list.results().getFirst().status().name()),
                    () -> list.results().getFirst().toString());
            assertTrue(Files.readString(blog).contains("109.12.8.201") && Files.readString(shop).isEmpty());
            waitFor("the row", () -> list.view() != null && list.view().active().size() == 1);
            fxRun(() -> list.takeBack(list.results().getFirst()));
            waitFor("the way back", () -> list.view() != null && list.view().active().isEmpty());
            assertEquals("", Files.readString(blog));
        } finally {
            Files.delete(shop);
            Files.delete(blog);
        }
    }

    private static Server.Whitelist site(String site) {
        return new Server.Whitelist("pma", "file", List.of(), "/etc/tw/" + site + ".list", List.of("true"), List.of(),
                List.of(), List.of(), List.of(), site, null, null);
    }

    @Test
    void aListOfRangesIsChosenByTheCommandOfItsKind() throws Exception {
        ConsoleCommand tor = fx(() -> page.commands().stream()
                .filter(command -> command.id().equals("whitelists.command.take.tor")).findFirst().orElseThrow());
        fxRun(() -> tor.action().accept(List.of()));
        assertEquals(1, titles.size());
        assertNull(fx(() -> models.take().told()), "whoever gave up took nothing");
        picked = Files.writeString(folder.resolve("tor.txt"), "# date: 2026-11-01\n109.12.8.203\n");
        fxRun(() -> tor.action().accept(List.of()));
        waitFor("the list is taken", () -> models.take().told() != null);
        assertEquals("whitelist.imported", fx(() -> Objects.requireNonNull(models.take().told()).key()));
        Path taken = lab.consoles().folders().settings().resolve("ranges/tor.txt");
        assertTrue(Files.readString(taken).contains("109.12.8.203"));
        Files.delete(taken);
    }

    @Test
    void whoComesByAnEntryAloneIsToldBeforeItGoesAndAPasswordIsNotedAsChanged() throws Exception {
        review("127.0.0.1");
        second();
        Confirmation confirmation = Objects.requireNonNull(fx(add::confirmation));
        fxRun(() -> ((TextField) waitForNode("#second-answer")).setText(CardReader.answer(confirmation)));
        waitFor("the button", () -> !button("#second-confirm").isDisabled());
        fxRun(() -> button("#second-confirm").fire());
        waitFor("our own address", () -> list.view() != null && list.view().active().size() == 4);
        Entry ours = fx(() -> Objects.requireNonNull(list.view()).active().stream()
                .filter(entry -> entry.cidr().toString().equals("127.0.0.1")).findFirst().orElseThrow());
        fxRun(() -> models.remove().remove(ours));
        waitFor("#wl-removal-keep");
        assertEquals(List.of("whitelist.removal.ownIds"),
                fx(() -> models.remove().warnings().stream().map(fact -> fact.text().key()).toList()));
        fxRun(() -> button("#wl-removal-keep").fire());
        assertNull(fx(() -> models.remove().entry()));
        assertEquals(4, fx(() -> Objects.requireNonNull(list.view()).active().size()));
        fxRun(() -> models.remove().remove(ours));
        waitFor("#wl-removal-anyway");
        fxRun(() -> button("#wl-removal-anyway").fire());
        waitFor("it goes", () -> list.view() != null && list.view().active().size() == 3);

        fxRun(() -> list.doorProperty().set(Scope.FTP));
        waitFor("#wl-rotated");
        fxRun(() -> button("#wl-rotated").fire());
        waitFor("it is noted", () -> list.view() != null && list.view().toRotate().isEmpty());
        waitFor("#wl-undo");
        fxRun(() -> button("#wl-undo").fire());
        waitFor("the way back", () -> list.view() != null && list.view().toRotate().size() == 1);
    }

    /** The connection goes while somebody reads: what they confirm then changes nothing. */
    @Test
    void aServerThatIsGoneMeanwhileIsLeftAsItWas() throws Exception {
        Map<String, String> before = files();
        review("91.121.8.0/28");
        second();
        Confirmation confirmation = Objects.requireNonNull(fx(add::confirmation));
        fxRun(() -> ((TextField) waitForNode("#second-answer")).setText(CardReader.answer(confirmation)));
        waitFor("the button", () -> !button("#second-confirm").isDisabled());
        lab.stop(SERVER);
        try {
            fxRun(() -> button("#second-confirm").fire());
            waitFor("the result", () -> !list.results().isEmpty());
            assertFalse(fx(() -> list.results().getFirst().changed()), () -> list.results().toString());
        } finally {
            lab.restart(SERVER);
        }
        assertEquals(before, files());
    }

    @Test
    void somebodyElsesRequestIsReadOnTheSameCard() {
        Entry waiting = fx(() -> Objects.requireNonNull(list.view()).pending().getFirst());
        fxRun(() -> add.approve(waiting));
        waitFor("the card", () -> add.confirmation() != null);
        waitFor("#review-continue");
        fxRun(add::close);
        assertNull(fx(add::confirmation));
    }
}
