package dev.tidegate.certification.evidence;

import dev.tidegate.certification.evidence.ScenarioRun.FieldSeen;
import dev.tidegate.certification.evidence.ScenarioRun.FrameSeen;
import java.util.List;

/**
 * The frames as arrows between the gateway and the host, downwards in time. Rows are as high as they are, not as long.
 */
final class Ladder {
    /** Beyond so many a picture shows nothing any more; the record has them all. */
    static final int FRAMES_MAX = 120;

    private static final int ROW = 44;
    private static final int TOP = 52;
    private static final int GATEWAY = 150;
    private static final int HOST = 620;
    private static final int WIDTH = 720;

    private Ladder() {}

    static void draw(Html html, List<FrameSeen> all) {
        List<FrameSeen> frames = all.stream().limit(FRAMES_MAX).toList();
        int height = TOP + frames.size() * ROW + 12;
        html.raw("<svg viewBox=\"0 0 " + WIDTH + " " + height + "\" role=\"img\" aria-label=\"" + frames.size()
                + " messages between gateway and host\">\n");
        for (String lane : List.of("Gateway", "Host")) {
            int x = lane.equals("Host") ? HOST : GATEWAY;
            html.raw("<line class=\"lane\" x1=\"" + x + "\" y1=\"36\" x2=\"" + x + "\" y2=\"" + height + "\"/>"
                    + "<rect class=\"box\" x=\"" + (x - 48) + "\" y=\"8\" width=\"96\" height=\"28\" rx=\"5\"/>"
                    + "<text class=\"head\" x=\"" + x + "\" y=\"27\" text-anchor=\"middle\">" + lane + "</text>\n");
        }
        for (int i = 0; i < frames.size(); i++) {
            arrow(html, frames.get(i), TOP + i * ROW + 26);
        }
        html.raw("</svg>\n");
    }

    private static void arrow(Html html, FrameSeen frame, int y) {
        int from = frame.fromGateway() ? GATEWAY : HOST;
        int to = frame.fromGateway() ? HOST : GATEWAY;
        int back = frame.fromGateway() ? -9 : 9;
        html.raw("<g class=\"" + look(frame.mti()) + "\"><text class=\"when\" x=\"" + (GATEWAY - 16) + "\" y=\""
                        + (y + 4) + "\" text-anchor=\"end\">")
                .time(MessageWords.since(frame.micros()))
                .raw("</text><text class=\"tag\" x=\"4\" y=\"" + (y + 4) + "\">" + frame.number() + "</text>"
                        + "<text x=\"" + (GATEWAY + HOST) / 2 + "\" y=\"" + (y - 8) + "\" text-anchor=\"middle\">")
                .text(label(frame))
                .raw("</text><path class=\"arrow\" d=\"M" + from + " " + y + "H" + (to + back) + "\"/>"
                        + "<path class=\"tip\" d=\"M" + to + " " + y + "l" + back + " -5v10z\"/></g>\n");
    }

    /** What is written on an arrow: type, words, and the answer's code. */
    static String label(FrameSeen frame) {
        String code = frame.fields().stream()
                .filter(field -> field.number() == 39)
                .map(FieldSeen::value)
                .findFirst()
                .map(value -> " · 39 = " + value)
                .orElse("");
        return frame.mti() + " " + MessageWords.of(frame.mti()) + code;
    }

    /** A reversal, a repeat, or what was not understood looks like that. */
    static String look(String mti) {
        if (!mti.matches("[0-9]{4}")) {
            return "odd";
        }
        String repeat = (mti.charAt(3) - '0') % 2 == 1 ? " again" : "";
        return (mti.charAt(1) == '4' ? "back" : "plain") + repeat;
    }
}
