package dev.tidegate.emv.device;

/**
 * What a device calls a transaction in its own books (nexo: POITransactionID). Both go back as they came.
 *
 * @param number one to {@value #NUMBER_LENGTH_MAX} printable ASCII characters
 * @param timeStamp the device's date and time as it wrote them
 */
public record DeviceTransaction(String number, String timeStamp) {
    /** Longer than any maker's. */
    public static final int NUMBER_LENGTH_MAX = 128;

    private static final int TIME_STAMP_LENGTH_MAX = 40;

    public DeviceTransaction {
        if (!isPrintable(number, NUMBER_LENGTH_MAX) || !isPrintable(timeStamp, TIME_STAMP_LENGTH_MAX)) {
            throw new IllegalArgumentException("not a device's transaction");
        }
    }

    static boolean isPrintable(String text, int lengthMax) {
        return !text.isEmpty() && text.length() <= lengthMax && text.chars().allMatch(c -> c > 0x20 && c < 0x7F);
    }
}
