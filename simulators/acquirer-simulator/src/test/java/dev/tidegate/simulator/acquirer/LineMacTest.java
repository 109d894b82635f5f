package dev.tidegate.simulator.acquirer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.simulator.acquirer.issuer.Messages;
import dev.tidegate.simulator.acquirer.wire.Dialect;
import dev.tidegate.simulator.acquirer.wire.IsoCodec;
import dev.tidegate.simulator.acquirer.wire.IsoMessage;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Codes of messages; the values were computed by another program, block by block. */
final class LineMacTest {
    private static final String SINGLE_KEY = LineOptions.MAC_KEY.substring(0, 16);

    @ParameterizedTest
    @CsvSource({
        "ELAVON_LIKE, WHOLE, 89D2C9D93FE91BE8",
        "IFSF_LIKE, WHOLE, 9A719BB58825ACFA",
        "ELAVON_LIKE, FIELDS, 393D8287E5F9107F",
        "IFSF_LIKE, FIELDS, 393D8287E5F9107F"
    })
    void sealed_sale_hasTheCodeComputedElsewhere(Dialect dialect, LineMac.Coverage coverage, String code) {
        assertThat(mac(dialect, coverage, LineOptions.MAC_KEY)
                        .sealed(Messages1993.sale())
                        .text(64))
                .isEqualTo(code);
    }

    @Test
    void sealed_keyOfEightBytes_isSingleDes() {
        assertThat(mac(Dialect.ELAVON_LIKE, LineMac.Coverage.FIELDS, SINGLE_KEY)
                        .sealed(Messages1993.sale())
                        .text(64))
                .isEqualTo("6CD093F50C754650");
    }

    @Test
    void sealed_messageWithASecondBitmap_hasItsCodeIn128() {
        IsoMessage sealed = mac(Dialect.ISO87_GENERIC, LineMac.Coverage.WHOLE, LineOptions.MAC_KEY)
                .sealed(Messages.reversal(Messages.sale(), "000002"));

        assertThat(sealed.has(64)).isFalse();
        assertThat(sealed.text(128)).hasSize(16);
    }

    @ParameterizedTest
    @ValueSource(strings = {"OFF", "WHOLE", "FIELDS"})
    void isGenuine_whatWasSealed_isTrue(LineMac.Coverage coverage) {
        LineMac mac = mac(Dialect.IFSF_LIKE, coverage, LineOptions.MAC_KEY);

        assertThat(isGenuine(mac, mac.sealed(Messages1993.sale()))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"WHOLE, 42, MERCHANT0000002", "FIELDS, 4, 000000001235", "WHOLE, 64, 0000000000000000"})
    void isGenuine_anythingCoveredChanged_isFalse(LineMac.Coverage coverage, int field, String value) {
        LineMac mac = mac(Dialect.IFSF_LIKE, coverage, LineOptions.MAC_KEY);

        assertThat(isGenuine(mac, mac.sealed(Messages1993.sale()).with(field, value)))
                .isFalse();
    }

    @Test
    void isGenuine_fieldThatIsNotListedChanged_isTrue() {
        LineMac mac = mac(Dialect.IFSF_LIKE, LineMac.Coverage.FIELDS, LineOptions.MAC_KEY);

        assertThat(isGenuine(mac, mac.sealed(Messages1993.sale()).with(42, "MERCHANT0000002")))
                .isTrue();
    }

    @Test
    void isGenuine_noCode_isTrueForNetworkMessagesOnly() {
        LineMac mac = mac(Dialect.ISO87_GENERIC, LineMac.Coverage.WHOLE, LineOptions.MAC_KEY);

        assertThat(isGenuine(mac, Messages.sale(), Dialect.ISO87_GENERIC)).isFalse();
        assertThat(isGenuine(mac, Messages.echo(), Dialect.ISO87_GENERIC)).isTrue();
    }

    @Test
    void isGenuine_totalsWithoutACode_isTrueWhereFieldsAreCovered() {
        IsoMessage close = Messages1993.close("000010", "001", 0, 0);

        assertThat(isGenuine(mac(Dialect.ELAVON_LIKE, LineMac.Coverage.FIELDS, SINGLE_KEY), close, Dialect.ELAVON_LIKE))
                .isTrue();
        assertThat(isGenuine(mac(Dialect.ELAVON_LIKE, LineMac.Coverage.WHOLE, SINGLE_KEY), close, Dialect.ELAVON_LIKE))
                .isFalse();
    }

    private static boolean isGenuine(LineMac mac, IsoMessage message) {
        return isGenuine(mac, message, Dialect.IFSF_LIKE);
    }

    private static boolean isGenuine(LineMac mac, IsoMessage message, Dialect dialect) {
        return mac.isGenuine(message, new IsoCodec(dialect).encode(message));
    }

    private static LineMac mac(Dialect dialect, LineMac.Coverage coverage, String key) {
        var keys = new LineKeys(LineMac.key(LineOptions.EXCHANGE_KEY), LineMac.key(key), new Random(1));
        return new LineMac(coverage, keys, new IsoCodec(dialect));
    }
}
