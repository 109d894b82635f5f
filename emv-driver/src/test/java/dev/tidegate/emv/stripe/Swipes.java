package dev.tidegate.emv.stripe;

import dev.tidegate.core.card.ClearCard;
import dev.tidegate.core.card.Track2;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** A swipe in one line, so that a test can say what it expects. Test cards only. */
final class Swipes {
    private Swipes() {}

    static String told(Swipe swipe) {
        return switch (swipe) {
            case Swipe.Unreadable(var fault) -> fault.name();
            case Swipe.Enciphered(var ksn, var track2, var masked, var expiry) ->
                HexFormat.of().withUpperCase().formatHex(ksn.value().toByteArray()) + " " + track2.length() + " "
                        + masked + " " + (expiry == null ? "-" : expiry.yearMonth());
            case Swipe.Clear(var card, var code) -> told(card) + " " + told(code);
        };
    }

    private static String told(ClearCard card) {
        try (card) {
            Track2 track2 = card.track2();
            return new String(card.pan().digits(), StandardCharsets.US_ASCII)
                    + " "
                    + card.expiry().yearMonth()
                    + " "
                    + (track2 == null ? "-" : new String(track2.characters(), StandardCharsets.US_ASCII));
        }
    }

    private static String told(@Nullable ServiceCode code) {
        return code == null ? "-" : "" + code.interchange() + code.authorisation() + code.services();
    }
}
