package dev.tidegate.core.emv;

import dev.tidegate.core.card.Octets;

/** Frozen tags of a made-up sale, enough for every message. */
public final class EmvFixtures {
    private EmvFixtures() {}

    public static FrozenTags frozen() {
        return new FrozenTags(TlvSet.empty()
                .with(Tag.APPLICATION_CRYPTOGRAM, Octets.ofHex("0102030405060708"))
                .with(Tag.CRYPTOGRAM_INFORMATION, Octets.ofHex("80"))
                .with(Tag.ATC, Octets.ofHex("0001"))
                .with(Tag.AMOUNT_AUTHORISED, Octets.ofHex("000000001250"))
                .with(Tag.TRANSACTION_CURRENCY, Octets.ofHex("0978"))
                .with(Tag.TRANSACTION_DATE, Octets.ofHex("261122")));
    }
}
