package fr.touchweb.console.core.diagnose;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What all evidence together says of one answer.
 *
 * @param origin null when no producer stands out
 * @param confidence {@link Confidence#LOW} for {@link Verdict#UNDETERMINED}
 * @param evidence strongest first, neutral last
 */
public record Judgement(Verdict verdict, @Nullable Origin origin, Confidence confidence, List<Evidence> evidence) {
    public Judgement {
        evidence = List.copyOf(evidence);
    }
}
