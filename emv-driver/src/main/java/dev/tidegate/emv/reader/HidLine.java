package dev.tidegate.emv.reader;

import dev.tidegate.emv.stripe.HidReport;
import dev.tidegate.emv.stripe.Swipe;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A reader of stripes that sends one report a swipe. */
final class HidLine implements SwipeSource.Line {
    /** Longer than any report of a swipe, so that one that is too long is seen to be. */
    private static final int REPORT_BYTES_MAX = 1024;

    private final HidPort.Reports reports;
    private final byte[] report = new byte[REPORT_BYTES_MAX];

    HidLine(HidPort.Reports reports) {
        this.reports = reports;
    }

    @Override
    public @Nullable Swipe next(Duration wait) {
        try {
            int length = reports.read(report, wait);
            if (length <= 0) {
                return null;
            }
            byte[] whole = Arrays.copyOf(report, Math.min(length, report.length));
            try {
                return HidReport.read(whole);
            } finally {
                Arrays.fill(whole, (byte) 0);
            }
        } finally {
            Arrays.fill(report, (byte) 0);
        }
    }

    @Override
    public void close() {
        reports.close();
    }
}
