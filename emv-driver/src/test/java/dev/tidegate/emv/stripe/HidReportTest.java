package dev.tidegate.emv.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidegate.core.card.Octets;
import dev.tidegate.emv.testcard.Hex;
import dev.tidegate.emv.testcard.Vectors;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

final class HidReportTest {
    private static final String TRACK_1 = "%B4761739001010119^TIDE/GATE^30122010000000000123?";
    private static final String TRACK_2 = ";4761739001010119=30122010000012300000?";
    private static final String MASKED = ";4761000000000119=30120000000000000000?";
    private static final String CARD = "4761739001010119 3012 4761739001010119D30122010000012300000 201";
    private static final JsonNode SAMPLE =
            Vectors.json("track/track-vectors.json").get("encrypted_swipe").get(0);
    private static final int KEYED = 0x06;

    private static byte[] clear(String track1, String track2) {
        byte[] report = new byte[337];
        put(report, 3, 7, track1);
        put(report, 4, 117, track2);
        return report;
    }

    private static byte[] enciphering(int status, byte[] track2) {
        byte[] report = new byte[856];
        report[4] = (byte) track2.length;
        System.arraycopy(track2, 0, report, 119, track2.length);
        report[494] = (byte) status;
        System.arraycopy(Hex.bytes(SAMPLE.get("ksn").asText()), 0, report, 495, 10);
        put(report, 506, 620, MASKED);
        return report;
    }

    private static void put(byte[] report, int lengthAt, int at, String text) {
        report[lengthAt] = (byte) text.length();
        System.arraycopy(text.getBytes(StandardCharsets.US_ASCII), 0, report, at, text.length());
    }

    private static String told(byte[] report) {
        return Swipes.told(HidReport.read(report));
    }

    @Test
    void clearReport_isTheCard() {
        assertThat(told(clear(TRACK_1, TRACK_2))).isEqualTo(CARD);
    }

    @Test
    void clearReport_withTrack2InError_isTheCardOfTrack1() {
        byte[] report = clear(TRACK_1, TRACK_2);
        report[1] = 1;

        assertThat(told(report)).isEqualTo("4761739001010119 3012 - 201");
    }

    @Test
    void clearReport_ofABlankCard_hasNoData() {
        byte[] report = clear("", "");
        report[6] = 3;

        assertThat(told(report)).isEqualTo("NO_DATA");
    }

    @Test
    void clearReport_ofADrivingLicence_isRefused() {
        byte[] report = clear(TRACK_1, TRACK_2);
        report[6] = 1;

        assertThat(told(report)).isEqualTo("FORMAT");
    }

    @Test
    void clearReport_withALengthBeyondItsField_isRefused() {
        byte[] report = clear(TRACK_1, TRACK_2);
        report[4] = 111;

        assertThat(told(report)).isEqualTo("REPORT");
    }

    @Test
    void encipheredReport_hasNothingInClear() {
        assertThat(told(enciphering(KEYED, new byte[40]))).isEqualTo("FFFF9876543210E00008 40 VISA ****0119 3012");
    }

    /** A maker's published swipe: what this module hands on opens with the key that the maker gives for it. */
    @Test
    void encipheredReport_ofThePublishedSwipe_opensToItsTrack() throws Exception {
        byte[] report = enciphering(KEYED, Hex.bytes(SAMPLE.get("ciphertext").asText()));

        Swipe swipe = HidReport.read(report);

        Octets key = Octets.ofHex(SAMPLE.get("dukpt_key").asText());
        byte[] variant = key.toByteArray();
        variant[7] ^= (byte) 0xFF;
        variant[15] ^= (byte) 0xFF;
        byte[] triple = Arrays.copyOf(variant, 24);
        System.arraycopy(variant, 0, triple, 16, 8);
        Cipher cipher = Cipher.getInstance("DESede/CBC/NoPadding");
        cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(triple, "DESede"), new IvParameterSpec(new byte[8]));
        byte[] opened = cipher.doFinal(((Swipe.Enciphered) swipe).track2().toByteArray());
        assertThat(new String(opened, StandardCharsets.US_ASCII))
                .startsWith(SAMPLE.get("plaintext").asText());

        System.out.println("enciphered swipes: 1");
    }

    @Test
    void encipheringReader_withoutKeys_sendsClearTracks() {
        byte[] report = new byte[856];
        put(report, 3, 7, TRACK_1);
        put(report, 4, 119, TRACK_2);

        assertThat(told(report)).isEqualTo(CARD);
    }

    @Test
    void encipheringReader_withItsKeysUsedUp_saysSo() {
        assertThat(told(enciphering(KEYED | 1, new byte[40]))).isEqualTo("KEYS_EXHAUSTED");
    }

    @Test
    void encipheredReport_ofHalfABlock_isRefused() {
        assertThat(told(enciphering(KEYED, new byte[37]))).isEqualTo("REPORT");
    }

    @Test
    void encipheredReport_withoutTrack2_hasNoData() {
        assertThat(told(enciphering(KEYED, new byte[0]))).isEqualTo("NO_DATA");
    }

    @Test
    void encipheredReport_withTheExpiryMasked_isRead() {
        byte[] report = enciphering(KEYED, new byte[40]);
        put(report, 506, 620, ";4761********0119=********************?");

        assertThat(told(report)).isEqualTo("FFFF9876543210E00008 40 VISA ****0119 -");
    }

    @Test
    void encipheredReport_withNoNumberShown_isRefused() {
        byte[] report = enciphering(KEYED, new byte[40]);
        put(report, 506, 620, ";****=30120000000000000000?");

        assertThat(told(report)).isEqualTo("FORMAT");
    }

    @Test
    void report_ofAnotherLength_isRefused() {
        assertThat(told(new byte[336])).isEqualTo("REPORT");
    }

    @Test
    void report_changedAnywhere_isAValue() {
        long seed = Long.getLong("seed", 20_261_122L);
        System.out.println("changed reports: seed " + seed);
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 50_000; i++) {
            byte[] report = random.nextBoolean() ? clear(TRACK_1, TRACK_2) : enciphering(KEYED, new byte[40]);
            for (int change = random.nextInt(8); change > 0; change--) {
                int at = random.nextInt(3) > 0 ? random.nextInt(report.length) : random.nextInt(7);
                report[at] = (byte) random.nextInt(256);
            }
            assertThat(told(report)).isNotEmpty();
        }
    }
}
