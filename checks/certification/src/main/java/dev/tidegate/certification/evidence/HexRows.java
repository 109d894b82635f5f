package dev.tidegate.certification.evidence;

import dev.tidegate.certification.evidence.TimeFields.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A frame as a dump: sixteen bytes a row, with a blank between them and the offset of the first in hex. */
final class HexRows {
    static final int BYTES = 16;

    private HexRows() {}

    /** @param spans of the row's text that are time fields */
    record Row(String offset, String text, List<Span> spans) {}

    static List<Row> of(String hex, List<Span> times) {
        List<Row> rows = new ArrayList<>();
        for (int at = 0; at < hex.length(); at += BYTES * 2) {
            StringBuilder text = new StringBuilder();
            int begun = -1;
            List<Span> spans = new ArrayList<>();
            for (int i = at; i < Math.min(hex.length(), at + BYTES * 2); i++) {
                if (i > at && i % 2 == 0) {
                    text.append(' ');
                }
                boolean time = isIn(times, i);
                if (time && begun < 0) {
                    begun = text.length();
                } else if (!time && begun >= 0) {
                    spans.add(new Span(begun, text.length()));
                    begun = -1;
                }
                text.append(hex.charAt(i));
            }
            if (begun >= 0) {
                spans.add(new Span(begun, text.length()));
            }
            rows.add(new Row(String.format(Locale.ROOT, "%04X", at / 2), text.toString(), spans));
        }
        return rows;
    }

    private static boolean isIn(List<Span> spans, int at) {
        return spans.stream().anyMatch(span -> span.from() <= at && at < span.to());
    }
}
