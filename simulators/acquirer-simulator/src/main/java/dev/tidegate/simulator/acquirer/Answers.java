package dev.tidegate.simulator.acquirer;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.TreeMap;

/** Builds answers: the fields to match them by are those of the request, unchanged. */
final class Answers {
    private static final List<Integer> ECHOED = List.of(3, 4, 7, 11, 12, 13, 37, 41, 42, 49, 70);

    private Answers() {}

    /** An answer that carries a code and nothing of an issuer. */
    static IsoMessage plain(IsoMessage request, String code) {
        var fields = new TreeMap<Integer, String>();
        ECHOED.stream().filter(request::has).forEach(number -> fields.put(number, request.text(number)));
        fields.put(39, code);
        return new IsoMessage(request.mti().answer(), fields);
    }

    /**
     * The answer to a financial message: with DE 38 when approved, with tags 91 and 8A for a card whose ARQC was good.
     */
    static IsoMessage of(IsoMessage request, GivenAnswer answer) {
        IsoMessage message = plain(request, answer.code());
        if (!answer.authorisation().isEmpty()) {
            message = message.with(38, answer.authorisation());
        }
        return answer.issuerAuthentication().isEmpty() ? message : message.with(55, chip(answer));
    }

    private static String chip(GivenAnswer answer) {
        var tags = new LinkedHashMap<String, String>();
        tags.put("91", answer.issuerAuthentication());
        tags.put("8A", HexFormat.of().withUpperCase().formatHex(answer.code().getBytes(StandardCharsets.US_ASCII)));
        return new TlvSet(tags).toHex();
    }
}
