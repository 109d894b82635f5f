package dev.tidegate.gateway.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.core.card.Octets;
import dev.tidegate.gateway.codec.Explained.Line;
import dev.tidegate.gateway.codec.Explained.TagLine;
import dev.tidegate.gateway.fixture.Profiles;
import dev.tidegate.gateway.fixture.Sales;
import dev.tidegate.gateway.profile.Framing;
import dev.tidegate.gateway.profile.Golden;
import dev.tidegate.gateway.profile.GoldenReader;
import dev.tidegate.gateway.profile.Profile;
import java.util.Arrays;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A frame in words: where each field is, where reading went wrong, and never a digit of a card. */
class ExplainerTest {
    private static final String TRACK_REST = "30121010000000000000";

    private final Profile profile = Profiles.generic();
    private final Explainer explainer = new Explainer(profile);
    private final byte[] sale = frame(profile, "sale by chip with track");

    @Test
    void frame_asTheProfileSays_hasNoDisagreement() {
        Explained explained = explainer.explain(sale);

        assertThat(explained.disagreement()).isNull();
        assertThat(explained.type()).isEqualTo("0200");
        assertThat(explained.meaning()).isEqualTo("sale or deferred or refund or later");
        assertThat(explained.framed()).isFalse();
    }

    @Test
    void fields_ofAFrame_lieOneBehindTheOther() {
        int at = 0;
        for (Line line : explainer.explain(sale).lines()) {
            assertThat(line.offset()).as("field " + line.field()).isEqualTo(at);
            at += line.bytes();
        }
        assertThat(at).isEqualTo(sale.length);
    }

    @Test
    void field_ofAFrame_hasItsNameAndValue() {
        Line amount = line(explainer.explain(sale), 4);

        assertThat(amount.name()).isEqualTo("Amount, transaction");
        assertThat(amount.value()).isEqualTo("000000001250");
        assertThat(amount.offset()).isEqualTo(2 + 8 + 9 + 3);
        assertThat(amount.bytes()).isEqualTo(6);
    }

    @Test
    void tags_ofField55_areNamedOneByOne() {
        assertThat(line(explainer.explain(sale), 55).tags())
                .contains(new TagLine("9F36", 2, "Application transaction counter", "0001"))
                .hasSize(13);
    }

    @ParameterizedTest
    @ValueSource(strings = {"iso87-generic", "elavon-like", "ifsf-like"})
    void cardDigits_ofAnyGoldenMessage_areNotShown(String name) {
        Profile one = Profiles.named(name);
        Explainer words = new Explainer(one);

        for (Golden.Sent sent : GoldenReader.read(one).sent()) {
            Explained explained = words.explain(sent.frame().toByteArray());

            assertThat(explained.disagreement()).as(sent.name()).isNull();
            assertThat(explained.toString())
                    .as(sent.name())
                    .contains("16 digits, **** 0119")
                    .doesNotContain(Sales.NUMBER)
                    .doesNotContain(Sales.NUMBER.substring(4, 12))
                    .doesNotContain(TRACK_REST);
        }
    }

    @Test
    void cardDigits_whereAHostPutsThem_areNotShown() {
        // A host that says a card number in the fields of references, names and private data.
        byte[] frame = Octets.ofHex("02100000000008600010" + ascii("476173900101") + ascii("47617390")
                        + ascii("4761739001010119".substring(1))
                        + ascii(("x" + Sales.NUMBER + " ".repeat(40)).substring(0, 40))
                        + "0016" + ascii(Sales.NUMBER))
                .toByteArray();
        frame[6] = 0x08;
        frame[7] = (byte) 0xE0;
        frame[8] = 0;

        assertThat(explainer.explain(frame).toString()).doesNotContain("617390010101");
    }

