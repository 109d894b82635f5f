package dev.tidegate.simulator.acquirer;

import dev.tidegate.simulator.acquirer.books.GivenAnswer;
import dev.tidegate.simulator.acquirer.books.LedgerEntry;
import dev.tidegate.simulator.acquirer.wire.ChipField;
import dev.tidegate.simulator.acquirer.wire.Dialect;
import dev.tidegate.simulator.acquirer.wire.Digits;
import dev.tidegate.simulator.acquirer.wire.IsoMessage;
import dev.tidegate.simulator.acquirer.wire.Reading;
import dev.tidegate.simulator.acquirer.wire.ResponseCode;
import dev.tidegate.simulator.acquirer.wire.TlvSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.TreeMap;

/** Builds answers: the fields to match them by are those of the request, unchanged. */
final class Answers {
    private static final List<Integer> ECHOED = List.of(3, 4, 7, 11, 12, 13, 28, 29, 37, 41, 42, 49, 70);
    private static final int CODE_OF_91 = 16;

    private final Dialect dialect;

    Answers(Dialect dialect) {
        this.dialect = dialect;
    }

    /** An answer that carries a code and nothing of an issuer. */
    static IsoMessage plain(IsoMessage request, ResponseCode code) {
        return plain(request, code.text(request.mti()));
    }

    static IsoMessage plain(IsoMessage request, String code) {
        var fields = new TreeMap<Integer, String>();
        ECHOED.stream().filter(request::has).forEach(number -> fields.put(number, request.text(number)));
        if (request.mti().messageClass() == '8' && request.has(24)) {
            fields.put(24, request.text(24));
        }
        fields.put(39, code);
        return new IsoMessage(request.mti().answer(), fields);
    }

    /** The answer to a message with a fault. */
    IsoMessage of(IsoMessage request, Fault fault) {
        IsoMessage answer = plain(request, fault.code());
        boolean named = dialect.namesFaultyField() && fault.code() == ResponseCode.FORMAT_ERROR;
        return named ? answer.with(38, Digits.padded(fault.field(), 6)) : answer;
    }

    /**
     * The answer to a financial message: with DE 38 when approved, with tags 91 and 8A for a card whose ARQC was good.
     */
    IsoMessage of(IsoMessage request, LedgerEntry booked) {
        GivenAnswer given = booked.answer();
        IsoMessage answer = plain(request, given.code()).with(4, Digits.padded(given.amount(), 12));
        if (!given.authorisation().isEmpty()) {
            // A code that came by telephone may be shorter than its field.
            answer = answer.with(38, (given.authorisation() + " ".repeat(6)).substring(0, 6));
        }
        if (dialect == Dialect.ELAVON_LIKE && ResponseCode.isApproval(given.code())) {
            answer = answer.with(48, Reading.item(booked.place().item()));
        }
        return given.issuerAuthentication().isEmpty() ? answer : answer.with(55, chip(request, given));
    }

    private static String chip(IsoMessage request, GivenAnswer answer) {
        var tags = new LinkedHashMap<String, String>();
        tags.put("91", answer.issuerAuthentication());
        tags.put("8A", answer.issuerAuthentication().substring(CODE_OF_91));
        return ChipField.parse(request.text(55)).answering(new TlvSet(tags));
    }
}
