package dev.tidegate.emv.trace;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.emv.HostAnswer;
import dev.tidegate.core.payment.Amount;
import dev.tidegate.emv.apdu.CardChannel.Transmission;
import dev.tidegate.emv.authentication.CertificationAuthorityKey;
import dev.tidegate.emv.contactless.ContactlessApplication;
import dev.tidegate.emv.settings.KernelSettings;
import java.time.LocalDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A transaction as it was: the terminal, the sale, each command and answer. Enough to play it again.
 *
 * <p>It holds what a card said, its number among it: of test cards only. The till writes none.
 *
 * @param sale absent where a file describes a terminal alone
 * @param exchanges in their order; at most {@link TraceFile#EXCHANGES_MAX}
 */
public record RecordedTransaction(
        Terminal terminal, @Nullable Sale sale, List<Exchange> exchanges) {
    public RecordedTransaction {
        exchanges = List.copyOf(exchanges);
    }

    /**
     * What the terminal was.
     *
     * @param taps what it takes by tap, possibly nothing
     * @param authorities whom it trusts
     */
    public record Terminal(
            KernelSettings settings, List<ContactlessApplication> taps, List<CertificationAuthorityKey> authorities) {
        public Terminal {
            taps = List.copyOf(taps);
            authorities = List.copyOf(authorities);
        }
    }

    /**
     * What was sold, and what the kernel was given of chance.
     *
     * @param tap whether the card was tapped; else it was inserted
     * @param at the till's local date and time, to the second
     * @param number tag 9F37, four bytes
     * @param chance the number of random selection, 1 to 99
     * @param host what the issuer answered; absent where nobody asked it
     */
    public record Sale(
            boolean tap,
            Amount amount,
            LocalDateTime at,
            Octets number,
            int chance,
            @Nullable HostAnswer host) {
        public Sale {
            if (number.length() != 4) {
                throw new IllegalArgumentException("an unpredictable number has four bytes");
            }
            if (chance < 1 || chance > 99) {
                throw new IllegalArgumentException("a number of random selection is 1 to 99");
            }
        }
    }

    /**
     * One command and what became of it.
     *
     * @param answer data and status word; empty where there was none
     */
    public record Exchange(Octets command, Transmission transmission, Octets answer) {
        /** The longest of ISO/IEC 7816-4's short form: header, length, 255 bytes, expected length. */
        public static final int COMMAND_BYTES_MAX = 261;
        /** 256 bytes and the status word. */
        public static final int ANSWER_BYTES_MAX = 258;

        private static final Octets VERIFY = Octets.ofHex("0020");

        public Exchange {
            if (command.length() < 4 || command.length() > COMMAND_BYTES_MAX) {
                throw new IllegalArgumentException("a command has 4 to 261 bytes");
            }
            if (answer.length() > ANSWER_BYTES_MAX) {
                throw new IllegalArgumentException("an answer has at most 258 bytes");
            }
            if (command.startsWith(VERIFY) && command.length() > 5) {
                throw new IllegalArgumentException("a PIN is kept nowhere, and in no trace");
            }
            if (transmission != Transmission.ANSWERED && !answer.isEmpty()) {
                throw new IllegalArgumentException("there is an answer or there is none");
            }
        }

        /** Whether it is the same command with other values: class, instruction, parameters and length are the same. */
        boolean isLike(Octets other) {
            return command.length() == other.length() && other.startsWith(command.slice(0, 4));
        }
    }
}
