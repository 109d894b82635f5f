package dev.tidegate.gateway.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.core.emv.EntryMode;
import dev.tidegate.core.payment.Rrn;
import dev.tidegate.core.payment.Stan;
import dev.tidegate.gateway.codec.SaleFacts.HostNumbers;
import dev.tidegate.gateway.codec.SaleFacts.Original;
import dev.tidegate.gateway.fixture.Profiles;
import dev.tidegate.gateway.fixture.Sales;
import dev.tidegate.gateway.fixture.WireMessage;
import dev.tidegate.gateway.profile.MessageKind;
import dev.tidegate.gateway.profile.Profile;
import dev.tidegate.gateway.profile.ReversalReason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How fields come about where acquirers differ: reversals, conditions, chip data as text. */
class FieldSourcesTest {
    private static final Instant SENT_AT = Instant.parse("2026-11-22T13:04:15Z");
    private static final Original SALE = new Original(MessageKind.SALE, new Stan(17), Sales.SOLD_AT);

    @TempDir
    private Path folder;

    @Test
    void reversal_withAStanOfItsOwn_isKnownByIt() {
        Outbound message = reversal(Profiles.generic());

        assertThat(WireMessage.read(message.bytes()).text(11)).isEqualTo("000018");
        assertThat(message.key()).isEqualTo(new MatchKey('4', "TILL0001", new Stan(18)));
    }

    @Test
    void reversal_withTheOriginalsStan_isKnownByThat() throws IOException {
        Outbound message = reversal(Profiles.edited(folder, "reversalStan: own", "reversalStan: original"));

        assertThat(WireMessage.read(message.bytes()).text(11)).isEqualTo("000017");
        assertThat(message.key()).isEqualTo(new MatchKey('4', "TILL0001", new Stan(17)));
    }

    @Test
    void reversal_withReplacementAmounts_saysThatNothingIsLeft() throws IOException {
        Outbound message =
                reversal(Profiles.edited(folder, "90: original", "90: original\n      95: replacement.none"));

        String text = new String(message.bytes(), StandardCharsets.ISO_8859_1);
        assertThat(text).endsWith("0".repeat(24) + "C00000000C00000000");
    }

    @ParameterizedTest
    @CsvSource({"TIMEOUT, 4021", "CANCELLED, 4000"})
    void reversal_of1993_saysWhyAndWhatItTakesBack(ReversalReason reason, String code) {
        Original original = new Original(MessageKind.SALE, new Stan(17), Sales.SOLD_AT, "", reason, null);

        String text = text(Profiles.named("ifsf-like"), original);

        assertThat(text).contains("400" + code).contains("22" + "1200" + "000017" + "261122140405");
    }

    @Test
    void reversal_ofAnUnansweredSale_namesItByItsTimeAlone() {
        byte[] frame = sealed(SALE);

        assertThat(new String(frame, StandardCharsets.ISO_8859_1))
                .contains("003012261122140405")
                .doesNotContain("002006");
    }

    @Test
    void reversal_ofAnAnsweredSale_namesItByTheHostsNumbers() {
        HostNumbers host = new HostNumbers("004711", "", "632600009999");

        byte[] frame = sealed(
                new Original(MessageKind.SALE, new Stan(17), Sales.SOLD_AT, "A00017", ReversalReason.CANCELLED, host));

        assertThat(new String(frame, StandardCharsets.ISO_8859_1))
                .contains("002006004711" + "003012261122140405" + "004012632600009999");
    }

    @ParameterizedTest
    @CsvSource({"CHIP, false, true", "SWIPE, false, false", "SWIPE, true, true", "TAP, false, false"})
    void field_underACondition_isThereWhereOneHolds(EntryMode mode, boolean repeat, boolean there) throws IOException {
        Profile profile = Profiles.edited(
                folder,
                "      60: deferred.mark\n  advice:",
                "      38: \"=ABCDEF when chip repeat\"\n" + "      60: deferred.mark\n  advice:");
        SaleFacts facts = facts(MessageKind.DEFERRED, repeat, mode, null);

        WireMessage read = WireMessage.read(
                new IsoCodec(profile).sale(facts, Sales.card(true)).bytes());

        assertThat(read.fields().containsKey(38)).isEqualTo(there);
    }

    @Test
    void chipData_inAFieldOfCharacters_isHexadecimalBothWays() throws IOException {
        Profile profile = Profiles.packaged(
                folder,
                "id=\"55\" length=\"255\" name=\"ICC data\" class=\"org.jpos.iso.IFB_LLLBINARY\"",
                "id=\"55\" length=\"510\" name=\"ICC data\" class=\"org.jpos.iso.IFB_LLLCHAR\"");
        IsoCodec codec = new IsoCodec(profile);

        byte[] frame = codec.sale(facts(MessageKind.SALE, false, EntryMode.CHIP, null), Sales.card(false))
                .bytes();

        assertThat(new String(frame, StandardCharsets.ISO_8859_1)).contains("9F260811223344556677889F2701809F10");
        assertThat(Objects.requireNonNull(
                        new Explainer(profile).explain(frame).lines().getLast().tags()))
                .hasSize(13);
    }

    private byte[] sealed(Original original) {
        IsoCodec codec = new IsoCodec(Profiles.named("elavon-like"), new MessageMac() {
            @Override
            public byte[] compute(byte[] covered) {
                return new byte[8];
            }

            @Override
            public boolean verify(byte[] covered, byte[] mac) {
                return true;
            }
        });
        return codec.sale(facts(MessageKind.REVERSAL, false, EntryMode.CHIP, original), Sales.card(false))
                .bytes();
    }

    private static String text(Profile profile, Original original) {
        byte[] frame = new IsoCodec(profile)
                .sale(facts(MessageKind.REVERSAL, false, EntryMode.CHIP, original), Sales.card(false))
                .bytes();
        return new String(frame, StandardCharsets.ISO_8859_1);
    }

    private static Outbound reversal(Profile profile) {
        return new IsoCodec(profile).sale(facts(MessageKind.REVERSAL, false, EntryMode.CHIP, SALE), Sales.card(false));
    }

    private static SaleFacts facts(MessageKind kind, boolean repeat, EntryMode mode, @Nullable Original original) {
        return new SaleFacts(
                kind,
                repeat,
                Sales.TERMINAL,
                Sales.AMOUNT,
                Sales.SOLD_AT,
                mode,
                mode.isStripe() ? null : Sales.request(Sales.AMOUNT),
                new Stan(original == null ? 17 : 18),
                new Rrn("632600000001"),
                SENT_AT,
                original);
    }
}
