package dev.tidegate.simulator.acquirer.issuer;

import dev.tidegate.simulator.acquirer.wire.IsoMessage;
import dev.tidegate.simulator.acquirer.wire.ResponseCode;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * PINs of the test cards, in DE 52 under the line's PIN key, format 0 (ISO 9564-1, 9.3.2). The third wrong one in a row
 * blocks the card's PIN for good, which this process forgets with its end. Called under the ledger's monitor.
 */
public final class PinCheck {
    /** Of every card. */
    private static final String PIN = "1234";

    private static final int TRIES = 3;
    private static final int ACCOUNT_DIGITS = 12;

    private final Supplier<List<TripleDesKey>> keys;
    private final Map<String, Integer> wrong = new HashMap<>();

    /** @param keys shared with the gateway's payment HSM; a block is read under the first that makes it one */
    public PinCheck(Supplier<List<TripleDesKey>> keys) {
        this.keys = keys;
    }

    /** What the issuer says of the message's PIN, approved where it is right or where none came. */
    ResponseCode judge(IsoMessage message, Account account) {
        if (!message.has(52)) {
            return ResponseCode.APPROVED;
        }
        if (wrong.getOrDefault(account.name(), 0) >= TRIES) {
            return ResponseCode.PIN_TRIES_EXCEEDED;
        }
        Optional<String> pin = keys.get().stream()
                .map(key -> pin(field(key, message.text(52), account.pan())))
                .flatMap(Optional::stream)
                .findFirst();
        if (pin.isEmpty()) {
            return ResponseCode.PIN_KEY_WRONG;
        }
        if (pin.get().equals(PIN)) {
            wrong.remove(account.name());
            return ResponseCode.APPROVED;
        }
        int times = wrong.merge(account.name(), 1, Integer::sum);
        return times >= TRIES ? ResponseCode.PIN_TRIES_EXCEEDED : ResponseCode.WRONG_PIN;
    }

    private static Optional<String> pin(String field) {
        int length = Character.digit(field.charAt(1), 16);
        boolean block = field.charAt(0) == '0'
                && length >= 4
                && length <= 12
                && field.substring(2 + length).matches("F*")
                && field.substring(2, 2 + length).matches("[0-9]*");
        return block ? Optional.of(field.substring(2, 2 + length)) : Optional.empty();
    }

    /** Sixteen digits: format, length, PIN, filled with F; the block without the card's number in it. */
    private static String field(TripleDesKey key, String block, String pan) {
        byte[] clear = key.decrypt(HexFormat.of().parseHex(block));
        int end = pan.length() - 1;
        byte[] account = HexFormat.of().parseHex("0000" + pan.substring(end - ACCOUNT_DIGITS, end));
        for (int i = 0; i < clear.length; i++) {
            clear[i] ^= account[i];
        }
        return HexFormat.of().withUpperCase().formatHex(clear);
    }
}
