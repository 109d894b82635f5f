package dev.tidegate.till.http;

import dev.tidegate.core.payment.Amount;
import dev.tidegate.core.payment.VoiceCode;
import dev.tidegate.till.people.TypedReason;
import dev.tidegate.till.people.VoiceDoor;
import dev.tidegate.till.sale.Begun;
import dev.tidegate.till.sale.SaleDesk;
import dev.tidegate.till.sale.SaleOrder;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Sales that the issuer has approved by telephone, as they are asked for. */
final class VoiceCalls {
    /**
     * What was said on the telephone, and the manager who stands for it.
     *
     * @param code one to six letters and digits
     * @param name the manager's
     */
    record VoiceBody(
            @Nullable String code,
            @Nullable String name,
            @Nullable TypedPin pin,
            @Nullable String reason) {}

    private final SaleDesk desk;
    private final VoiceDoor door;

    VoiceCalls(SaleDesk desk, VoiceDoor door) {
        this.desk = desk;
        this.door = door;
    }

    /** Begins such a sale. The same request again is answered without its manager: it was confirmed then. */
    Begun begin(String key, @Nullable UUID cart, @Nullable VoiceBody body, Amount amount, @Nullable String cashier) {
        if (body == null) {
            throw ProblemException.field("voice", "is missing");
        }
        VoiceCode code = codeOf(body.code());
        SaleOrder order =
                new SaleOrder(Keys.of(key, cart, amount, "voice " + code.value()), cart, amount, null, cashier);
        Begun known = desk.look(order);
        if (known != null) {
            return known;
        }
        TypedReason why = ManagerDoor.reasonOf(body.reason());
        String name = ManagerDoor.nameOf(body.name());
        try (TypedPin pin = ManagerDoor.pinOf(body.pin())) {
            return switch (door.confirm(name, pin.digits(), code, amount, why, cashier == null ? "" : cashier)) {
                case VoiceDoor.Answer.Given(var word) -> desk.begin(order.by(word));
                case VoiceDoor.Answer.NotLetIn(var no) -> throw ManagerDoor.refusal(no);
            };
        }
    }

    private static VoiceCode codeOf(@Nullable String code) {
        try {
            return VoiceCode.typed(code == null ? "" : code);
        } catch (IllegalArgumentException e) {
            throw ProblemException.field("voice.code", String.valueOf(e.getMessage()));
        }
    }
}
