package dev.tidegate.emv.device;

import dev.tidegate.core.card.Brand;
import dev.tidegate.core.card.Octets;
import dev.tidegate.core.emv.CvmResult;
import dev.tidegate.core.emv.TlvSet;
import dev.tidegate.core.payment.Amount;

/**
 * What a device says of a payment that it booked. Nothing in it is a card number, a track or a name.
 *
 * @param amount what it booked, tip included
 * @param online whether a host approved; else the device did, and the word approved never stands alone on a screen
 * @param authorisationCode of the host, empty where there is none
 * @param tags those values of the device's cryptogram that may be frozen; empty where it gives none
 * @param cipher the card's data as the device enciphered them, for the gateway to open: the caller seals them and never
 *     writes them clear; empty where it gives none
 */
public record DeviceApproval(
        Amount amount,
        boolean online,
        DeviceTransaction transaction,
        String authorisationCode,
        Card card,
        CvmResult cvm,
        TlvSet tags,
        Octets cipher) {
    /** What a host's code may have. */
    public static final int AUTHORISATION_CODE_LENGTH_MAX = 8;

    public DeviceApproval {
        if (authorisationCode.length() > AUTHORISATION_CODE_LENGTH_MAX) {
            throw new IllegalArgumentException("an authorisation code is too long");
        }
    }

    /**
     * The card, as far as it may be shown.
     *
     * @param lastFour four digits, or empty where the device does not tell
     */
    public record Card(Brand brand, String lastFour, Entry entry) {
        public Card {
            if (!lastFour.isEmpty()
                    && (lastFour.length() != 4 || !lastFour.chars().allMatch(c -> c >= '0' && c <= '9'))) {
                throw new IllegalArgumentException("a masked number keeps exactly four digits");
            }
        }
    }

    /** How the device read it. */
    public enum Entry {
        CHIP,
        TAP,
        SWIPE,
        KEYED,
        /** Another way, or it does not tell. */
        OTHER
    }
}
