package dev.tidegate.emv.testcard;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidegate.emv.apdu.CardChannel;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Answers a script of commands in its order, and nothing else. */
public final class ScriptCard implements CardChannel {
    private record Line(String command, String answer) {}

    private final List<Line> lines = new ArrayList<>();
    private int at;

    /** Expects one more command. */
    public ScriptCard on(String command, String answer) {
        lines.add(new Line(command.replace(" ", "").toUpperCase(Locale.ROOT), answer));
        return this;
    }

    /** A script of the vectors: an array of {@code c} and {@code r}. */
    public static ScriptCard of(JsonNode script) {
        ScriptCard card = new ScriptCard();
        script.forEach(line -> card.on(line.get("c").asText(), line.get("r").asText()));
        return card;
    }

    /** How many lines have not been asked for. */
    public int left() {
        return lines.size() - at;
    }

    @Override
    public Transmission transmit(ByteBuffer command, ByteBuffer response) {
        byte[] bytes = new byte[command.remaining()];
        command.get(bytes);
        if (at == lines.size()) {
            throw new AssertionError("a command after the end of the script: " + Hex.of(bytes));
        }
        Line line = lines.get(at++);
        if (!line.command().equals(Hex.of(bytes))) {
            throw new AssertionError("expected " + line.command() + ", not " + Hex.of(bytes));
        }
        response.put(Hex.bytes(line.answer()));
        return Transmission.ANSWERED;
    }
}
