package dev.tidegate.gateway.profile;

import dev.tidegate.gateway.profile.Batch.OnDifference;
import dev.tidegate.gateway.profile.FieldRule.Filled;
import dev.tidegate.gateway.profile.Rules.DeferredUnknown;
import java.util.List;
import java.util.Map;

/** Whether the parts of a profile go together. */
final class Fit {
    private static final int TRACK_2 = 35;
    private static final int RRN = 37;
    private static final int TERMINAL = 41;

    private Fit() {}

    static void check(Profile profile, Section top) {
        List<Integer> match = profile.session().matchOn();
        if (!match.contains(TERMINAL) && !match.contains(RRN)) {
            // A STAN is unique for a terminal, a retrieval reference number for an acquirer.
            throw top.hole("session.matchOn", "needs 41 or 37 beside 11");
        }
        profile.messages().forEach((kind, message) -> {
            if (kind != MessageKind.NETWORK) {
                for (int field : match) {
                    if (!message.fields().containsKey(field)
                            || !message.answerHolds().contains(field)) {
                        throw top.hole(
                                "session.matchOn", "field " + field + " is not in " + kind.key() + " and its answer");
                    }
                }
            }
            message.fields().values().forEach(rule -> filled(profile, top, rule));
        });
        Mac mac = profile.mac();
        if (mac != null) {
            for (MessageKind kind : mac.messages()) {
                if (!profile.has(kind)) {
                    throw top.hole("mac.messages", "there is no message " + kind.key());
                }
            }
            for (Map.Entry<MessageKind, MessageMap> e : profile.messages().entrySet()) {
                if (e.getValue().fields().containsKey(Mac.FIELD)
                        || e.getValue().fields().containsKey(Mac.FIELD_SECONDARY)) {
                    throw top.hole("messages." + e.getKey().key(), "fields 64 and 128 are the authentication code's");
                }
            }
        }
        if (profile.rules().deferredUnknown() == DeferredUnknown.REVERSE_THEN_RESEND && !namesOriginal(profile)) {
            throw top.hole(
                    "deferredUnknown",
                    "is reverseThenResend, and the reversal does not name its message by its number");
        }
        batch(profile, top);
        if (profile.has(MessageKind.VOICE) != (profile.rules().voiceFloor() != null)) {
            throw top.hole("voiceApproval", "and messages.voice do not agree");
        }
        boolean sendsPin = profile.message(MessageKind.SALE).fields().values().stream()
                .anyMatch(rule -> rule instanceof Filled filled && filled.source() == FieldSource.PIN_BLOCK);
        if (sendsPin != (profile.pin() != null)) {
            throw top.hole("pin", "and pin.block of the sale do not agree");
        }
        boolean advisesTrack = profile.message(MessageKind.ADVICE).fields().get(TRACK_2) instanceof Filled track
                && !track.optional()
                && track.when().isEmpty();
        if (advisesTrack == profile.rules().adviceWithoutTrack()) {
            throw top.hole("adviceWithoutTrack", "and field 35 of the advice do not agree");
        }
    }

    // By the time of the sale alone, the second request would be taken for the one that was reversed.
    private static boolean namesOriginal(Profile profile) {
        return profile.message(MessageKind.REVERSAL).fields().values().stream()
                .anyMatch(rule -> rule instanceof Filled filled
                        && (filled.source() == FieldSource.ORIGINAL || filled.source() == FieldSource.ORIGINAL_1993));
    }

    private static void batch(Profile profile, Section top) {
        Batch batch = profile.batch();
        boolean uploads = batch != null && batch.onDifference() == OnDifference.UPLOAD;
        if (profile.has(MessageKind.RECONCILIATION) != (batch != null)) {
            throw top.hole("batch", "and messages.reconciliation do not agree");
        }
        if (profile.has(MessageKind.UPLOAD) != uploads) {
            throw top.hole("batch.onDifference", "and messages.upload do not agree");
        }
    }

    private static void filled(Profile profile, Section top, FieldRule rule) {
        if (rule instanceof Filled(var source, var optional, var ignored) && !optional) {
            if (source == FieldSource.INSTITUTION && profile.institution().isEmpty()) {
                throw top.hole("institution", "a message needs it");
            }
            if (source == FieldSource.REVERSAL_REASON
                    && profile.reversalReasons().isEmpty()) {
                throw top.hole("reversalReasons", "a message needs them");
            }
        }
    }
}
