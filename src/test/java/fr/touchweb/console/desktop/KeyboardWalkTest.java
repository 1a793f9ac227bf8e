package fr.touchweb.console.desktop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import fr.touchweb.console.core.assembly.Assembly;
import fr.touchweb.console.core.fleet.Account.Right;
import fr.touchweb.console.core.text.Message;
import fr.touchweb.console.desktop.connect.Asking;
import fr.touchweb.console.desktop.connect.HostKeyModel;
import fr.touchweb.console.desktop.connect.SecretModel;
import fr.touchweb.console.desktop.shell.FxDelivery;
import fr.touchweb.console.desktop.shell.PageFactory;
import fr.touchweb.console.desktop.shell.PersonLine;
import fr.touchweb.console.desktop.shell.Standing;
import fr.touchweb.console.desktop.tour.SpokenWords;
import fr.touchweb.console.lab.Lab;
import fr.touchweb.console.lab.LabOptions;
import fr.touchweb.console.lab.traffic.TrafficPlan;
import fr.touchweb.console.support.FxTest;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every page with the keyboard alone: its key opens it, the Tab key comes to each control that can be used and leaves it
 * again, and whatever has the focus has words that a screen reader can say.
 */
@Timeout(180)
class KeyboardWalkTest extends FxTest {
    private static final int MOST_STEPS = 300;

    @TempDir
    Path folder;

    private final List<String> wrong = new ArrayList<>();

    @Test
    void everyPageIsWalkedByKeyboardAlone() throws Exception {
        TrafficPlan plan = TrafficPlan.demonstration().withHistory(Duration.ofSeconds(5));
        try (Lab lab = Lab.start(new LabOptions(folder.resolve("lab"), Clock.systemUTC(), plan, false))) {
            SecretModel secrets = new SecretModel(new FxDelivery(), Duration.ofMinutes(1));
            HostKeyModel hostKeys = new HostKeyModel(new FxDelivery());
            try (Assembly core = new Assembly(lab.console().withAsking(secrets, hostKeys))) {
                Workbench bench = fx(() -> new Workbench(new DesktopServices(core,
                        new Standing(new PersonLine("Karim Lenoir", Message.of("account.role.owner")),
                                Set.of(Right.values())),
                        new Asking(secrets, hostKeys, core::lock), true)));
                try {
                    Scene scene = show(fx(() -> bench.shell().root()), 1000, 760);
                    fxRun(() -> bench.shell().desk().theme().dress(scene));
                    for (PageFactory page : bench.shell().pages()) {
                        open(bench, page);
                        walk(scene, page.id());
                    }
                } finally {
                    fxRun(bench::close);
                }
            }
        }
        assertEquals(List.of(), wrong);
    }

    private void open(Workbench bench, PageFactory page) {
        if (page.place() > 0) {
            robot().press(KeyCode.CONTROL).type(KeyCode.getKeyCode(String.valueOf(page.place())))
                    .release(KeyCode.CONTROL);
        } else {
            fxRun(() -> bench.shell().open(page.id()));
        }
        waitFor("page " + page.id(), () -> page.id().equals(bench.shell().currentProperty().get()));
    }

    private void walk(Scene scene, String page) {
        Set<Node> reached = new LinkedHashSet<>();
        boolean round = false;
        for (int step = 0; step < MOST_STEPS && !round; step++) {
            Node from = fx(scene::getFocusOwner);
            robot().type(KeyCode.TAB);
            if (fx(scene::getFocusOwner) == from) {
                robot().press(KeyCode.CONTROL).type(KeyCode.TAB).release(KeyCode.CONTROL);
            }
            Node to = Objects.requireNonNull(fx(scene::getFocusOwner), page);
            assertNotEquals(from, to, page + ": the focus does not leave " + from);
            round = !reached.add(to) && to == reached.iterator().next();
        }
        fxRun(() -> {
            for (Node node : reached) {
                if (SpokenWords.of(scene.getRoot(), node).isEmpty()) {
                    wrong.add(page + ": nothing to say of " + node);
                }
            }
            for (Node node : SpokenWords.usable(scene.getRoot())) {
                if (!reached.contains(node) && !ofReachedGroup(node, reached)) {
                    wrong.add(page + ": never reached " + node);
                }
            }
        });
    }

    /** Buttons of one choice are a single stop: arrows go from one to the next. */
    private static boolean ofReachedGroup(Node node, Set<Node> reached) {
        return node instanceof ToggleButton button && button.getToggleGroup() != null
                && button.getToggleGroup().getToggles().stream().anyMatch(reached::contains);
    }
}
