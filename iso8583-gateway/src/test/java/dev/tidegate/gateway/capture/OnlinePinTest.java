package dev.tidegate.gateway.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tidegate.core.card.Ksn;
import dev.tidegate.core.card.Octets;
import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.core.payment.PaymentState;
import dev.tidegate.core.payment.Reason;
import dev.tidegate.core.port.EncipheredPin;
import dev.tidegate.core.port.PaymentHsm.PinFormat;
import dev.tidegate.gateway.capture.PinDesk.Handed;
import dev.tidegate.gateway.capture.PinDesk.Why;
import dev.tidegate.gateway.codec.IsoCodec;
import dev.tidegate.gateway.profile.Profile;
import dev.tidegate.gateway.profile.ProfileHoleException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A sale whose PIN the issuer checks, from the till's request to the acquirer's message. */
final class OnlinePinTest {
    private static final Octets PADS_BLOCK = Octets.ofHex("1B9C1845EB993A7A");
    private static final Octets KSN = Octets.ofHex("FFFF9876543210E00001");
    private static final Octets ACQUIRERS_BLOCK = Octets.ofHex("C0FFEE5EA1ED0123");

    @TempDir
    Path folder;

    private Rig rig;
    private Handed answer = new Handed.Over(ACQUIRERS_BLOCK);
    private final List<EncipheredPin> handed = new ArrayList<>();

    @BeforeEach
    void open() {
        rig = new Rig(folder, (pin, pan) -> {
            assertThat(Octets.of(pin.block())).isEqualTo(PADS_BLOCK);
            assertThat(pan).hasToString("VISA ****0119");
            handed.add(pin);
            return answer;
        });
        rig.pin = () -> new EncipheredPin(PinFormat.ISO_0, new Ksn(KSN), PADS_BLOCK.toByteArray());
    }

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void sale_withAPin_carriesItUnderTheAcquirersKey() {
        rig.link.answers("00");

        LiveAnswer said = rig.ask(rig.newId());

        assertThat(said).isInstanceOf(LiveAnswer.Approved.class);
        assertThat(rig.link.last().text(52)).isEqualTo(ACQUIRERS_BLOCK.hex());
        assertThat(rig.link.last().text(53)).isEqualTo("2001010100000000");
    }

    @Test
    void sale_withoutAPin_hasNeitherField() {
        rig.pin = () -> null;
        rig.link.answers("00");

        LiveAnswer said = rig.ask(rig.newId());

        assertThat(said).isInstanceOf(LiveAnswer.Approved.class);
        assertThat(rig.link.last().fields()).doesNotContainKeys(52, 53);
        assertThat(handed).isEmpty();
    }

    @Test
    void pad_blockOnceHandedOver_isOverwritten() {
        rig.link.answers("00");

        LiveAnswer said = rig.ask(rig.newId());

        assertThat(said).isInstanceOf(LiveAnswer.Approved.class);
        assertThat(handed)
                .singleElement()
                .satisfies(pin -> assertThat(pin.block()).isEqualTo(new byte[8]));
    }

    @ParameterizedTest
    @EnumSource(names = {"HSM_AWAY", "PIN_BLOCK"})
    void sale_whosePinCannotGoOn_isNotSentAndRemembered(Why why) {
        PaymentId id = rig.newId();
        answer = new Handed.Refused(why);

        LiveAnswer said = rig.ask(id);
        LiveAnswer again = rig.ask(id);

        assertThat(said).isEqualTo(new LiveAnswer.NotSent(Reason.PIN_UNCHECKED));
        assertThat(again).isEqualTo(said);
        assertThat(rig.attempts(id)).isEmpty();
        assertThat(rig.link.sent()).isEmpty();
        assertThat(rig.drain()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"55, PIN_WRONG", "75, PIN_TRIES_EXCEEDED", "51, HOST_DECLINED", "99, HOST_DECLINED"})
    void sale_declined_saysWhatItsCodeSaysOfThePin(String code, Reason why) {
        PaymentId id = rig.newId();
        rig.link.answers(code);

        LiveAnswer said = rig.ask(id);
        LiveAnswer again = rig.ask(id);

        assertThat(said)
                .isInstanceOfSatisfying(
                        LiveAnswer.Declined.class,
                        declined -> assertThat(declined.why()).isEqualTo(why));
        assertThat(again).isEqualTo(said);
        assertThat(rig.state(id)).isEqualTo(PaymentState.DECLINED);
        assertThat(rig.payment(id).place().reason()).isEqualTo(why);
    }

    @Test
    void sale_afterAWrongPin_isANewMessageWithAStanOfItsOwn() {
        rig.link.answers("55").answers("00");

        LiveAnswer wrong = rig.ask(rig.newId());
        LiveAnswer right = rig.ask(rig.newId());

        assertThat(wrong).isInstanceOf(LiveAnswer.Declined.class);
        assertThat(right).isInstanceOf(LiveAnswer.Approved.class);
        assertThat(rig.link.sentTypes()).containsExactly("0200", "0200");
        assertThat(rig.link.sent().getFirst().text(11))
                .isNotEqualTo(rig.link.last().text(11));
    }

    @Test
    void reversal_ofASaleWithAPin_hasNone() {
        rig.link.staysSilent().answers("00");

        LiveAnswer said = rig.ask(rig.newId());
        rig.pass(Duration.ofSeconds(10));
        int begun = rig.drain();

        assertThat(said).isEqualTo(new LiveAnswer.Unknown());
        assertThat(begun).isEqualTo(1);
        assertThat(rig.link.sentTypes()).containsExactly("0200", "0420");
        assertThat(rig.link.last().fields()).doesNotContainKeys(52, 53);
    }

    @Test
    void profile_whoseFieldIsTooShortForItsFormat_refusesToLoad() {
        Profile profile = Rig.edited(folder, Map.of("pin: {format: ISO_0", "pin: {format: ISO_4"));

        assertThatExceptionOfType(ProfileHoleException.class)
                .isThrownBy(() -> new IsoCodec(profile))
                .withMessageContaining("field 52");
    }

    @Test
    void database_afterEveryEnd_holdsNothingOfThePin() throws IOException {
        rig.link.answers("00").answers("55").staysSilent().answers("00").takesNoByte();
        for (int sale = 0; sale < 4; sale++) {
            LiveAnswer ignored = rig.ask(rig.newId());
            rig.pass(Duration.ofSeconds(10));
            int begun = rig.drain();
            assertThat(begun).isBetween(0, 1);
        }
        answer = new Handed.Refused(Why.HSM_AWAY);
        LiveAnswer ignored = rig.ask(rig.newId());

        assertThat(handed).hasSize(5);
        try (Stream<Path> files = Files.walk(folder)) {
            assertThat(files.filter(Files::isRegularFile)).isNotEmpty().allSatisfy(OnlinePinTest::isClean);
        }
    }

    private static void isClean(Path file) {
        String content = read(file);
        for (Octets secret : List.of(PADS_BLOCK, KSN, ACQUIRERS_BLOCK)) {
            byte[] bytes = secret.toByteArray();
            String base64 = Base64.getEncoder().withoutPadding().encodeToString(bytes);
            assertThat(content)
                    .as(file.toString())
                    .doesNotContain(new String(bytes, StandardCharsets.ISO_8859_1))
                    .doesNotContain(secret.hex())
                    .doesNotContain(secret.hex().toLowerCase(Locale.ROOT))
                    .doesNotContain(base64);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
