package dev.tidegate.emv.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidegate.core.card.Octets;
import dev.tidegate.emv.data.TransactionStatus.Done;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Interchange profile and transaction status, bit by bit (EMV 4.4 Book 3, annexes C1 and C6). */
final class BitsTest {
    @ParameterizedTest
    @CsvSource({
        "4000, true, false, false, false, false",
        "2000, false, true, false, false, false",
        "1000, false, false, true, false, false",
        "0400, false, false, false, true, false",
        "0100, false, false, false, false, true",
        "0080, false, false, false, false, false",
    })
    void profile_eachBit_saysOneThing(String hex, boolean sda, boolean dda, boolean cvm, boolean issuer, boolean cda) {
        InterchangeProfile profile = new InterchangeProfile(Octets.ofHex(hex));

        assertThat(profile.staticAuthentication()).isEqualTo(sda);
        assertThat(profile.dynamicAuthentication()).isEqualTo(dda);
        assertThat(profile.cardholderVerification()).isEqualTo(cvm);
        assertThat(profile.issuerAuthentication()).isEqualTo(issuer);
        assertThat(profile.combinedAuthentication()).isEqualTo(cda);
    }

    @Test
    void profile_ofAnotherLength_isMalformed() {
        assertThatThrownBy(() -> new InterchangeProfile(Octets.ofHex("7C")))
                .isInstanceOf(MalformedCardDataException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "DATA_AUTHENTICATION, 8000",
        "CARDHOLDER_VERIFICATION, 4000",
        "CARD_RISK_MANAGEMENT, 2000",
        "ISSUER_AUTHENTICATION, 1000",
        "TERMINAL_RISK_MANAGEMENT, 0800",
        "SCRIPT_PROCESSING, 0400",
    })
    void status_eachStep_hasItsBit(Done done, String hex) {
        TransactionStatus status = TransactionStatus.none().with(done);

        assertThat(status.octets().hex()).isEqualTo(hex);
        assertThat(status.has(done)).isTrue();
        assertThat(TransactionStatus.none().has(done)).isFalse();
    }
}
