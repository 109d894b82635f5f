package dev.tidegate.crypto.payment;

import static dev.tidegate.crypto.payment.PaymentSamples.chance;
import static dev.tidegate.crypto.payment.PaymentSamples.hex;
import static dev.tidegate.crypto.payment.PaymentSamples.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidegate.crypto.payment.DukptKsn.Scheme;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The two sides of DUKPT against each other, over more counters than anybody prints. */
final class DukptTest {
    private static final String TDES_DEVICE = "FFFF9876543210E00001";
    private static final String AES_DEVICE = "123456789012345600000001";

    private final SplittableRandom chance = chance(924);

    @Test
    void terminal_first70000OfAes_agreesWithTheHost() {
        compare(AES_DEVICE, 70_000, 97);
    }

    @Test
    void terminal_first70000OfTripleDes_agreesWithTheHost() {
        compare(TDES_DEVICE, 70_000, 97);
    }

    @Test
    void terminal_startedAnywhere_goesOnAsTheHost() {
        for (int i = 0; i < 60; i++) {
            DukptKsn aes = DukptKsn.read(hex(AES_DEVICE)).at(counter(Scheme.AES));
            DukptKsn tdes = DukptKsn.read(hex(TDES_DEVICE)).at(counter(Scheme.TDES));
            compare(aes, 40, 1);
            compare(tdes, 40, 1);
        }
    }

    // X9.24-1: 21 bits of which at most 10 are set, without zero: 1,048,575 transactions.
    @Test
    void terminal_allOfTripleDes_endsAfterAMillionKeys() {
        DukptKsn first = DukptKsn.read(hex(TDES_DEVICE));
        int transactions = 0;
        try (DukptTerminal terminal = DukptTerminal.load(key(chance, KeyAlgorithm.TDES, 16), first)) {
            long last = 0;
            while (last != 0x1FF800) {
                DukptTerminal.Transaction next = terminal.next();
                if (next.ksn().counter() <= last) {
                    throw new AssertionError("a counter that does not go up");
                }
                last = next.ksn().counter();
                transactions++;
            }

            assertThat(terminal.held()).isZero();
            assertThatThrownBy(terminal::next).isInstanceOf(DukptExhaustedException.class);
        }

        System.out.println("dukpt: transactions of one initial key of triple DES: " + transactions);
        assertThat(transactions).isEqualTo(1_048_575);
    }

    @Test
    void terminal_usedKey_isKeptNowhere() {
        DukptKsn first = DukptKsn.read(hex(AES_DEVICE));
        PaymentKey initial = key(chance, KeyAlgorithm.AES, 16);
        DukptTerminal terminal = DukptTerminal.load(initial, first);
        Set<String> seen = new HashSet<>();

        for (int i = 0; i < 2_000; i++) {
            DukptTerminal.Transaction next = terminal.next();
            assertThat(seen.add(java.util.HexFormat.of().formatHex(next.key().bytes())))
                    .as("each key once")
                    .isTrue();
        }

        assertThat(seen).doesNotContain(java.util.HexFormat.of().formatHex(initial.bytes()));
        assertThat(terminal.held()).isLessThanOrEqualTo(32);
    }

    @Test
    void terminal_closed_givesNothingMore() {
        DukptTerminal terminal = DukptTerminal.load(key(chance, KeyAlgorithm.AES, 16), DukptKsn.read(hex(AES_DEVICE)));

        terminal.close();

        assertThat(terminal.held()).isZero();
        assertThatThrownBy(terminal::next).isInstanceOf(DukptExhaustedException.class);
    }

    @Test
    void workingKeys_everyUseAndKind_areDifferent() {
        DukptKsn ksn = DukptKsn.read(hex(AES_DEVICE));
        PaymentKey transaction = AesDukpt.transactionKey(key(chance, KeyAlgorithm.AES, 32), ksn);
        Set<String> seen = new HashSet<>();

        for (AesDukpt.Use use : AesDukpt.Use.values()) {
            for (AesDukpt.Kind kind : AesDukpt.Kind.values()) {
                PaymentKey working = AesDukpt.workingKey(transaction, ksn, use, kind);
                assertThat(seen.add(java.util.HexFormat.of().formatHex(working.bytes())))
                        .isTrue();
            }
        }

        assertThat(seen).hasSize(8 * 6);
    }

