package dev.tidegate.simulator.acquirer;

/** The message types this host answers, each as its first sending. */
final class MessageTypes {
    static final Mti REQUEST = new Mti("0200");
    static final Mti ADVICE = new Mti("0220");
    static final Mti REVERSAL = new Mti("0420");
    static final Mti NETWORK = new Mti("0800");

    private MessageTypes() {}
}
