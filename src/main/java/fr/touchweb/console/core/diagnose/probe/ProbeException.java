package fr.touchweb.console.core.diagnose.probe;

import fr.touchweb.console.core.diagnose.probe.ProbeProblem.Kind;
import fr.touchweb.console.core.text.Message;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A request came to an end without an answer; stays within the package. */
final class ProbeException extends IOException {
    private static final long serialVersionUID = 1;

    private final transient ProbeProblem problem;

    ProbeException(Kind kind, Message text, @Nullable Throwable cause) {
        super(text.key(), cause);
        problem = new ProbeProblem(kind, text);
    }

    ProbeProblem problem() {
        return problem;
    }
}
