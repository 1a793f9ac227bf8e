package fr.touchweb.console.core.diagnose.rules;

import fr.touchweb.console.core.diagnose.rules.RewriteRule.Condition;
import fr.touchweb.console.core.text.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Evaluates the conditions of one rule and keeps what their groups matched. For one rule. */
final class RewriteConditions {
    private static final Pattern REFERENCE = Pattern.compile("%\\{([^}]+)}|\\$(\\d)|%(\\d)|\\$\\{[^}]*}|\\\\(.)");

    private final RewriteVariables variables;
    private final @Nullable Matcher rule;
    private final List<Message> doubts = new ArrayList<>();
    private @Nullable Matcher last;

    RewriteConditions(RewriteVariables variables, @Nullable Matcher rule) {
        this.variables = variables;
        this.rule = rule;
    }

    /** Conditions that could not be evaluated. */
    List<Message> doubts() {
        return doubts;
    }

    Tri hold(List<Condition> conditions) throws InterruptedException {
        Tri all = Tri.YES;
        Tri any = Tri.NO;
        List<Message> open = new ArrayList<>();
        for (Condition condition : conditions) {
            Tri one = one(condition);
            if (one == Tri.UNKNOWN) {
                open.add(Message.of("diagnose.rule.doubt.line", condition.line().number(), condition.line().text()));
            }
            any = any.or(one);
            if (condition.or()) {
                continue;
            }
            if (any == Tri.UNKNOWN) {
                doubts.addAll(open);
            }
            open.clear();
            all = all.and(any);
            any = Tri.NO;
            if (all == Tri.NO) {
                return Tri.NO;
            }
        }
        return all;
    }

    /** Whether one holds; one that may not be there counts as unknown unless it holds anyway. */
    private Tri one(Condition condition) throws InterruptedException {
        Tri value = written(condition);
        return condition.doubt() == null || value == Tri.YES && !condition.or() ? value : Tri.UNKNOWN;
    }

    private Tri written(Condition condition) throws InterruptedException {
        String subject = expand(condition.subject());
        if (subject == null) {
            return Tri.UNKNOWN;
        }
        String pattern = condition.pattern();
        Tri value;
        if (pattern.matches("-[fdslhLxFU]")) {
            value = variables.test(subject, pattern);
        } else if (pattern.startsWith("=")) {
            String wanted = pattern.substring(1).replaceAll("^\"|\"$", "");
            value = Tri.of(condition.ignoreCase() ? subject.equalsIgnoreCase(wanted) : subject.equals(wanted));
        } else if (pattern.matches("[<>].*|-(?:eq|ge|gt|le|lt|ne).*") || condition.subject().equals("expr")) {
            return Tri.UNKNOWN;
        } else {
            Expression.Found found = Expression.of(pattern, condition.ignoreCase()).find(subject);
            if (found.yes() && !condition.negated()) {
                last = found.groups();
            }
            value = found.found();
        }
        return condition.negated() ? value.not() : value;
    }

    /** A text with its variables and references put in, null when one cannot be told. */
    @Nullable
    String expand(String text) {
        Matcher reference = REFERENCE.matcher(text);
        StringBuilder out = new StringBuilder();
        int from = 0;
        while (reference.find()) {
            out.append(text, from, reference.start());
            from = reference.end();
            String value;
            if (reference.group(1) != null) {
                value = variables.value(reference.group(1));
            } else if (reference.group(2) != null) {
                value = group(rule, Integer.parseInt(reference.group(2)));
            } else if (reference.group(3) != null) {
                value = group(last, Integer.parseInt(reference.group(3)));
            } else {
                value = reference.group(4);
            }
            if (value == null) {
                return null;
            }
            out.append(value);
        }
        return out.append(text, from, text.length()).toString();
    }

    private static String group(@Nullable Matcher matcher, int number) {
        if (matcher == null || number > matcher.groupCount()) {
            return "";
        }
        String value = matcher.group(number);
        return value == null ? "" : value;
    }
}
