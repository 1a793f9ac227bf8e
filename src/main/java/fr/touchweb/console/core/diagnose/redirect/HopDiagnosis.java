package fr.touchweb.console.core.diagnose.redirect;

import fr.touchweb.console.core.diagnose.Judgement;
import fr.touchweb.console.core.diagnose.proof.Proof;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one hop so far.
 *
 * @param hop the step itself
 * @param timing samples and what they say
 * @param judgement verdict, confidence and evidence
 * @param proof what the server told, null when it was not asked
 * @param provisional whether the verdict rests on the chain's single request, or more probes are to come
 */
public record HopDiagnosis(Hop hop, Timing timing, Judgement judgement, @Nullable Proof proof, boolean provisional) {}
