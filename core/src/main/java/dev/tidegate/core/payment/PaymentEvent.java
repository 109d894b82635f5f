package dev.tidegate.core.payment;

/** What may happen to a payment. With {@link PaymentState} the two sides of {@link StateTable}. */
public enum PaymentEvent {
    // At the till, before anything is kept.
    CARD_DECLINES("the card gives an AAC"),
    CANCEL("the card is taken away, or a person cancels"),
    REFUSE("a limit or rule says no"),
    // Records of the till.
    ASK("ASKED is on disk"),
    KEEP_AUTHORISED("the host authorised and the card agreed"),
    KEEP_CAPTURED("the host booked it and the card agreed"),
    DISAGREE("the host approved, the card or the cashier did not"),
    HOST_DECLINES("the host declined"),
    NO_ANSWER("bytes left, nothing came back"),
    STORE("STORED is on disk"),
    OFFER("OFFERED covers it"),
    VOID("the cashier takes it back"),
    ADJUST("the cashier puts a tip on it"),
    SHOW("SHOWN has come"),
    // What becomes of it at the gateway.
    AUTHORISE("the acquirer holds the amount"),
    CAPTURE("the acquirer has booked it"),
    DECLINE_STORED("the issuer refused it"),
    TRY_AGAIN_LATER("a technical answer"),
    LEFT_UNANSWERED("a deferred request without an answer"),
    RETRY_DUE("its time has come, or a person lets it go"),
    HOLD("it is set aside"),
    EXPIRE("its deadline has passed"),
    TILL_FALLS_SILENT("the till was not heard again"),
    REVERSE("the reversal is confirmed"),
    NOTHING_ARRIVED("the gateway never saw it: a tombstone stands"),
    VOID_CONFIRMED("no attempt was open"),
    REFUND("a refund of it is confirmed"),
    SETTLE("it is in the settlement file"),
    CHARGE_BACK("the issuer took it back"),
    WRITE_OFF("two people gave it up"),
    RECOVER("it was paid otherwise");

    private final String meaning;

    PaymentEvent(String meaning) {
        this.meaning = meaning;
    }

    /** In words, for the diagram and for people. */
    public String meaning() {
        return meaning;
    }
}
