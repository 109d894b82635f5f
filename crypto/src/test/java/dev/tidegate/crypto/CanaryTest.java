package dev.tidegate.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.tidegate.core.card.ClearCard;
import dev.tidegate.core.card.Octets;
import dev.tidegate.core.payment.Amount;
import dev.tidegate.core.payment.SealedBody;
import dev.tidegate.core.port.Sealer;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Drives every failure with a card whose digits are known, and looks for them in whatever comes out. */
final class CanaryTest {
    private static final Octets DIGITS = Octets.of(Samples.ascii(Samples.PAN));

    @TempDir
    Path folder;

    private final Recipient recipient = Recipient.create();
    private final List<String> said = new ArrayList<>();

    @Test
    void failures_ofEveryDoor_nameNoDigit() {
        SealedBody sealed = recipient.sealer().sealForRequest(Samples.contents(Samples.payment(1)));
        BodyOpener opener = recipient.opener();
        breaks(() -> opener.open(sealed, Samples.OTHER_TILL, Samples.payment(1), Purpose.REQUEST));
        breaks(() -> opener.open(sealed, Samples.TILL, Samples.payment(1), Purpose.JOURNAL));
        breaks(() -> opener.open(clear(), Samples.TILL, Samples.payment(1), Purpose.REQUEST));
        breaks(() -> recipient.sealer().sealForJournal(wiped()));
        breaks(() -> Body.read(Samples.ascii(Samples.PAN), Body.Tracks.ALL));
        breaks(() -> Body.read(wrongDigit(), Body.Tracks.ALL));
        breaks(() -> CborMap.read(Samples.ascii(Samples.TRACK)));
        breaks(() -> Padding.unpad(Samples.ascii(Samples.PAN)));
        breaks(() -> Padding.pad(new byte[9_000]));
        breaks(() -> RecordFrame.read(DIGITS));
        breaks(() -> new AesKeys(
                        "label",
                        KeyRole.CARD_COLUMN,
                        recipient.register(),
                        recipient.vault(),
                        new java.security.SecureRandom())
                .open(DIGITS.toByteArray(), new byte[0]));

        assertThat(said).hasSize(11).allSatisfy(CanaryTest::isClean);
    }

    @Test
    void values_shown_nameNoDigit() {
        Sealer.Contents contents = Samples.contents(Samples.payment(1));
        SealedBody sealed = recipient.sealer().sealForRequest(contents);
        Tape tape = Tape.started(folder);
        tape.append(Samples.stored(1));
        GateBench gate = new GateBench(Samples.TILL);
        said.add(contents.toString());
        said.add(sealed.toString());
        try (OpenedBody body = recipient.opener().open(sealed, Samples.TILL, Samples.payment(1), Purpose.REQUEST)) {
            said.add(body.toString());
        }
        tape.records.forEach(each -> said.add(gate.take(each).toString()));
        said.add(gate.chain().toString());

        assertThat(said).hasSize(6).allSatisfy(CanaryTest::isClean);
    }

    @Test
    void bytes_thatGoToTheDisk_holdNoDigit() throws Exception {
        Tape tape = Tape.started(folder);
        SealedBody sealed = recipient.sealer().sealForJournal(Samples.contents(Samples.payment(1)));
        tape.append(new dev.tidegate.core.payment.JournalEntry.Asked(Samples.payment(1), Samples.sale(), sealed));
        tape.stop();

        for (Octets record : tape.records) {
            isClean(new String(record.toByteArray(), java.nio.charset.StandardCharsets.ISO_8859_1));
            isClean(record.hex());
        }
        isClean(new String(Files.readAllBytes(tape.state), java.nio.charset.StandardCharsets.ISO_8859_1));
    }

    @Test
    void openedBody_onceClosed_holdsZeros() {
        SealedBody sealed = recipient.sealer().sealForRequest(Samples.contents(Samples.payment(1)));
        OpenedBody body = recipient.opener().open(sealed, Samples.TILL, Samples.payment(1), Purpose.REQUEST);
        ClearCard card = body.card();

        body.close();

        assertThat(catchThrowable(() -> card.pan().digits())).isInstanceOf(IllegalStateException.class);
        assertThat(card.track2() == null ? new byte[0] : card.track2().characters())
                .isEqualTo(new byte[Samples.TRACK.length()]);
    }

    private void breaks(ThrowingCallable door) {
        Throwable thrown = catchThrowable(door);
        assertThat(thrown).isNotNull();
        StringWriter trace = new StringWriter();
        thrown.printStackTrace(new PrintWriter(trace));
        said.add(thrown + "\n" + trace);
    }

    private static void isClean(String text) {
        byte[] ascii = Samples.ascii(Samples.PAN);
        String lower = text.toLowerCase(Locale.ROOT);
        assertThat(lower)
                .doesNotContain(Samples.PAN)
                .doesNotContain(Samples.PAN.substring(0, 6))
                .doesNotContain(HexFormat.of().formatHex(ascii))
                .doesNotContain(Base64.getEncoder().encodeToString(ascii).toLowerCase(Locale.ROOT));
        assertThat(text)
                .doesNotContain(
                        new String(HexFormat.of().parseHex(Samples.PAN), java.nio.charset.StandardCharsets.ISO_8859_1));
    }

    private SealedBody clear() {
        return new SealedBody(1, recipient.key().kid(), DIGITS, DIGITS);
    }

    private static Sealer.Contents wiped() {
        ClearCard card = Samples.card();
        card.pan().wipe();
        return new Sealer.Contents(Samples.payment(1), card, Samples.tags(), Amount.of(1, "EUR"), Samples.NOON);
    }

    private static byte[] wrongDigit() {
        byte[] digits = Samples.ascii(Samples.PAN);
        digits[15] ^= 1;
        return new CborWriter().octets(1, digits).map();
    }
}
