package dev.tidegate.core.payment;

/** What the till does with a card's answer. */
public sealed interface Decision {
    /** Ask the issuer now. */
    record AskOnline() implements Decision {}

    /** Finish with the card as unable to go online, then store what it leaves. */
    record GoOffline() implements Decision {}

    /** Keep the sale on disk. */
    record Store(StoredKind kind) implements Decision {}

    /** Take no money. */
    record Refuse(Reason reason) implements Decision {}
}
