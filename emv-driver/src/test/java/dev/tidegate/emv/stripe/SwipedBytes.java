package dev.tidegate.emv.stripe;

import dev.tidegate.emv.stripe.Encoder.Bits;
import dev.tidegate.emv.testcard.Hex;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Good swipes, for the fuzz targets. */
public final class SwipedBytes {
    private static final String TRACK_1 = "%B4761739001010119^TIDE/GATE^30122010000000000123?";
    private static final String TRACK_2 = ";4761739001010119=30122010000012300000?";

    private SwipedBytes() {}

    /** Both tracks, and each alone: how many bytes track 1 has, then the bits. */
    public static List<byte[]> bits() {
        Bits first = Encoder.track1(TRACK_1);
        Bits second = Encoder.track2(TRACK_2);
        byte[] count = {(byte) first.bytes().length};
        return List.of(
                Hex.join(count, first.bytes(), second.bytes()),
                Hex.join(count, first.bytes()),
                Hex.join(new byte[1], second.backwards().bytes()));
    }

    public static List<byte[]> texts() {
        return List.of(ascii(TRACK_1 + TRACK_2 + "\r"), ascii(TRACK_2), ascii(TRACK_1 + "\r\n"));
    }

    /** Clear, and enciphering without a key. */
    public static List<byte[]> reports() {
        byte[] clear = new byte[337];
        put(clear, 3, 7, TRACK_1);
        put(clear, 4, 117, TRACK_2);
        byte[] enciphering = new byte[856];
        enciphering[4] = 40;
        enciphering[494] = 0x06;
        put(enciphering, 506, 620, ";4761000000000119=30120000000000000000?");
        return List.of(clear, enciphering);
    }

    private static void put(byte[] report, int lengthAt, int at, String text) {
        report[lengthAt] = (byte) text.length();
        System.arraycopy(ascii(text), 0, report, at, text.length());
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
