package dev.tidegate.emv.authentication;

import dev.tidegate.core.emv.EndReason;
import dev.tidegate.core.emv.Tag;
import dev.tidegate.core.emv.TlvSet;
import dev.tidegate.emv.apdu.CommandApdu;
import dev.tidegate.emv.authentication.OfflineAuthentication.Authentication;
import dev.tidegate.emv.data.CardObjects;
import dev.tidegate.emv.data.DataObjectList;
import dev.tidegate.emv.data.MalformedCardDataException;
import dev.tidegate.emv.data.Slice;
import dev.tidegate.emv.data.TlvElement;
import dev.tidegate.emv.step.Step;
import java.util.List;

/** DDA: the card signs a number that it cannot have known before (EMV 4.4 Book 2, 6.5). */
final class DynamicAuthentication {
    private static final Tag FORMAT_1 = new Tag(0x80);
    private static final Tag FORMAT_2 = new Tag(0x77);
    private static final Tag SIGNATURE = new Tag(0x9F4B);
    private static final Tag DYNAMIC_NUMBER = new Tag(0x9F4C);

    private final PublicKey key;
    private final AuthenticationMethod method;

    DynamicAuthentication(PublicKey key, AuthenticationMethod method) {
        this.key = key;
        this.method = method;
    }

    Step<Authentication> ask(DataObjectList ddol, TlvSet terminal, CardObjects card) {
        byte[] values = ddol.fill(terminal, card);
        // Kept with the card's own bytes: the list may ask for the card's number.
        Slice told = card.withTold(Slice.of(values)).told().getLast();
        return Step.send(CommandApdu.internalAuthenticate(values), answer -> {
            // Book 3, 6.5.9.4: a command that fails, or an answer of another form, ends the transaction.
            if (!answer.succeeded()) {
                return Step.ended(EndReason.CARD_ERROR);
            }
            return Step.done(verified(signature(answer.data()), told));
        });
    }

    private Authentication verified(Slice signature, Slice told) {
        try {
            DynamicSignature verified = DynamicSignature.verify(key, signature, told);
            return Authentication.passed(method.selected(), TlvSet.empty().with(DYNAMIC_NUMBER, verified.number()));
        } catch (MalformedCardDataException e) {
            return Authentication.failed(method.failed());
        }
    }

    private static Slice signature(Slice answer) {
        List<TlvElement> outer = TlvElement.readAll(answer);
        if (outer.size() == 1 && outer.getFirst().tag().equals(FORMAT_1)) {
            return outer.getFirst().value();
        }
        for (TlvElement element : TlvElement.readAll(TlvElement.template(answer, FORMAT_2))) {
            if (element.tag().equals(SIGNATURE)) {
                return element.value();
            }
        }
        throw new MalformedCardDataException("an answer to INTERNAL AUTHENTICATE without a signature");
    }
}