    @Test
    void aes192_bothSides_agree() {
        DukptKsn ksn = DukptKsn.read(hex(AES_DEVICE));
        PaymentKey initial = AesDukpt.initialKey(key(chance, KeyAlgorithm.AES, 24), ksn);

        PaymentKey host = AesDukpt.transactionKey(initial, ksn.at(7));
        DukptTerminal terminal = DukptTerminal.load(initial, ksn.at(7));

        assertThat(initial.length()).isEqualTo(24);
        assertThat(terminal.next().key().bytes()).isEqualTo(host.bytes());
        assertThat(AesDukpt.workingKey(host, ksn, AesDukpt.Use.DATA_BOTH, AesDukpt.Kind.AES_192)
                        .length())
                .isEqualTo(24);
    }

    @Test
    void workingKey_longerThanItsParent_isTheCallersMistake() {
        DukptKsn ksn = DukptKsn.read(hex(AES_DEVICE));
        PaymentKey transaction = key(chance, KeyAlgorithm.AES, 16);

        assertThatThrownBy(() -> AesDukpt.workingKey(transaction, ksn, AesDukpt.Use.PIN, AesDukpt.Kind.AES_256))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void keys_ofTheOtherScheme_areTheCallersMistake() {
        DukptKsn aes = DukptKsn.read(hex(AES_DEVICE));
        DukptKsn tdes = DukptKsn.read(hex(TDES_DEVICE));

        assertThatThrownBy(() -> TdesDukpt.initialKey(key(chance, KeyAlgorithm.AES, 16), tdes))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> TdesDukpt.transactionKey(key(chance, KeyAlgorithm.TDES, 16), aes))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> AesDukpt.initialKey(key(chance, KeyAlgorithm.AES, 16), tdes))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> TdesDukpt.initialKey(key(chance, KeyAlgorithm.TDES, 24), tdes))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void legacyDataKey_forAPin_isTheCallersMistake() {
        assertThatThrownBy(() -> TdesDukpt.legacyDataKey(key(chance, KeyAlgorithm.TDES, 16), TdesDukpt.Use.PIN))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private void compare(String device, int transactions, int every) {
        compare(DukptKsn.read(hex(device)), transactions, every);
    }

    private void compare(DukptKsn first, int transactions, int every) {
        boolean aes = first.scheme() == Scheme.AES;
        PaymentKey initial = key(chance, aes ? KeyAlgorithm.AES : KeyAlgorithm.TDES, 16);
        try (DukptTerminal terminal = DukptTerminal.load(initial, first)) {
            long last = first.counter() - 1;
            for (int i = 0; i < transactions && last < last(first.scheme()); i++) {
                DukptTerminal.Transaction next = terminal.next();
                assertThat(next.ksn().counter()).isEqualTo(following(first.scheme(), last));
                last = next.ksn().counter();
                if (i % every == 0) {
                    PaymentKey host = aes
                            ? AesDukpt.transactionKey(initial, next.ksn())
                            : TdesDukpt.transactionKey(initial, next.ksn());
                    assertThat(next.key().bytes()).isEqualTo(host.bytes());
                }
            }
        }
    }

    /** The next counter that has not too many set bits, by trying. */
    private static long following(Scheme scheme, long counter) {
        long next = counter + 1;
        while (!scheme.uses(next)) {
            next++;
        }
        return next;
    }

    private static long last(Scheme scheme) {
        return scheme == Scheme.AES ? 0xFFFF0000L : 0x1FF800L;
    }

    private long counter(Scheme scheme) {
        long counter = 0;
        while (!scheme.uses(counter)) {
            counter = chance.nextLong(1, 1L << scheme.counterBits());
        }
        return counter;
    }
}
