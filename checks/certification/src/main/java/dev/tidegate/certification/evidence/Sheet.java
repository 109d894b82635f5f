package dev.tidegate.certification.evidence;

import dev.tidegate.certification.evidence.ScenarioRun.Verdict;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** What every page begins and ends with, and how it shows a verdict: in colour, shape and word. */
final class Sheet {
    private static final String STYLE = resource("evidence.css");

    private Sheet() {}

    static Html begin(TimeFields times, String title) {
        return new Html(times)
                .raw("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                        + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                        + "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none';"
                        + " style-src 'unsafe-inline'\">\n<title>")
                .text(title)
                .raw("</title>\n<style>\n" + STYLE + "</style>\n</head>\n<body>\n<div class=\"page\">\n");
    }

    static Html end(Html html) {
        return html.raw("</div>\n</body>\n</html>\n");
    }

    static String css(Verdict verdict) {
        return verdict.name().toLowerCase(Locale.ROOT);
    }

    static String mark(Verdict verdict) {
        return mark(css(verdict), MessageWords.verdict(verdict));
    }

    /** @param look passed, failed or skipped */
    static String mark(String look, String word) {
        String shape = switch (look) {
            case "passed" ->
                "<path d=\"M1 6.5l3.5 3.5L11 2.5\" fill=\"none\" stroke=\"currentColor\"" + " stroke-width=\"2.2\"/>";
            case "failed" ->
                "<path d=\"M2 2l8 8M10 2l-8 8\" fill=\"none\" stroke=\"currentColor\"" + " stroke-width=\"2.2\"/>";
            default -> "<path d=\"M1 6h10\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"2.2\"/>";
        };
        return "<span class=\"mark " + look + "\"><svg viewBox=\"0 0 12 12\" aria-hidden=\"true\">" + shape + "</svg>"
                + word + "</span>";
    }

    static byte[] bytes(String name) {
        try (InputStream in = Sheet.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is not in the module");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(name + " cannot be read", e);
        }
    }

    private static String resource(String name) {
        return new String(bytes(name), StandardCharsets.UTF_8);
    }
}
