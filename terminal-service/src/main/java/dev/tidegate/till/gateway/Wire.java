package dev.tidegate.till.gateway;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.tidegate.core.card.Octets;
import dev.tidegate.core.emv.EntryMode;
import dev.tidegate.core.payment.Amount;
import dev.tidegate.core.payment.ChainReceipt;
import dev.tidegate.core.payment.ChainSignature;
import dev.tidegate.core.payment.SealedBody;
import dev.tidegate.crypto.ExportFacts;
import java.io.IOException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What goes between till and gateway, as JSON. Fields that are not known are passed over: a newer gateway may say more.
 */
final class Wire {
    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private Wire() {}

    record Money(long value, String currency) {
        static Money of(Amount amount) {
            return new Money(amount.minor(), amount.currency().getCurrencyCode());
        }

        Amount toAmount() {
            return Amount.of(value, currency);
        }
    }

    record Sealed(int suite, String keyId, String encapsulated, String ciphertext) {
        static Sealed of(SealedBody body) {
            Base64.Encoder base64 = Base64.getEncoder();
            return new Sealed(
                    body.suite(),
                    base64.encodeToString(body.keyId().toByteArray()),
                    base64.encodeToString(body.encapsulated().toByteArray()),
                    base64.encodeToString(body.ciphertext().toByteArray()));
        }
    }

    /** @param takesPart whether an approval for less is of use */
    record Ask(
            String terminalId, Money amount, Instant soldAt, EntryMode entryMode, Sealed sealed, boolean takesPart) {}

    /** Money back: the id of the refund, how much, and when it was asked for. */
    record Refund(String refundId, Money amount, Instant askedAt) {}

    record Answer(
            @Nullable String answer,
            @Nullable String cause,
            @Nullable Boolean captured,
            @Nullable String responseCode,
            @Nullable String authorisationCode,
            @Nullable String stan,
            @Nullable String rrn,
            @Nullable String issuerData,
            @Nullable Money amount) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Records(List<String> records, @Nullable Adoption adoption) {}

    /** Under which grant records of another till come, and of which export; all but the number in Base64. */
    record Adoption(String grant, String digest, long lastSeq, String lastLink) {
        static Adoption of(Octets grant, ExportFacts export) {
            return new Adoption(base64(grant), base64(export.digest()), export.lastSeq(), base64(export.lastLink()));
        }

        static String base64(Octets bytes) {
            return Base64.getEncoder().encodeToString(bytes.toByteArray());
        }
    }

    /** How far the gateway is with an adoption. */
    record Adopted(boolean done, int waiting) {}

    /** What the gateway says where it refuses. */
    record Problem(@Nullable String code) {}

    record Verdicts(
            @Nullable List<String> verdicts,
            long lastSeq,
            @Nullable ChainWord receipt,
            @Nullable Adopted adoption) {}

    /** The gateway's signed word that it has the journal up to a record; all but the number in Base64. */
    record ChainWord(
            long seq,
            @Nullable String link,
            @Nullable String signature,
            @Nullable String certificate) {
        /** The receipt; none where it cannot be one, since the verdicts beside it count all the same. */
        ChainReceipt toReceipt() {
            try {
                return new ChainReceipt(seq, octets(link), new ChainSignature(octets(signature), octets(certificate)));
            } catch (IllegalArgumentException e) {
                return ChainReceipt.none();
            }
        }

        private static Octets octets(@Nullable String base64) {
            return Octets.of(Base64.getDecoder().decode(base64 == null ? "" : base64));
        }
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Beat(
            String epoch,
            long seq,
            String link,
            int unsynced,
            String sealingTo,
            @Nullable String oldestSealed) {}

    record BeatAnswer(
            @Nullable Instant signedTime,
            @Nullable String acquirer,
            @Nullable Long lastSeq,
            @Nullable String incarnation,
            @Nullable Versions versions,
            @Nullable Slot drain) {}

    /** When the till may bring records, and how many. */
    record Slot(long startInMillis, int records) {}

    /** Of what the gateway wants the till to keep. */
    record Versions(long recipientBundle, long parameters) {}

    record Bundle(long version, @Nullable String bundle) {}

    record HotList(long version, @Nullable String list) {}

    record Parameters(long version, @Nullable String parameters) {}

    record Enrolment(
            @Nullable String till,
            @Nullable String encapsulated,
            @Nullable String ciphertext,
            @Nullable String bundle) {}

    record Results(@Nullable String cursor, @Nullable List<Result> results) {}

    record Result(
            @Nullable String paymentId,
            long version,
            @Nullable String cursor,
            @Nullable String state,
            @Nullable String reason,
            @Nullable String responseCode,
            @Nullable String authorisationCode,
            @Nullable String stan,
            @Nullable String rrn,
            @Nullable Money captured,
            @Nullable Instant capturedAt,
            int attempts,
            @Nullable Instant nextAttempt,
            @Nullable Instant deadline) {}

    static byte[] write(Object message) {
        try {
            return JSON.writeValueAsBytes(message);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a message of our own cannot be written", e);
        }
    }

    /** @throws UnusableAnswerException not JSON of this shape */
    static <T> T read(Octets body, Class<T> type) {
        try {
            T value = JSON.readValue(body.toByteArray(), type);
            if (value == null) {
                throw new UnusableAnswerException("an empty answer");
            }
            return value;
        } catch (IOException e) {
            // What was sent is not repeated: its text may be anything.
            throw new UnusableAnswerException("an answer that is not the JSON expected");
        }
    }
}
