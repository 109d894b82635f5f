package dev.tidegate.gateway.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tidegate.core.card.Octets;
import dev.tidegate.core.emv.EntryMode;
import dev.tidegate.core.payment.Amount;
import dev.tidegate.core.payment.ChainReceipt;
import dev.tidegate.core.payment.HostReply;
import dev.tidegate.core.payment.Reason;
import dev.tidegate.core.payment.SealedBody;
import dev.tidegate.core.port.GatewayClient.Receipt;
import dev.tidegate.gateway.fleet.DrainSlots;
import dev.tidegate.gateway.store.AdoptionRow;
import dev.tidegate.gateway.store.PaymentRow;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What goes between till and gateway, as JSON. Fields that are not known are passed over. */
final class Wire {
    private Wire() {}

    record Money(long value, String currency) {
        static @Nullable Money of(@Nullable Amount amount) {
            return amount == null
                    ? null
                    : new Money(amount.minor(), amount.currency().getCurrencyCode());
        }

        Amount toAmount() {
            return Amount.of(value, currency);
        }
    }

    record Sealed(int suite, String keyId, String encapsulated, String ciphertext) {
        SealedBody toBody() {
            return new SealedBody(suite, octets(keyId), octets(encapsulated), octets(ciphertext));
        }
    }

    record Ask(
            @Nullable String terminalId,
            @Nullable Money amount,
            @Nullable Instant soldAt,
            @Nullable EntryMode entryMode,
            @Nullable Sealed sealed,
            @Nullable Boolean takesPart) {}

    /** Money back: the id of the refund, how much, and when it was asked for. */
    record Refund(
            @Nullable String refundId,
            @Nullable Money amount,
            @Nullable Instant askedAt) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Answer(
            String answer,
            @Nullable String cause,
            @Nullable Boolean captured,
            @Nullable String responseCode,
            @Nullable String authorisationCode,
            @Nullable String stan,
            @Nullable String rrn,
            @Nullable String issuerData,
            @Nullable Money amount) {
        static Answer of(String word, @Nullable Boolean captured, HostReply reply, Octets issuerData) {
            return of(word, captured, reply, issuerData, null);
        }

        /** A plain decline has no cause. */
        static Answer declined(Reason why, HostReply reply, Octets issuerData) {
            return new Answer(
                    "DECLINED",
                    why == Reason.HOST_DECLINED ? null : why.name(),
                    null,
                    reply.responseCode(),
                    reply.authorisationCode(),
                    reply.stan(),
                    reply.rrn(),
                    issuerData.hex(),
                    null);
        }

        /** @param amount what was approved, where it is less than was asked */
        static Answer of(
                String word, @Nullable Boolean captured, HostReply reply, Octets issuerData, @Nullable Money amount) {
            return new Answer(
                    word,
                    null,
                    captured,
                    reply.responseCode(),
                    reply.authorisationCode(),
                    reply.stan(),
                    reply.rrn(),
                    issuerData.hex(),
                    amount);
        }

        static Answer bare(String word, @Nullable String cause) {
            return new Answer(word, cause, null, null, null, null, null, null, null);
        }
    }

    record Records(@Nullable List<String> records, @Nullable Adoption adoption) {}

    /** Under which grant records of another till come, and of which export; all but the number in Base64. */
    record Adoption(
            @Nullable String grant,
            @Nullable String digest,
            long lastSeq,
            @Nullable String lastLink) {
        AdoptionRow.Claim claim() {
            return new AdoptionRow.Claim(octets(text(digest)), lastSeq, octets(text(lastLink)));
        }

        Octets grantBytes() {
            return octets(text(grant));
        }

        private static String text(@Nullable String value) {
            return value == null ? "" : value;
        }
    }

    /** How far an adoption has come: whether the whole export is here, and how many of its sales wait. */
    record Adopted(boolean done, int waiting) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Verdicts(
            List<String> verdicts,
            long lastSeq,
            @Nullable ChainWord receipt,
            @Nullable Adopted adoption) {
        static Verdicts of(Receipt receipt) {
            return of(receipt, null);
        }

        static Verdicts of(Receipt receipt, @Nullable Adopted adoption) {
            List<String> words = receipt.verdicts().stream().map(Enum::name).toList();
            return new Verdicts(words, receipt.lastSeq(), ChainWord.of(receipt.chain()), adoption);
        }
    }

    /** The gateway's signed word that it has a till's journal up to a record; all but the number in Base64. */
    record ChainWord(long seq, String link, String signature, String certificate) {
        static @Nullable ChainWord of(ChainReceipt receipt) {
            return receipt.isNone()
                    ? null
                    : new ChainWord(
                            receipt.seq(),
                            base64(receipt.link()),
                            base64(receipt.signature().value()),
                            base64(receipt.signature().certificate()));
        }
    }

    record Beat(
            @Nullable String epoch,
            long seq,
            @Nullable String link,
            int unsynced,
            @Nullable String sealingTo,
            @Nullable String oldestSealed) {}

    record BeatAnswer(
            Instant signedTime, String acquirer, long lastSeq, String incarnation, Versions versions, Slot drain) {}

    /** When the till may bring records, and how many; none: it asks again then. */
    record Slot(long startInMillis, int records) {
        static Slot of(DrainSlots.Slot slot) {
            return new Slot(slot.in().toMillis(), slot.records());
        }
    }

    /** Of what the till keeps: where one differs from its own, it fetches. */
    record Versions(long recipientBundle, long parameters) {}

    record Bundle(long version, String bundle) {}

    record HotList(long version, String list) {}

    record Parameters(long version, String parameters) {}

    record Results(String cursor, List<Result> results) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Result(
            String paymentId,
            long version,
            @Nullable String cursor,
            String state,
            String reason,
            String responseCode,
            String authorisationCode,
            String stan,
            String rrn,
            @Nullable Money captured,
            @Nullable Instant capturedAt,
            int attempts,
            @Nullable Instant nextAttempt,
            @Nullable Instant deadline) {
        static Result of(PaymentRow payment, @Nullable String cursor) {
            PaymentRow.Outcome outcome = payment.outcome();
            return new Result(
                    payment.id().toString(),
                    payment.place().version(),
                    cursor,
                    payment.state().name(),
                    payment.place().reason().name(),
                    outcome.reply().responseCode(),
                    outcome.reply().authorisationCode(),
                    outcome.reply().stan(),
                    outcome.reply().rrn(),
                    Money.of(outcome.captured()),
                    outcome.capturedAt(),
                    outcome.attempts(),
                    outcome.nextAttempt(),
                    payment.state().isFinalResult() ? null : outcome.deadline());
        }
    }

    private static String base64(Octets octets) {
        return Base64.getEncoder().encodeToString(octets.toByteArray());
    }

    /** @throws IllegalArgumentException not Base64 */
    static Octets octets(String base64) {
        return Octets.of(Base64.getDecoder().decode(base64));
    }
}
