package dev.tidegate.gateway.profile;

import dev.tidegate.gateway.profile.FieldRule.Filled;
import dev.tidegate.gateway.profile.Rules.CaptureMode;
import java.util.Map;

/** Whether the parts of a profile go together. */
final class Fit {
    private Fit() {}

    static void check(Profile profile, Section top) {
        profile.messages().forEach((kind, message) -> {
            if (kind != MessageKind.NETWORK) {
                for (int field : profile.correlation()) {
                    if (!message.fields().containsKey(field) || !message.answerHolds().contains(field)) {
                        throw top.hole(
                                "correlation", "field " + field + " is not in " + kind.key() + " and its answer");
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
        if (profile.rules().captureMode() == CaptureMode.DUAL
                && profile.messages().keySet().stream().noneMatch(kind -> kind.name().equals("COMPLETION"))) {
            throw top.hole("captureMode", "dual needs the message completion");
        }
    }

    private static void filled(Profile profile, Section top, FieldRule rule) {
        if (rule instanceof Filled(var source, var optional, var ignored) && !optional) {
            switch (source) {
                case INSTITUTION, ORIGINAL_1993 -> {
                    if (source == FieldSource.INSTITUTION && profile.institution().isEmpty()) {
                        throw top.hole("institution", "a message needs it");
                    }
                }
                case REVERSAL_REASON -> {
                    if (profile.reversalReasons().isEmpty()) {
                        throw top.hole("reversalReasons", "a message needs them");
                    }
                }
                default -> {
                    // Comes from the sale.
                }
            }
        }
    }
}
