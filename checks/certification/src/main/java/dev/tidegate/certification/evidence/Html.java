package dev.tidegate.certification.evidence;

import java.util.List;

/** Writes a page: markup as it is, everything else escaped, and what is a time field marked. */
final class Html {
    private final Marked out = new Marked();
    private final TimeFields times;

    Html(TimeFields times) {
        this.times = times;
    }

    /** Markup of ours. */
    Html raw(String markup) {
        out.add(markup);
        return this;
    }

    /** Anything. */
    Html text(String text) {
        out.add(text, times.in(text), Html::escaped);
        return this;
    }

    /** Parts of it are time fields, and no others. */
    Html text(String text, List<TimeFields.Span> spans) {
        out.add(text, spans, Html::escaped);
        return this;
    }

    Html time(String text) {
        out.addTime(escaped(text));
        return this;
    }

    /** An element with text in it. */
    Html element(String tag, String attributes, String text) {
        raw(attributes.isEmpty() ? "<" + tag + ">" : "<" + tag + " " + attributes + ">");
        return text(text).raw("</" + tag + ">");
    }

    PackFile file(String name, String scenario) {
        return PackFile.of(name, scenario, out);
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;")
                .replaceAll("[\\p{Cc}&&[^\\n\\t]]", "\uFFFD");
    }
}
