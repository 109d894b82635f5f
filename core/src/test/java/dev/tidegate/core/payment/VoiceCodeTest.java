package dev.tidegate.core.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidegate.core.emv.EntryMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class VoiceCodeTest {
    @ParameterizedTest
    @CsvSource({"K7402B, K7402B", "k7402b, K7402B", "' 12 ', 12", "0A, 0A", "000001, 000001"})
    void typed_letters_areMadeGreat(String typed, String code) {
        assertThat(VoiceCode.typed(typed).value()).isEqualTo(code);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "1234567", "12 34", "12-34", "000000", "0", "Ä", "١٢٣"})
    void typed_whatIsNoCode_isRefused(String typed) {
        assertThatThrownBy(() -> VoiceCode.typed(typed)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void stored_byVoiceWithoutACode_isRefused() {
        Sale bare = bare();

        assertThatThrownBy(() ->
                        new JournalEntry.Stored(Sales.id(), bare, StoredKind.VOICE_APPROVED, Sales.body(), null, null))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void stored_byVoiceWithACryptogram_isRefused() {
        Sale signed = Sales.sale(Amount.of(1, "EUR"));
        VoiceCode code = new VoiceCode("A1");

        assertThatThrownBy(() -> new JournalEntry.Stored(
                        Sales.id(), signed, StoredKind.VOICE_APPROVED, Sales.body(), null, code))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"OFFLINE_APPROVED", "DEFERRED_AUTHORISATION"})
    void stored_otherwiseWithoutACryptogramOfAChip_isRefused(StoredKind kind) {
        Sale bare = bare();

        assertThatThrownBy(() -> new JournalEntry.Stored(Sales.id(), bare, kind, Sales.body()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Sale bare() {
        Sale sale = Sales.sale(Amount.of(1, "EUR"));
        return new Sale(
                sale.amount(),
                sale.soldAt(),
                EntryMode.CHIP,
                sale.card(),
                sale.cvm(),
                null,
                sale.reference(),
                sale.request());
    }
}
