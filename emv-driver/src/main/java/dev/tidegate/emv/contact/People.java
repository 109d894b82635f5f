package dev.tidegate.emv.contact;

import dev.tidegate.emv.pin.PinEntryDevice;
import dev.tidegate.emv.selection.ApplicationChoice;
import org.jspecify.annotations.Nullable;

/**
 * How a cardholder is asked for anything.
 *
 * @param pinPad asked only where the terminal's capabilities name a PIN
 * @param choice absent where nobody can be asked: then the terminal chooses by priority
 */
public record People(PinEntryDevice pinPad, @Nullable ApplicationChoice choice) {
    /** Nobody is asked for anything. */
    public static People nobody() {
        return new People(PinEntryDevice.none(), null);
    }

    /** Takes every question back. */
    public void cancel() {
        pinPad.cancel();
        if (choice != null) {
            choice.cancel();
        }
    }
}
