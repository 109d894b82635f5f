package dev.tidegate.emv.apdu;

import dev.tidegate.emv.data.Slice;
import java.util.Arrays;

/** A card's answer: data and a status word (EMV 4.4 Book 1, 9.4.2). Wiped once it was looked at. */
public final class ResponseApdu {
    /** Normal end. */
    public static final int SUCCESS = 0x9000;
    /** SELECT: the file is deactivated, the application or directory blocked (Book 1, 11.3.5). */
    public static final int DEACTIVATED = 0x6283;
    /** SELECT: the card is blocked, or does not know the command (Book 1, 12.3.2). */
    public static final int NOT_SUPPORTED = 0x6A81;
    /** READ RECORD: there is no such record (Book 3, 6.5.11.5). */
    public static final int NO_RECORD = 0x6A83;
    /** GET PROCESSING OPTIONS: conditions of use not satisfied (Book 3, 6.5.8.5). */
    public static final int CONDITIONS_NOT_SATISFIED = 0x6985;

    /** 256 bytes and the status word: what a short answer holds. */
    public static final int BYTES_MAX = 258;

    private final byte[] data;
    private final int statusWord;

    /** @param data owned by this answer from now on */
    ResponseApdu(byte[] data, int statusWord) {
        this.data = data;
        this.statusWord = statusWord;
    }

    /** A window on the data; the bytes are gone after {@link #wipe()}. */
    public Slice data() {
        return Slice.of(data);
    }

    /** SW1 SW2 as one number, for example {@code 0x9000}. */
    public int statusWord() {
        return statusWord;
    }

    public boolean succeeded() {
        return statusWord == SUCCESS;
    }

    /** Whether the status is a success or a warning: SW1 90, 62 or 63 (Book 3, 10.10). */
    public boolean succeededOrWarned() {
        int first = statusWord >>> 8;
        return first == 0x90 || first == 0x62 || first == 0x63;
    }

    /** Overwrites the data. Harmless when repeated. */
    public void wipe() {
        Arrays.fill(data, (byte) 0);
    }

    @Override
    public String toString() {
        return "ResponseApdu[" + data.length + " bytes, " + Integer.toHexString(statusWord) + "]";
    }
}
