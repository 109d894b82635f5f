package dev.tidegate.emv.authentication;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.emv.Tag;
import dev.tidegate.emv.data.CardMemory;
import dev.tidegate.emv.data.CardObjects;
import dev.tidegate.emv.data.MalformedCardDataException;
import dev.tidegate.emv.data.Sha1;
import dev.tidegate.emv.data.Slice;
import dev.tidegate.emv.testcard.Hex;
import dev.tidegate.emv.testcard.TestCard;
import dev.tidegate.emv.testcard.TestKey;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;

/**
 * Certificates of any content, for the fuzz targets: really signed, as else nothing would get behind the first check.
 *
 * <pre>
 * which of the three, with b8 set: a wrong hash | content 41 | exponent length, b1 b2 | exponent | remainder …
 * </pre>
 */
public final class CertifiedBytes {
    private static final TestKey SIGNER = TestKey.of(512, "03", 5);
    private static final PublicKey PUBLIC = new PublicKey(SIGNER.modulus(), Octets.ofHex("03"));
    /** What of a block is neither its frame, nor its format, nor the hash. */
    private static final int CONTENT = 41;

    private static final LocalDate DAY = LocalDate.of(2026, 3, 14);

    private CertifiedBytes() {}

    /** A good issuer's and a good card's. */
    public static List<byte[]> seeds() {
        String end = "0101" + "40" + "01" + "C1".repeat(CONTENT);
        return List.of(
                seed("00", "476173FF" + "1239" + "000001" + end, "C1".repeat(36)),
                seed("01", TestCard.VISA_PAN + "FFFF" + "1239" + "000002" + end, "C1".repeat(42)));
    }

    private static byte[] seed(String kind, String content, String remainder) {
        return Hex.bytes(kind + content.substring(0, 2 * CONTENT) + "01" + "03" + remainder);
    }

    /** Whether a key came out of it. */
    public static boolean isCertificate(byte[] input) {
        Certificate kind = Certificate.values()[input.length == 0 ? 0 : (input[0] & 0x7F) % 3];
        byte[] content = range(input, 1, 1 + CONTENT);
        int exponentBytes = input.length > 1 + CONTENT ? input[1 + CONTENT] & 3 : 0;
        byte[] exponent = range(input, 2 + CONTENT, 2 + CONTENT + exponentBytes);
        byte[] remainder = range(input, 2 + CONTENT + exponentBytes, Math.max(input.length, 2 + CONTENT + 3));
        byte[] inside = Hex.join(new byte[] {(byte) (kind == Certificate.ISSUER ? 2 : 4)}, content);
        Octets hash = Sha1.of(List.of(Slice.of(inside), Slice.of(remainder), Slice.of(exponent)));
        byte[] covered = input.length > 0 && input[0] < 0 ? new byte[Sha1.BYTES] : hash.toByteArray();
        byte[] signed = SIGNER.sign(Hex.join(new byte[] {0x6A}, inside, covered, new byte[] {(byte) 0xBC}));
        String[] tags = switch (kind) {
            case ISSUER -> new String[] {"90", "92", "9F32"};
            case CARD -> new String[] {"9F46", "9F48", "9F47"};
            case PIN -> new String[] {"9F2D", "9F2F", "9F2E"};
        };
        CardObjects card = CardObjects.in(new CardMemory())
                .with(tag(tags[0]), Slice.of(signed))
                .with(tag(tags[1]), Slice.of(remainder))
                .with(tag(tags[2]), Slice.of(exponent));
        try {
            PublicKey key = kind.recover(PUBLIC, card, Hex.slice(TestCard.VISA_PAN), DAY, List.of());
            return key.modulus().length() == (content[kind == Certificate.ISSUER ? 11 : 17] & 0xFF);
        } catch (MalformedCardDataException e) {
            return false;
        }
    }

    private static byte[] range(byte[] input, int from, int to) {
        return Arrays.copyOfRange(Arrays.copyOf(input, Math.max(input.length, to)), from, to);
    }

    private static Tag tag(String hex) {
        return new Tag(Integer.parseInt(hex, 16));
    }
}
