package dev.tidegate.gateway.capture;

import dev.tidegate.gateway.profile.MessageKind;
import dev.tidegate.gateway.store.AttemptRow.Kind;

/** Which message of a profile an attempt is. */
final class Messages {
    private Messages() {}

    static MessageKind of(Kind kind) {
        return switch (kind) {
            case SALE -> MessageKind.SALE;
            case ADVICE -> MessageKind.ADVICE;
            case VOICE -> MessageKind.VOICE;
            case DEFERRED -> MessageKind.DEFERRED;
            case REVERSAL -> MessageKind.REVERSAL;
            case COMPLETION -> MessageKind.COMPLETION;
            case REFUND -> MessageKind.REFUND;
            case LATER -> MessageKind.LATER;
        };
    }
}