    @Test
    void frame_cutAtAnyByte_disagreesThereAndKeepsWhatCameBefore() {
        Explained whole = explainer.explain(sale);
        for (int length = 1; length < sale.length; length++) {
            Explained cut = explainer.explain(Arrays.copyOf(sale, length));

            assertThat(cut.disagreement()).as("cut at " + length).isNotNull();
            assertThat(cut.lines())
                    .as("cut at " + length)
                    .isEqualTo(whole.lines().subList(0, cut.lines().size()));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            22 | 1A | 4  | 22 | a byte that is none of PACKED_LEFT
            10 | 25 | 2  | 10 | its length is 25, the profile allows 1 to 19
            9  | 01 | 64 | 0  | the profile has no such field
            0  | FF | 0  | 0  | a byte that is none of PACKED_LEFT
            """)
    void byte_thatIsWrong_isTheFirstDisagreement(int at, String by, int field, int offset, String what) {
        byte[] frame = sale.clone();
        frame[at] = (byte) Integer.parseInt(by, 16);

        Explained.Disagreement found =
                Objects.requireNonNull(explainer.explain(frame).disagreement());

        assertThat(found.field()).isEqualTo(field);
        assertThat(found.what()).contains(what);
        if (offset > 0) {
            assertThat(found.offset()).isEqualTo(offset);
        }
    }

    @Test
    void bytesLeftOver_areTheDisagreement() {
        Explained explained = explainer.explain(Arrays.copyOf(sale, sale.length + 5));

        assertThat(explained.disagreement())
                .isEqualTo(new Explained.Disagreement(
                        sale.length, -1, "at byte " + sale.length + ": 5 bytes are left over"));
    }

    @Test
    void messageType_thatTheProfileDoesNotHave_isTheDisagreement() {
        byte[] frame = sale.clone();
        frame[1] = 0x40;

        assertThat(Objects.requireNonNull(explainer.explain(frame).disagreement())
                        .what())
                .contains("a message type that the profile does not have");
    }

    @Test
    void field_thatTheMessageLacks_isTheDisagreement() {
        byte[] without =
                Octets.ofHex("08000220000000000000" + "1122130405000001").toByteArray();

        assertThat(Objects.requireNonNull(explainer.explain(without).disagreement()))
                .isEqualTo(new Explained.Disagreement(18, 70, "field 70: is missing"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"iso87-generic", "elavon-like", "ifsf-like"})
    void whatStandsBeforeAMessage_isRecognised(String name) {
        Profile one = Profiles.named(name);
        byte[] message = frame(one, "sale by chip with track");
        Framing framing = one.framing();
        byte[] framed = framed(framing, message);

        Explained explained = new Explainer(one).explain(framed);

        assertThat(explained.framed()).isTrue();
        assertThat(explained.disagreement()).isNull();
        assertThat(explained.lines().getFirst().name()).isEqualTo("Length");
        assertThat(line(explained, 0).offset()).isEqualTo(framed.length - message.length);
    }

    @Test
    void frames_mutated_areExplainedWithoutACardNumber() {
        long seed = 61L;
        Random chance = new Random(seed);
        for (int i = 0; i < 3_000; i++) {
            byte[] frame = Arrays.copyOf(sale, sale.length + chance.nextInt(-3, 4));
            for (int flips = chance.nextInt(1, 4); flips > 0; flips--) {
                frame[chance.nextInt(frame.length)] ^= (byte) (1 << chance.nextInt(8));
            }

            assertThat(explainer.explain(frame).toString()).as("seed " + seed).doesNotContain(Sales.NUMBER);
        }
    }

    static byte[] framed(Framing framing, byte[] message) {
        byte[] before = framing.before().toByteArray();
        byte[] framed = new byte[framing.length().bytes() + before.length + message.length];
        Prefix.Form form = framing.length() == Framing.Length.BINARY_2 ? Prefix.Form.BINARY : Prefix.Form.ASCII;
        new Prefix(form, framing.length().bytes()).write(framing.lengthOf(message.length), framed, 0);
        System.arraycopy(before, 0, framed, framing.length().bytes(), before.length);
        System.arraycopy(message, 0, framed, framed.length - message.length, message.length);
        return framed;
    }

    static byte[] frame(Profile profile, String name) {
        return GoldenReader.read(profile).sent().stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow()
                .frame()
                .toByteArray();
    }

    private static Line line(Explained explained, int field) {
        return explained.lines().stream()
                .filter(line -> line.field() == field)
                .findFirst()
                .orElseThrow();
    }

    private static String ascii(String text) {
        return Octets.of(Text.ascii(text)).hex();
    }
}
