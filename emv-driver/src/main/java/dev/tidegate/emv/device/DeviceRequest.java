package dev.tidegate.emv.device;

import dev.tidegate.core.payment.Amount;
import dev.tidegate.core.payment.PaymentId;
import java.time.Instant;

/**
 * One request to a device, with the numbers by which it is asked about later. The caller has {@link #text()} on disk
 * before it is sent; it holds no card data.
 */
public sealed interface DeviceRequest {
    /** A payment. */
    record Payment(String serviceId, PaymentId payment, Amount amount, Instant at) implements DeviceRequest {
        public Payment {
            check(serviceId);
        }
    }

    /** An approved payment undone, whole. */
    record Reversal(String serviceId, PaymentId payment, Amount amount, Instant at, DeviceTransaction original)
            implements DeviceRequest {
        public Reversal {
            check(serviceId);
        }
    }

    /** Number of the pair of messages. */
    String serviceId();

    /** The sale, as the device's books name it beside their own number. */
    PaymentId payment();

    Amount amount();

    /** When it was made, by the till's clock. */
    Instant at();

    /** One line of ASCII that {@link #of} reads again. */
    default String text() {
        String common = serviceId() + " " + payment() + " " + at().toEpochMilli() + " " + amount().minor() + " "
                + amount().currency().getCurrencyCode();
        return switch (this) {
            case Payment ignored -> "payment/1 " + common;
            case Reversal reversal ->
                "reversal/1 " + common + " " + reversal.original().number() + " "
                        + reversal.original().timeStamp();
        };
    }

    /**
     * Reads what {@link #text()} wrote.
     *
     * @throws IllegalArgumentException it did not write this; the caller's file is damaged, and the device's books tell
     *     what was paid
     */
    static DeviceRequest of(String text) {
        String[] words = text.split(" ", -1);
        try {
            if (words.length == 6 && words[0].equals("payment/1")) {
                return new Payment(words[1], PaymentId.of(words[2]), amount(words), at(words));
            }
            if (words.length == 8 && words[0].equals("reversal/1")) {
                DeviceTransaction original = new DeviceTransaction(words[6], words[7]);
                return new Reversal(words[1], PaymentId.of(words[2]), amount(words), at(words), original);
            }
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException("a part of it is not of a device's request", wrong);
        }
        throw new IllegalArgumentException("not the text of a device's request");
    }

    private static Amount amount(String[] words) {
        return Amount.of(Long.parseLong(words[4]), words[5]);
    }

    private static Instant at(String[] words) {
        return Instant.ofEpochMilli(Long.parseLong(words[3]));
    }

    private static void check(String serviceId) {
        ServiceId checked = new ServiceId(serviceId);
        if (!checked.value().equals(serviceId)) {
            throw new IllegalArgumentException("not a service id");
        }
    }
}
