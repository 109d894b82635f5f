package dev.tidegate.emv.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidegate.core.card.Octets;
import dev.tidegate.core.emv.MalformedTlvException;
import dev.tidegate.core.emv.Tag;
import dev.tidegate.core.emv.Tlv;
import dev.tidegate.emv.testcard.Hex;
import dev.tidegate.emv.testcard.Vectors;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TlvElementTest {
    private static final JsonNode VECTORS = Vectors.json("tlv/pyemv-tlv.json");

    @TestFactory
    Stream<DynamicTest> readAll_eachVectorToAccept_isRead() {
        JsonNode accept = VECTORS.get("accept");
        System.out.println(
                "tlv: " + accept.size() + " to accept, " + VECTORS.get("reject").size() + " to reject");
        return Vectors.each(accept)
                .map(each -> DynamicTest.dynamicTest(each.get(0).asText(), () -> {
                    String hex = each.get(0).asText();
                    each.get(1)
                            .fields()
                            .forEachRemaining(expected -> assertThat(TlvElement.readAll(Hex.slice(hex)))
                                    .anyMatch(
                                            element -> element.tag().toString().equals(expected.getKey())
                                                    && (expected.getValue().isObject()
                                                            || Hex.of(element.value())
                                                                    .equals(expected.getValue()
                                                                            .asText()))));
                }));
    }

    @TestFactory
    Stream<DynamicTest> readAll_eachVectorToReject_isRefused() {
        return Vectors.each(VECTORS.get("reject"))
                .map(each -> DynamicTest.dynamicTest(
                        each.get(0).asText(),
                        () -> assertThatThrownBy(
                                        () -> deep(Hex.slice(each.get(0).asText())))
                                .isInstanceOf(MalformedCardDataException.class)));
    }

    @Test
    void readAll_paddedScript_isRead() {
        // The recording lacks the last of its zero bytes.
        String run = VECTORS.get("issuer_script_with_zero_padding_emv_bertlv").asText() + "00";

        List<TlvElement> elements = TlvElement.readAll(Hex.slice(run));

        assertThat(elements)
                .extracting(TlvElement::tag)
                .containsExactly(Tag.ISSUER_AUTHENTICATION, Tag.ISSUER_SCRIPT_2);
        assertThat(TlvElement.readAll(elements.getLast().value())).hasSize(4);
    }

    @Test
    void readAll_elements_knowTheirWhole() {
        List<TlvElement> elements = TlvElement.readAll(Hex.slice("009F2701409F3602001100"));

        assertThat(elements).hasSize(2);
        assertThat(Hex.of(elements.get(0).whole())).isEqualTo("9F270140");
        assertThat(Hex.of(elements.get(1).whole())).isEqualTo("9F36020011");
    }

    @Test
    void readAll_moreElementsThanATemplateHas_isRefused() {
        Slice run = Hex.slice("9C00".repeat(TlvElement.ELEMENTS_MAX + 1));

        assertThatThrownBy(() -> TlvElement.readAll(run)).isInstanceOf(MalformedCardDataException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"9C84FFFFFFFF00", "9C8480000000", "9C83FFFFFF00", "9C850000000001FF", "9CFF", "9C84000000"})
    void readAll_lengthThatIsNotThere_isRefused(String run) {
        assertThatThrownBy(() -> TlvElement.readAll(Hex.slice(run))).isInstanceOf(MalformedCardDataException.class);
    }

    @Test
    void readAll_indefiniteLength_isRefused() {
        assertThatThrownBy(() -> TlvElement.readAll(Hex.slice("70809C00" + "0000")))
                .isInstanceOf(MalformedCardDataException.class);
    }

    @Test
    void template_ofAnotherTagOrSeveral_isRefused() {
        Tag tag = new Tag(0x70);

        assertThat(Hex.of(TlvElement.template(Hex.slice("70029C00"), tag))).isEqualTo("9C00");
        assertThatThrownBy(() -> TlvElement.template(Hex.slice("77029C00"), tag))
                .isInstanceOf(MalformedCardDataException.class);
        assertThatThrownBy(() -> TlvElement.template(Hex.slice("70007000"), tag))
                .isInstanceOf(MalformedCardDataException.class);
        assertThatThrownBy(() -> TlvElement.template(Hex.slice(""), tag))
                .isInstanceOf(MalformedCardDataException.class);
    }

    @Test
    void readAll_randomBytes_agreesWithCore() {
        SplittableRandom random = new SplittableRandom(20_260_314);
        int read = 0;
        for (int i = 0; i < 50_000; i++) {
            byte[] bytes = new byte[random.nextInt(24)];
            random.nextBytes(bytes);
            boolean ours = isRead(bytes);
            assertThat(ours).as("seed 20260314, case %d: %s", i, Hex.of(bytes)).isEqualTo(isReadByCore(bytes));
            read += ours ? 1 : 0;
        }
        assertThat(read).as("some of them are TLV").isGreaterThan(1_000);
    }

    private static boolean isRead(byte[] bytes) {
        try {
            return TlvElement.readAll(Slice.of(bytes)).size() < Integer.MAX_VALUE;
        } catch (MalformedCardDataException e) {
            return false;
        }
    }

    private static boolean isReadByCore(byte[] bytes) {
        try {
            return Tlv.readAll(Octets.of(bytes)).size() < Integer.MAX_VALUE;
        } catch (MalformedTlvException e) {
            return false;
        }
    }

    private static void deep(Slice run) {
        for (TlvElement element : TlvElement.readAll(run)) {
            if (element.tag().isConstructed()) {
                deep(element.value());
            }
        }
    }
}
