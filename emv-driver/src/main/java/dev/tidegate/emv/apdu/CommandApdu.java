package dev.tidegate.emv.apdu;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.emv.Tag;
import dev.tidegate.emv.data.MalformedCardDataException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * A command to the card (EMV 4.4 Book 1, 9.4.1; Book 3, 6.5). Wiped after it was sent: it may hold what the card asked
 * to be told.
 *
 * <pre>
 * CLA INS P1 P2 | Lc data 1 to 255 | Le
 * </pre>
 */
public final class CommandApdu {
    /** Header, length, 255 bytes, expected length. */
    public static final int BYTES_MAX = 261;

    static final int HEADER_BYTES = 4;

    private final byte[] bytes;

    private CommandApdu(byte[] bytes) {
        this.bytes = bytes;
    }

    /** SELECT by name, the first application or the next one that the name fits (Book 1, 11.3). */
    public static CommandApdu select(Octets name, boolean next) {
        return of(0x00, 0xA4, 0x04, next ? 0x02 : 0x00, name.toByteArray(), true);
    }

    /** READ RECORD by number in a short file (Book 3, 6.5.11). */
    public static CommandApdu readRecord(int shortFile, int number) {
        return of(0x00, 0xB2, number, shortFile << 3 | 0x04, new byte[0], true);
    }

    /** GET PROCESSING OPTIONS with template 83 (Book 3, 6.5.8). */
    public static CommandApdu getProcessingOptions(byte[] template) {
        return of(0x80, 0xA8, 0x00, 0x00, template, true);
    }

    /** GET DATA of an object with a tag of two bytes (Book 3, 6.5.7). */
    public static CommandApdu getData(Tag tag) {
        return of(0x80, 0xCA, tag.value() >>> 8, tag.value() & 0xFF, new byte[0], true);
    }

    /** GET CHALLENGE: a number that nobody can have foreseen (Book 3, 6.5.6). */
    public static CommandApdu getChallenge() {
        return of(0x00, 0x84, 0x00, 0x00, new byte[0], true);
    }

    /** INTERNAL AUTHENTICATE with the values of the DDOL (Book 3, 6.5.9). */
    public static CommandApdu internalAuthenticate(byte[] values) {
        return of(0x00, 0x88, 0x00, 0x00, values, true);
    }

    /** EXTERNAL AUTHENTICATE with tag 91 (Book 3, 6.5.4). */
    public static CommandApdu externalAuthenticate(Octets issuerAuthentication) {
        return of(0x00, 0x82, 0x00, 0x00, issuerAuthentication.toByteArray(), false);
    }

    /** GENERATE AC with the values of a CDOL (Book 3, 6.5.5). */
    public static CommandApdu generateCryptogram(int control, byte[] values) {
        return of(0x80, 0xAE, control, 0x00, values, true);
    }

    /** COMPUTE CRYPTOGRAPHIC CHECKSUM with the values of the UDOL (EMV Contactless Book C-2, 5.4.1). */
    public static CommandApdu computeChecksum(byte[] values) {
        return of(0x80, 0x2A, 0x8E, 0x80, values, true);
    }

    /**
     * A command of the issuer, passed on as it came (Book 3, 10.10).
     *
     * @throws MalformedCardDataException no command has this length; it is not sent
     */
    public static CommandApdu ofIssuer(Octets command) {
        if (command.length() < HEADER_BYTES || command.length() > BYTES_MAX) {
            throw new MalformedCardDataException("a command of an impossible length");
        }
        return new CommandApdu(command.toByteArray());
    }

    /** GET RESPONSE for so many bytes, 0 for 256 (Book 1, 9.3.1.3). */
    static CommandApdu getResponse(int length) {
        CommandApdu command = of(0x00, 0xC0, 0x00, 0x00, new byte[0], true);
        return command.expecting(length);
    }

    /** This command again with another expected length, its last byte. */
    CommandApdu expecting(int length) {
        byte[] again = bytes.clone();
        again[again.length - 1] = (byte) length;
        return new CommandApdu(again);
    }

    /** Whether it has an expected length at its end: cases 2 and 4. */
    boolean expectsData() {
        if (bytes.length <= HEADER_BYTES + 1) {
            return bytes.length == HEADER_BYTES + 1;
        }
        return bytes.length == HEADER_BYTES + 2 + (bytes[HEADER_BYTES] & 0xFF);
    }

    /** Whether it carries data and expects some: case 4. */
    boolean carriesAndExpectsData() {
        return expectsData() && bytes.length > HEADER_BYTES + 1;
    }

    void writeTo(ByteBuffer target) {
        target.put(bytes);
    }

    /** Overwrites every byte. Harmless when repeated. */
    public void wipe() {
        Arrays.fill(bytes, (byte) 0);
    }

    /** The header alone: the rest may be card data. */
    @Override
    public String toString() {
        return HexFormat.of().withUpperCase().formatHex(bytes, 0, HEADER_BYTES);
    }

    // A list that asks for nothing leaves no data: then there is no Lc either (Book 1, 9.4.1.1).
    private static CommandApdu of(int cla, int ins, int p1, int p2, byte[] data, boolean answered) {
        if (data.length > 255) {
            throw new MalformedCardDataException("more data than a command carries");
        }
        int body = data.length == 0 ? 0 : 1 + data.length;
        byte[] bytes = new byte[HEADER_BYTES + body + (answered ? 1 : 0)];
        bytes[0] = (byte) cla;
        bytes[1] = (byte) ins;
        bytes[2] = (byte) p1;
        bytes[3] = (byte) p2;
        if (body > 0) {
            bytes[4] = (byte) data.length;
            System.arraycopy(data, 0, bytes, HEADER_BYTES + 1, data.length);
        }
        Arrays.fill(data, (byte) 0);
        return new CommandApdu(bytes);
    }
}
