package dev.tidegate.simulator.acquirer.issuer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.simulator.acquirer.wire.IsoMessage;
import java.util.List;
import org.junit.jupiter.api.Test;

final class IssuerTest {
    private final AtcHistory history = new AtcHistory();
    private final Issuer issuer = new Issuer(TestCard.ISSUER_KEY, new PinCheck(() -> List.of(TestCard.PIN_KEY)));

    @Test
    void decide_genuineArqc_approvesAndAuthenticatesItself() {
        Verdict verdict = decide(Messages.sale());

        assertThat(verdict)
                .isEqualTo(new Verdict(
                        new CardUse("chip-approves", "************0119", 1, CryptogramCheck.VERIFIED),
                        "00",
                        "E9E5020F06896FE03030"));
    }

    @Test
    void decide_cardWithoutFunds_declinesAndAuthenticatesItself() {
        Verdict verdict = decide(Messages.sale(TestCard.DECLINED, 700, 3, "000001"));

        assertThat(verdict.code()).isEqualTo("51");
        assertThat(verdict.issuerAuthentication()).hasSize(20).endsWith("3531");
    }

    @Test
    void decide_wrongCryptogram_declines82WithoutAuthentication() {
        IsoMessage sale = Messages.sale();
        Verdict verdict = decide(sale.with(55, sale.text(55).replaceAll("9F2608.{2}", "9F260800")));

        assertThat(verdict.code()).isEqualTo("82");
        assertThat(verdict.card().cryptogram()).isEqualTo(CryptogramCheck.WRONG);
        assertThat(verdict.issuerAuthentication()).isEmpty();
    }

    @Test
    void decide_usedCounter_declines82() {
        history.use(1);

        Verdict verdict = decide(Messages.sale());

        assertThat(verdict.code()).isEqualTo("82");
        assertThat(verdict.card().cryptogram()).isEqualTo(CryptogramCheck.ATC_USED);
    }

    @Test
    void decide_unusedLowerCounter_isTakenAndMarked() {
        history.use(9);

        Verdict verdict = decide(Messages.sale());

        assertThat(verdict.code()).isEqualTo("00");
        assertThat(verdict.card().cryptogram()).isEqualTo(CryptogramCheck.VERIFIED_OUT_OF_ORDER);
    }

    @Test
    void decide_wrongSequenceNumber_declines82() {
        assertThat(decide(Messages.sale().with(23, "002")).code()).isEqualTo("82");
    }

    @Test
    void decide_genuineTc_acceptsWithoutAuthentication() {
        Verdict verdict = decide(Messages.advice());

        assertThat(verdict.code()).isEqualTo("00");
        assertThat(verdict.card().cryptogram()).isEqualTo(CryptogramCheck.VERIFIED);
        assertThat(verdict.issuerAuthentication()).isEmpty();
    }

    @Test
    void decide_adviceForACardWithoutFunds_isAccepted() {
        assertThat(decide(Messages.advice(TestCard.DECLINED, 500, 2, "000001")).code())
                .isEqualTo("00");
    }

    @Test
    void decide_adviceWithAnArqc_declines82() {
        IsoMessage advice = Messages.advice().with(55, TestCard.OFFLINE.chip(500, 7, CardCryptogram.ARQC));

        assertThat(decide(advice).code()).isEqualTo("82");
    }

    @Test
    void decide_saleWithATc_declines82() {
        IsoMessage sale = Messages.sale().with(55, TestCard.APPROVES.chip(1234, 1, CardCryptogram.TC));

        assertThat(decide(sale).code()).isEqualTo("82");
    }

    @Test
    void decide_unknownCard_declines14() {
        Verdict verdict = decide(Messages.sale(TestCard.UNKNOWN, 100, 1, "000001"));

        assertThat(verdict.code()).isEqualTo("14");
        assertThat(verdict.card().name()).isEqualTo(CardUse.UNKNOWN);
    }

    @Test
    void decide_otherExpiry_declines54() {
        assertThat(decide(Messages.sale().with(14, "2912")).code()).isEqualTo("54");
    }

    @Test
    void decide_noChipData_isDecidedByTheAccount() {
        Verdict verdict = decide(Messages.sale().without(55).with(22, "901"));

        assertThat(verdict.code()).isEqualTo("00");
        assertThat(verdict.card().cryptogram()).isEqualTo(CryptogramCheck.ABSENT);
    }

    @Test
    void decide_ruleSpeaks_isHeardAfterTheChecks() {
        Verdict declined = issuer.decide(Messages.sale(), card -> history, code -> "05");
        history.use(1);
        Verdict replayed = issuer.decide(Messages.sale(), card -> history, code -> "00");

        assertThat(declined.code()).isEqualTo("05");
        assertThat(declined.issuerAuthentication()).endsWith("3035");
        assertThat(replayed.code()).isEqualTo("82");
    }

    private Verdict decide(IsoMessage message) {
        return issuer.decide(message, card -> history, code -> code);
    }
}
