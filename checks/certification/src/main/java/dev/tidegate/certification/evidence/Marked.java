package dev.tidegate.certification.evidence;

import dev.tidegate.certification.evidence.TimeFields.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** A text that remembers which parts of it differ from run to run. */
final class Marked {
    private final StringBuilder text = new StringBuilder();
    private final List<Span> times = new ArrayList<>();

    Marked add(String more) {
        text.append(more);
        return this;
    }

    Marked addTime(String more) {
        if (!more.isEmpty()) {
            times.add(new Span(text.length(), text.length() + more.length()));
            text.append(more);
        }
        return this;
    }

    /** @param escape how the file writes a piece of the text */
    Marked add(String more, List<Span> spans, UnaryOperator<String> escape) {
        int from = 0;
        for (Span span : spans) {
            add(escape.apply(more.substring(from, span.from())));
            addTime(escape.apply(more.substring(span.from(), span.to())));
            from = span.to();
        }
        return add(escape.apply(more.substring(from)));
    }

    String text() {
        return text.toString();
    }

    List<Span> times() {
        return List.copyOf(times);
    }
}
