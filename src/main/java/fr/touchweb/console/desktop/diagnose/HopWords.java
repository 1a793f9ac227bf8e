package fr.touchweb.console.desktop.diagnose;

import fr.touchweb.console.core.diagnose.Evidence;
import fr.touchweb.console.core.diagnose.Judgement;
import fr.touchweb.console.core.diagnose.Origin;
import fr.touchweb.console.core.diagnose.Verdict;
import fr.touchweb.console.core.diagnose.probe.HttpAnswer;
import fr.touchweb.console.core.diagnose.probe.ProbeProblem;
import fr.touchweb.console.core.diagnose.proof.Proof;
import fr.touchweb.console.core.diagnose.redirect.Hop;
import fr.touchweb.console.core.diagnose.redirect.HopDiagnosis;
import fr.touchweb.console.core.diagnose.redirect.Timing;
import fr.touchweb.console.core.diagnose.rules.Rule;
import fr.touchweb.console.desktop.shell.Words;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A hop in words: who answered, how long the server took. */
final class HopWords {
    private final Words words;

    HopWords(Words words) {
        this.words = words;
    }

    /** Who answered, in the shortest words that a person acts on. */
    String title(HopDiagnosis one) {
        ProbeProblem problem = one.hop().probe().problem();
        if (one.hop().kind() == Hop.Kind.FAILED && problem != null) {
            return words.get(problem.kind().isCertificate() ? "diagnosis.hop.certificate" : "diagnosis.hop.noAnswer");
        }
        Optional<Rule> rule = rule(one);
        if (one.judgement().verdict() == Verdict.HTACCESS && rule.isPresent()) {
            return words.get("diagnosis.hop.line", ".htaccess", rule.get().line());
        }
        return verdict(one.judgement().verdict(), one.judgement().origin());
    }

    /** Verdict and origin without the place of a rule. */
    String verdict(Verdict verdict, @Nullable Origin origin) {
        String whole = words.get("diagnosis.verdict." + verdict.id());
        return origin == null || origin == Origin.HTACCESS
                ? whole
                : words.get("diagnosis.hop.by", whole, name(origin));
    }

    /** The rule that a server named for a hop, the one that wins. */
    static Optional<Rule> rule(HopDiagnosis one) {
        Proof proof = one.proof();
        return proof == null || proof.rules().isEmpty() ? Optional.empty() : Optional.of(proof.rules().getFirst());
    }

    /** A producer's own name, the same in every language. */
    static String name(Origin origin) {
        return switch (origin) {
            case HAPROXY -> "HAProxy";
            case APACHE -> "Apache";
            case NGINX -> "nginx";
            case HTACCESS -> ".htaccess";
            case PHP -> "PHP";
            case PRESTASHOP -> "PrestaShop";
            case WORDPRESS -> "WordPress";
            case MAGENTO -> "Magento";
            case DRUPAL -> "Drupal";
            case SYMFONY -> "Symfony";
            case VARNISH -> "Varnish";
            case CLOUDFLARE -> "Cloudflare";
            case CDN -> "CDN";
        };
    }

    /** One line of what is known of a hop that is not looked at. */
    String summary(HopDiagnosis one) {
        ProbeProblem problem = one.hop().probe().problem();
        if (one.hop().kind() == Hop.Kind.FAILED && problem != null) {
            return words.get(problem.text());
        }
        String time = time(one.timing());
        String first = one.hop().kind() == Hop.Kind.TO_HTTPS ? words.get("diagnosis.hop.toHttps") : "";
        String place = rule(one).map(rule -> words.get("diagnosis.hop.ruleAt", rule.line(), file(rule))).orElse("");
        return String.join(" ", java.util.stream.Stream.of(first, place, time).filter(part -> !part.isEmpty())
                .toList());
    }

    /** Last part of the path of a rule's file. */
    static String file(Rule rule) {
        return rule.file().substring(rule.file().lastIndexOf('/') + 1);
    }

    /** The server's time with its interval, empty when there is none. */
    String time(Timing timing) {
        if (Double.isNaN(timing.median())) {
            return "";
        }
        return timing.coverage() > 0
                ? words.get("diagnosis.hop.time", millis(timing.median()), millis(timing.low()), millis(timing.high()))
                : words.get("diagnosis.hop.timeOnce", millis(timing.median()));
    }

    /** A time in milliseconds: one decimal below ten, none from there on. */
    String millis(double value) {
        double shown = Math.max(0, value);
        return words.formats().decimal(shown, shown < 10 ? 1 : 0);
    }

    /** Status as it stands in the badge. */
    String status(Hop hop) {
        return hop.status() < 0 ? "—" : String.valueOf(hop.status());
    }

    /** {@code 2xx}, {@code 3xx}... or {@code failed}: a style class. */
    static String statusStyle(Hop hop) {
        HttpAnswer answer = hop.probe().answer();
        return answer == null ? "failed" : "status-" + answer.status() / 100;
    }

    /** What a piece of evidence weighs for a verdict. */
    String weight(Evidence evidence, Judgement judgement) {
        if (evidence.kind() == Evidence.Kind.PROOF) {
            return words.get("diagnosis.evidence.proof");
        }
        if (evidence.kind() == Evidence.Kind.NEUTRAL || evidence.decibans() == 0) {
            return words.get("diagnosis.evidence.neutral");
        }
        return words.get(against(evidence, judgement) ? "diagnosis.evidence.minus" : "diagnosis.evidence.plus",
                evidence.decibans());
    }

    /** Whether evidence speaks for another family than the verdict's. */
    static boolean against(Evidence evidence, Judgement judgement) {
        Origin.Family family = switch (judgement.verdict()) {
            case FRONT_END, HTACCESS -> Origin.Family.FRONT_END;
            case APPLICATION -> Origin.Family.APPLICATION;
            case CACHE -> Origin.Family.CACHE;
            case BEFORE_APPLICATION, UNDETERMINED -> null;
        };
        if (evidence.family() == null || family == null) {
            return judgement.verdict() == Verdict.BEFORE_APPLICATION
                    && evidence.family() == Origin.Family.APPLICATION;
        }
        return evidence.family() != family;
    }
}
