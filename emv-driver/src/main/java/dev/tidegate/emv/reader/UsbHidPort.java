package dev.tidegate.emv.reader;

import dev.tidegate.emv.reader.ReaderEvent.Loss;
import java.time.Duration;
import org.hid4java.HidDevice;
import org.hid4java.HidException;
import org.hid4java.HidManager;
import org.hid4java.HidServices;
import org.hid4java.HidServicesSpecification;

/** A device by its vendor and product id, the first one that is plugged in. */
public final class UsbHidPort implements HidPort {
    private static final int ID_MAX = 0xFFFF;

    private final int vendor;
    private final int product;

    /**
     * @param vendor 0 to FFFF
     * @param product 0 to FFFF
     */
    public UsbHidPort(int vendor, int product) {
        if (vendor < 0 || vendor > ID_MAX || product < 0 || product > ID_MAX) {
            throw new IllegalArgumentException("a USB id has 16 bits");
        }
        this.vendor = vendor;
        this.product = product;
    }

    @Override
    public Reports open() {
        try {
            // The library's own threads are not started: it looks when it is asked.
            HidServicesSpecification quiet = new HidServicesSpecification();
            quiet.setAutoStart(false);
            quiet.setAutoShutdown(false);
            quiet.setAutoDataRead(false);
            HidServices services = HidManager.getHidServices(quiet);
            services.scan();
            HidDevice device = services.getHidDevice(vendor, product, null);
            if (device == null) {
                throw new ReaderLostException(Loss.NO_READER);
            }
            if (!device.open()) {
                throw new ReaderLostException(Loss.REFUSED);
            }
            return new OpenDevice(device);
        } catch (HidException | UnsatisfiedLinkError | NoClassDefFoundError e) {
            throw new ReaderLostException(Loss.NO_LIBRARY);
        }
    }

    private record OpenDevice(HidDevice device) implements Reports {
        @Override
        public int read(byte[] report, Duration wait) {
            int count = device.read(report, (int) wait.toMillis());
            if (count < 0) {
                throw new ReaderLostException(Loss.NO_READER);
            }
            return count;
        }

        @Override
        public void close() {
            device.close();
        }
    }
}
