package dev.tidegate.emv.verification;

/** When a rule of a CVM list applies (EMV 4.4 Book 3, Annex C3, table 44). */
final class CvmCondition {
    private static final int CASH = 0x01;
    private static final int CASHBACK = 0x09;

    private final CardholderVerification.Sale sale;
    private final CvmList list;
    private final boolean cardCurrency;

    /** @param cardCurrency whether the sale is in the currency of the list's amounts, 9F42 */
    CvmCondition(CardholderVerification.Sale sale, CvmList list, boolean cardCurrency) {
        this.sale = sale;
        this.list = list;
        this.cardCurrency = cardCurrency;
    }

    boolean isMet(CvmRule rule) {
        boolean cash = sale.transactionType() == CASH;
        boolean cashback = sale.transactionType() == CASHBACK;
        return switch (rule.condition()) {
            case 0x00 -> true;
            case 0x01 -> cash && sale.unattended();
            case 0x02 -> !cash && !cashback;
            case 0x03 -> CvmMethod.of(rule).isSupported(sale.capabilities());
            case 0x04 -> cash && !sale.unattended();
            case 0x05 -> cashback;
            case 0x06 -> cardCurrency && sale.amountMinor() < list.amountX();
            case 0x07 -> cardCurrency && sale.amountMinor() > list.amountX();
            case 0x08 -> cardCurrency && sale.amountMinor() < list.amountY();
            case 0x09 -> cardCurrency && sale.amountMinor() > list.amountY();
            // Reserved, or a scheme's own: a rule that is passed over (10.5).
            default -> false;
        };
    }
}
