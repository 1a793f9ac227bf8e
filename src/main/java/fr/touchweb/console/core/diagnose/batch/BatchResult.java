package fr.touchweb.console.core.diagnose.batch;

import fr.touchweb.console.core.diagnose.redirect.RedirectReport;
import fr.touchweb.console.core.text.Message;
import org.jspecify.annotations.Nullable;

/**
 * What became of one row.
 *
 * @param outcome whether it led where it should
 * @param reached where it led, null when nowhere
 * @param report the chain, null when the address could not be asked
 * @param problem why not, null when all went well
 */
public record BatchResult(BatchRow row, Outcome outcome, @Nullable String reached, @Nullable RedirectReport report,
        @Nullable Message problem) {

    /** Whether a row led where it should. */
    public enum Outcome {
        AS_EXPECTED, ELSEWHERE, LOOP, NO_REDIRECT, FAILED,
        /** The file expects nothing: told as it is. */
        NOTHING_EXPECTED
    }
}
