package dev.tidegate.simulator.acquirer;

import dev.tidegate.simulator.acquirer.wire.Dialect;
import dev.tidegate.simulator.acquirer.wire.IsoMessage;
import dev.tidegate.simulator.acquirer.wire.NetworkFunction;
import dev.tidegate.simulator.acquirer.wire.Reading;
import dev.tidegate.simulator.acquirer.wire.ResponseCode;
import java.util.Optional;

/** What a message must hold before anybody looks at what it means. Gives the first fault. */
final class RequestCheck {
    /** The one currency this acquirer takes, EUR. */
    static final String CURRENCY = "978";

    /** What DE 38 of an advice holds when nobody was asked: the card itself approved. */
    private static final String NO_AUTHORISATION = "000000";

    private final Dialect dialect;
    private final boolean trackInAdvice;

    /** A check by the rules of a dialect. */
    RequestCheck(Dialect dialect) {
        this(dialect, dialect.needsTrackInAdvice());
    }

    /** A check by the rules of a dialect, where it was agreed whether an advice must bring the track. */
    RequestCheck(Dialect dialect, boolean trackInAdvice) {
        this.dialect = dialect;
        this.trackInAdvice = trackInAdvice;
    }

    Fault fault(IsoMessage message) {
        MessageRules rules = MessageRules.of(message);
        if (!rules.serves(message)) {
            return new Fault(ResponseCode.INVALID_TRANSACTION, 0);
        }
        Optional<Integer> faulty = rules.faultyField(message);
        if (faulty.isPresent()) {
            return Fault.format(faulty.get());
        }
        return switch (message.mti().messageClass()) {
            case '8' -> network(message);
            case '5' -> Fault.NONE;
            default -> money(message);
        };
    }

    private Fault network(IsoMessage message) {
        boolean served = NetworkFunction.of(message).filter(dialect::serves).isPresent();
        return served ? Fault.NONE : new Fault(ResponseCode.NO_SUCH_FUNCTION, NetworkFunction.field(message.mti()));
    }

    private Fault money(IsoMessage message) {
        Reading reading = Reading.of(message);
        if (reading.amount() == 0) {
            return new Fault(ResponseCode.INVALID_AMOUNT, 4);
        }
        return switch (message.mti().messageClass()) {
            case '4' ->
                reading.original().saysWhich()
                        ? Fault.NONE
                        : Fault.format(message.mti().is1993() ? 56 : 90);
            case '3' -> Fault.NONE;
            default -> financial(message, reading);
        };
    }

    private Fault financial(IsoMessage message, Reading reading) {
        return switch (reading.movement()) {
            case OTHER -> new Fault(ResponseCode.INVALID_TRANSACTION, 3);
            case VOID, REFUND -> Fault.NONE;
            case PURCHASE -> message.mti().isAdvice() ? advice(message, reading) : request(message, reading);
        };
    }

    private static Fault request(IsoMessage message, Reading reading) {
        return message.has(39) ? Fault.format(39) : read(message, reading);
    }

    private Fault advice(IsoMessage message, Reading reading) {
        if (message.has(39) && !message.text(39).equals(ResponseCode.APPROVED.text(message.mti()))) {
            return Fault.format(39);
        }
        boolean cardApproved = !message.has(38) || message.text(38).equals(NO_AUTHORISATION);
        if (!cardApproved) {
            // Approved by telephone, or the completion of a hold: the card need not come again.
            return Fault.NONE;
        }
        if (!message.has(39)) {
            return Fault.format(39);
        }
        return trackInAdvice && !message.has(35) ? Fault.format(35) : read(message, reading);
    }

    private static Fault read(IsoMessage message, Reading reading) {
        if (message.has(55)) {
            return ChipCheck.fault(message);
        }
        return switch (reading.entry()) {
            case CHIP -> Fault.format(55);
            case STRIPE -> message.text(35).startsWith(message.text(2)) ? Fault.NONE : Fault.format(35);
            case OTHER -> Fault.NONE;
        };
    }
}
