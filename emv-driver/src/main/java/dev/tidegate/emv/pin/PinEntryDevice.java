package dev.tidegate.emv.pin;

/**
 * A certified pad with a way of its own to the card that is in the reader: it asks for the PIN, and either puts it into
 * the VERIFY command and says what the card answered, or enciphers it for the issuer. No digit of a PIN ever reaches
 * this software (PCI PTS POI).
 *
 * <p>Used by one thread at a time; {@link #cancel()} comes from any.
 */
public interface PinEntryDevice {
    /** Asks once, and presents or enciphers what was entered. Blocks at most for the pad's own limit. Never throws. */
    PinEntry enter(PinRequest request);

    /** Ends an entry that is going on; it then ends as {@link PinEntry.Cancelled}. Harmless otherwise. */
    void cancel();

    /** None: every entry fails as with a pad that is not there. */
    static PinEntryDevice none() {
        return new PinEntryDevice() {
            @Override
            public PinEntry enter(PinRequest request) {
                return new PinEntry.NoPad();
            }

            @Override
            public void cancel() {
                // Nobody is asked for anything.
            }
        };
    }
}
