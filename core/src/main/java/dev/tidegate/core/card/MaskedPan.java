package dev.tidegate.core.card;

/**
 * What may be shown, logged and kept of a primary account number: the brand and the last four digits, everywhere the
 * same (PCI DSS 3.4.1; one mask, so that two stores can never be joined to more).
 *
 * @param lastFour exactly four digits
 */
public record MaskedPan(Brand brand, String lastFour) {
    public MaskedPan {
        if (lastFour.length() != 4 || !lastFour.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new IllegalArgumentException("a masked number keeps exactly four digits");
        }
    }

    @Override
    public String toString() {
        return brand + " ****" + lastFour;
    }
}
