package dev.tidegate.emv.device;

import dev.tidegate.core.payment.Amount;
import dev.tidegate.core.payment.PaymentId;

/**
 * A certified device that reads the card, runs its own kernel and asks its own host. The till says how much, and hears
 * what became of it.
 *
 * <p>Order of use, so that nothing is charged twice and nothing is lost in a crash: {@link #prepare} gives a request;
 * the caller has {@link DeviceRequest#text()} on disk; then {@link #pay} sends it, once. Whoever finds such a text at a
 * start, without what became of it, calls {@link #resume} before anything else is paid. A request is never sent again:
 * what is not known is asked for by its number.
 *
 * <p>Whatever the device or the network does ends in a value. One payment or reversal at a time; {@link #abort} and
 * {@link #health} come from any thread meanwhile.
 */
public interface PaymentDevice extends AutoCloseable {
    /** A request with a number of its own, for the caller to write down before it is sent. Sends nothing. */
    DeviceRequest.Payment prepare(PaymentId payment, Amount amount);

    /**
     * A request to undo what an approval booked, for the caller to write down before it is sent. Sends nothing.
     *
     * @param original the number that the device gave its approval
     */
    DeviceRequest.Reversal prepareReversal(PaymentId payment, Amount amount, DeviceTransaction original);

    /**
     * Has the device take a payment, and waits for its end: for a card, a PIN and a host. When no answer comes it stops
     * the payment and asks what became of it, for as long as the settings say.
     *
     * @throws IllegalStateException the request was sent before, or prepared by a process that is gone; the caller
     *     resumes it instead
     */
    PaymentAnswer pay(DeviceRequest.Payment request);

    /**
     * Asks what became of a payment whose answer is not known, and stops it if it still runs. Sends no payment. May be
     * called again as often as the answer is {@link PaymentAnswer.Unknown}.
     */
    PaymentAnswer resume(DeviceRequest.Payment request);

    /**
     * Undoes a booked payment.
     *
     * @throws IllegalStateException the request was sent before, or prepared by a process that is gone; the caller
     *     resumes it instead
     */
    ReversalAnswer reverse(DeviceRequest.Reversal request);

    /** Asks what became of a reversal whose answer is not known. Sends no reversal. */
    ReversalAnswer resume(DeviceRequest.Reversal request);

    /**
     * Asks the device to stop a payment. Whether it did is told by {@link #pay}: it may have been too late. Returns
     * when the device has heard it, or cannot be reached.
     */
    void abort(DeviceRequest.Payment request);

    /**
     * Leaves a request unresolved: people have settled it by the device's own books. From then on others are taken
     * again, and no word of the device makes it undone.
     */
    void setAside(DeviceRequest request);

    /** Whether a payment could be taken now. */
    DeviceHealth health();

    /** Ends what runs, whose answer is then unknown, and lets the device go. Harmless when repeated. */
    @Override
    void close();
}
