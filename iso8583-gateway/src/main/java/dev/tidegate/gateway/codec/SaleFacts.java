package dev.tidegate.gateway.codec;

import dev.tidegate.core.emv.EntryMode;
import dev.tidegate.core.emv.FrozenTags;
import dev.tidegate.core.payment.Amount;
import dev.tidegate.core.payment.Rrn;
import dev.tidegate.core.payment.Stan;
import dev.tidegate.core.payment.VoiceCode;
import dev.tidegate.gateway.profile.MessageKind;
import dev.tidegate.gateway.profile.ReversalReason;
import dev.tidegate.gateway.profile.Terminal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a message about a sale says, the card's own digits apart.
 *
 * @param repeat whether it may have been sent before
 * @param soldAt whose local time is DE 12 and 13, in a repeat too
 * @param sentAt DE 7
 * @param tags absent where the stripe was read
 * @param original what a reversal takes back or a completion completes, absent in others
 * @param voice the code that its issuer gave by telephone, absent where it gave none
 */
public record SaleFacts(
        MessageKind kind,
        boolean repeat,
        Terminal terminal,
        Amount amount,
        Instant soldAt,
        EntryMode entryMode,
        @Nullable FrozenTags tags,
        Stan stan,
        Rrn rrn,
        Instant sentAt,
        @Nullable Original original,
        @Nullable VoiceCode voice) {

    /** Of a sale that no telephone approved. */
    public SaleFacts(
            MessageKind kind,
            boolean repeat,
            Terminal terminal,
            Amount amount,
            Instant soldAt,
            EntryMode entryMode,
            @Nullable FrozenTags tags,
            Stan stan,
            Rrn rrn,
            Instant sentAt,
            @Nullable Original original) {
        this(kind, repeat, terminal, amount, soldAt, entryMode, tags, stan, rrn, sentAt, original, null);
    }

    /**
     * The message that is taken back or completed, by its first sending.
     *
     * @param authorisationCode what it was answered, empty where nothing
     * @param reason why it is taken back
     * @param host the host's own numbers of it, absent where it did not answer
     */
    public record Original(
            MessageKind kind,
            Stan stan,
            Instant sentAt,
            String authorisationCode,
            ReversalReason reason,
            @Nullable HostNumbers host) {
        /** One that was not answered. */
        public Original(MessageKind kind, Stan stan, Instant sentAt) {
            this(kind, stan, sentAt, "");
        }

        /** One of which no more is known than the code that it was answered. */
        public Original(MessageKind kind, Stan stan, Instant sentAt, String authorisationCode) {
            this(
                    kind,
                    stan,
                    sentAt,
                    authorisationCode,
                    authorisationCode.isEmpty() ? ReversalReason.TIMEOUT : ReversalReason.CANCELLED,
                    null);
        }
    }

    /**
     * What the host's answer to a message says of itself.
     *
     * @param localTime its DE 12, empty where it has none
     */
    public record HostNumbers(String stan, String localTime, String rrn) {}
}
