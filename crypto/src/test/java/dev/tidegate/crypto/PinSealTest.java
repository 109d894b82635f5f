package dev.tidegate.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tidegate.core.card.Ksn;
import dev.tidegate.core.card.Octets;
import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.core.payment.SealedBody;
import dev.tidegate.core.port.EncipheredPin;
import dev.tidegate.core.port.PaymentHsm.PinFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Where an enciphered PIN may be: in the body of one request, and nowhere else. */
final class PinSealTest {
    private static final PaymentId PAYMENT = Samples.payment(1);
    private static final Recipient RECIPIENT = Recipient.create();
    private static final Ksn KSN = new Ksn(Octets.ofHex("123456789012345600000001"));

    @ParameterizedTest
    @EnumSource
    void open_bodyForOneRequest_hasThePin(PinFormat format) {
        try (OpenedBody opened = open(sealed(pin(format)))) {
            EncipheredPin there = opened.pin();

            assertThat(there).isNotNull();
            assertThat(there.format()).isEqualTo(format);
            assertThat(there.ksn()).isEqualTo(KSN);
            assertThat(there.block()).isEqualTo(pin(format).block());
        }
    }

    @Test
    void open_bodyWithoutAPin_hasNone() {
        try (OpenedBody opened = open(RECIPIENT.sealer().sealForRequest(Samples.contents(PAYMENT)))) {
            assertThat(opened.pin()).isNull();
        }
    }

    @Test
    void openedBody_onceClosed_holdsZeros() {
        OpenedBody opened = open(sealed(pin(PinFormat.ISO_4)));
        EncipheredPin there = opened.pin();

        opened.close();

        assertThat(there == null ? new byte[0] : there.block()).isEqualTo(new byte[16]);
    }

    @Test
    void seal_leavesThePinToItsOwner() {
        EncipheredPin pin = pin(PinFormat.ISO_0);

        SealedBody ignored = sealed(pin);

        assertThat(pin.block()).isEqualTo(pin(PinFormat.ISO_0).block());
    }

    @ParameterizedTest
    @EnumSource(names = "ALL", mode = EnumSource.Mode.EXCLUDE)
    void read_anyOtherPlaceWithAPin_isRejected(Body.Tracks place) {
        byte[] map = written(pin(PinFormat.ISO_0));

        assertThat(catchThrowableOfType(Rejection.class, () -> Body.read(map, place)))
                .isNotNull();
    }

    @Test
    void write_ofAnOpenedBody_leavesThePinBehind() {
        try (OpenedBody opened = open(sealed(pin(PinFormat.ISO_0)))) {
            byte[] column = Body.write(opened.card(), opened.tags(), opened.amount(), opened.soldAt(), false);

            assertThat(Octets.of(column).hex())
                    .doesNotContain(Octets.of(pin(PinFormat.ISO_0).block()).hex())
                    .doesNotContain(KSN.value().hex());
        }
    }

    @Test
    void read_pinOfAnImpossibleFormat_isRejected() {
        String hex = Octets.of(written(pin(PinFormat.ISO_0))).hex();
        // Key 9, the format, key 10 and twelve bytes.
        byte[] other = Octets.ofHex(hex.replace("09000A4C", "09010A4C")).toByteArray();

        assertThat(hex).contains("09000A4C");
        assertThat(catchThrowableOfType(Rejection.class, () -> Body.read(other, Body.Tracks.ALL)))
                .isNotNull();
    }

    @Test
    void openedBody_asText_saysNothingOfThePin() {
        try (OpenedBody opened = open(sealed(pin(PinFormat.ISO_0)))) {
            assertThat(opened.toString()).doesNotContain("Pin").doesNotContain("Ksn");
        }
    }

    private static byte[] written(EncipheredPin pin) {
        return Body.write(Samples.card(), Samples.tags(), Samples.AMOUNT, Samples.NOON, false, pin, null);
    }

    private static SealedBody sealed(EncipheredPin pin) {
        return RECIPIENT.sealer().sealForRequest(Samples.contents(PAYMENT), pin);
    }

    private static EncipheredPin pin(PinFormat format) {
        byte[] sample = Octets.ofHex("1B9C1845EB993A7A").toByteArray();
        byte[] block = new byte[EncipheredPin.bytesOf(format)];
        for (int i = 0; i < block.length; i++) {
            block[i] = sample[i % sample.length];
        }
        return new EncipheredPin(format, KSN, block);
    }

    private static OpenedBody open(SealedBody sealed) {
        return RECIPIENT.opener().open(sealed, Samples.TILL, PAYMENT, Purpose.REQUEST);
    }
}
