package fr.touchweb.console.desktop.diagnose;

import fr.touchweb.console.core.diagnose.batch.BatchRow;
import fr.touchweb.console.core.diagnose.redirect.RedirectReport;
import fr.touchweb.console.desktop.shell.TourState;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** States of the page that are worth a picture, on the sites of the lab. A report that is there is shown again. */
final class DiagnoseTour {
    private static final String SHOP = "https://www.acme.test";

    private final DiagnoseModel model;
    private final Map<String, RedirectReport> made = new HashMap<>();

    DiagnoseTour(DiagnoseModel model) {
        this.model = model;
    }

    List<TourState> states() {
        return List.of(TourState.of("empty", () -> {
            model.tabProperty().set(DiagnoseTab.REDIRECT);
            model.redirect().forget();
        }, () -> {}),
                redirect("front-end", SHOP + "/soldes", true, report -> true),
                redirect("htaccess", "http://www.acme.test/ancienne-page", true, report -> true),
                redirect("application", SHOP + "/vieux-produit", false, report -> true),
                redirect("undetermined", SHOP + "/entre-deux", false, report -> true),
                redirect("loop", SHOP + "/boucle-a", false, report -> report.chain().loop() != null),
                redirect("certificate", "https://www.acme-mode.test/", false, report -> true),
                new TourState("cache", this::cache, () -> finished(model.cache().reportProperty().get() != null
                        && model.cache().reportProperty().get().finished(), model.cache().runningProperty().get()),
                        () -> model.tabProperty().set(DiagnoseTab.REDIRECT)),
                new TourState("ban", this::ban, () -> model.ban() != null && model.ban().report() != null
                        && !model.ban().runningProperty().get(),
                        () -> model.tabProperty().set(DiagnoseTab.REDIRECT)),
                new TourState("batch", this::batch, () -> finished(
                        model.batch().count(line -> line.result() != null) >= model.batch().lines().size(),
                        model.batch().runningProperty().get()),
                        () -> model.tabProperty().set(DiagnoseTab.REDIRECT)));
    }

    private TourState redirect(String id, String url, boolean proved, Predicate<RedirectReport> right) {
        return new TourState(id, () -> start(url, proved), () -> {
            RedirectReport report = model.redirect().report();
            boolean there = report != null && report.finished() && !model.redirect().runningProperty().get()
                    && right.test(report);
            if (there) {
                made.put(url, report);
            }
            return there;
        }, () -> {});
    }

    private void start(String url, boolean proved) {
        model.tabProperty().set(DiagnoseTab.REDIRECT);
        model.take(url);
        model.chooseStand(proved ? new Stand(Stand.Kind.BOTH, "acme-web1") : Stand.HERE);
        RedirectReport before = made.get(url);
        if (before == null) {
            model.diagnose();
        } else {
            model.redirect().forget();
            model.redirect().show(before);
        }
    }

    private void cache() {
        model.tabProperty().set(DiagnoseTab.CACHE);
        model.take("https://media.acme.test/img/p/2/0/207-large_default.jpg");
        model.chooseStand(new Stand(Stand.Kind.BOTH, "acme-web1"));
        if (model.cache().reportProperty().get() == null) {
            model.diagnose();
        }
    }

    /** The demonstration's visitor is banned from this site; the silence before the second try is kept here too. */
    private void ban() {
        model.tabProperty().set(DiagnoseTab.BAN);
        model.take("https://pp.bora.test/");
        if (model.ban() != null && model.ban().report() == null) {
            model.diagnose();
        }
    }

    private void batch() {
        model.tabProperty().set(DiagnoseTab.BATCH);
        if (model.batch().lines().isEmpty()) {
            model.batch().show("migration-acme.csv", List.of(
                    new BatchRow(2, SHOP + "/ancienne-page", "/fr/nouvelle-page"),
                    new BatchRow(3, SHOP + "/vestes/laine", "/fr/homme/118-veste-laine.html"),
                    new BatchRow(4, SHOP + "/catalogue.pdf", "/fr/telechargements"),
                    new BatchRow(5, SHOP + "/boucle-a", "/fr/"), new BatchRow(6, SHOP + "/fr/contact", "/fr/nous"),
                    new BatchRow(7, "https://www.bora.test/ancienne-page", "/fr/nouvelle-page"),
                    new BatchRow(8, "https://www.acme-mode.test/", SHOP + "/"),
                    new BatchRow(9, SHOP + "/soldes", null)));
            model.diagnose();
        }
    }

    private static boolean finished(boolean whole, boolean running) {
        return whole && !running;
    }
}
