package dev.tidegate.simulator.acquirer;

import dev.tidegate.simulator.acquirer.issuer.CardCryptogram;
import dev.tidegate.simulator.acquirer.wire.ChipField;
import dev.tidegate.simulator.acquirer.wire.IsoMessage;
import dev.tidegate.simulator.acquirer.wire.MalformedTlvException;
import dev.tidegate.simulator.acquirer.wire.ResponseCode;
import dev.tidegate.simulator.acquirer.wire.TlvSet;
import java.util.Set;

/** What chip data must hold, and say as the message says it. */
final class ChipCheck {
    /** Where a tip may be put on what the card has signed: restaurants, bars, hairdressers (ISO 18245). */
    private static final Set<String> TIPPED = Set.of("5812", "5813", "7230", "7231");

    private static final long TIP_PERCENT_MAX = 25;

    private ChipCheck() {}

    static Fault fault(IsoMessage message) {
        TlvSet tags;
        try {
            tags = ChipField.parse(message.text(55)).tags();
        } catch (MalformedTlvException malformed) {
            return Fault.format(55);
        }
        if (!CardCryptogram.isComplete(tags)) {
            return Fault.format(55);
        }
        if (!isSequence(tags, message)) {
            return Fault.format(23);
        }
        if (!tags.hex("5F2A").equals("0" + message.text(49))) {
            return Fault.format(49);
        }
        return isAmount(tags.hex("9F02"), message) ? Fault.NONE : new Fault(ResponseCode.INVALID_AMOUNT, 4);
    }

    private static boolean isAmount(String signed, IsoMessage message) {
        if (signed.equals(message.text(4))) {
            return true;
        }
        if (!TIPPED.contains(message.text(18)) || !signed.matches("[0-9]{12}")) {
            return false;
        }
        long tip = Long.parseLong(message.text(4)) - Long.parseLong(signed);
        return tip > 0 && tip <= Long.parseLong(signed) * TIP_PERCENT_MAX / 100;
    }

    /** DE 23 has a zero in front of the card's two digits; tag 5F34, where it is sent too, says the same. */
    private static boolean isSequence(TlvSet tags, IsoMessage message) {
        if (message.has(23) && !message.text(23).startsWith("0")) {
            return false;
        }
        return !tags.has("5F34")
                || tags.hex("5F34").matches("[0-9]{2}")
                        && (!message.has(23) || message.text(23).endsWith(tags.hex("5F34")));
    }
}
