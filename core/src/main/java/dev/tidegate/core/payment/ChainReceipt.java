package dev.tidegate.core.payment;

import dev.tidegate.core.card.Octets;

/**
 * The gateway's word that it has a till's journal up to a record: whoever cuts the journal below it is found out.
 *
 * @param seq the newest record received, 0 where there is no receipt
 * @param link of that record, 32 bytes
 * @param signature of the gateway's signer over till, number and link
 */
public record ChainReceipt(long seq, Octets link, ChainSignature signature) {
    private static final ChainReceipt NONE = new ChainReceipt(0, Octets.of(new byte[32]), ChainSignature.none());

    public ChainReceipt {
        if (seq < 0 || link.length() != 32 || seq == 0 != signature.isNone()) {
            throw new IllegalArgumentException("a receipt has a record's number, its link and a signature");
        }
    }

    /** Nothing was received, or nobody signed for it. */
    public static ChainReceipt none() {
        return NONE;
    }

    public boolean isNone() {
        return seq == 0;
    }
}
