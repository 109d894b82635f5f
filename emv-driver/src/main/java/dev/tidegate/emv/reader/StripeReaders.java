package dev.tidegate.emv.reader;

import java.nio.file.Path;
import java.util.function.Consumer;

/** Readers of magnetic stripes, there or not: each is watched on a thread of its own until it is closed. */
public final class StripeReaders {
    /** What serial readers are set to by their makers. */
    public static final int BAUD = 9600;

    private StripeReaders() {}

    /**
     * A reader on a serial line, or on a USB adapter that looks like one.
     *
     * @param path of the device, as {@code /dev/serial/by-id/…}
     * @param listener hears of the reader coming and going
     */
    public static StripeReader serial(Path path, int baud, Consumer<ReaderEvent> listener) {
        return WatchedStripeReader.open(path.toString(), () -> SerialLine.open(path, baud), listener);
    }

    /** A USB reader that sends reports; see {@link dev.tidegate.emv.stripe.HidReport} for which. */
    public static StripeReader hid(HidPort port, Consumer<ReaderEvent> listener) {
        return WatchedStripeReader.open("hid", () -> new HidLine(port.open()), listener);
    }
}
