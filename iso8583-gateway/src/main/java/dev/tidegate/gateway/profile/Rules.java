package dev.tidegate.gateway.profile;

import org.jspecify.annotations.Nullable;

/**
 * What the acquirer has agreed to, and how its side behaves.
 *
 * @param captureMode whether an approval books the money
 * @param deferredUnknown what follows a deferred request without an answer
 * @param reversalStan which STAN a reversal has
 * @param storeTrackBeforeAuthorisation whether stripe data may be kept until the answer (a written permission)
 * @param adviceWithoutTrack whether an advice is taken that has no DE 35
 * @param tip whether the amount may be more than the cryptogram's, by a tip
 * @param partialApproval whether a sale may be approved for less
 * @param voiceFloor the least sale, minor units, that may be approved by telephone, inclusive; absent where none may
 */
public record Rules(
        CaptureMode captureMode,
        DeferredUnknown deferredUnknown,
        ReversalStan reversalStan,
        boolean storeTrackBeforeAuthorisation,
        boolean adviceWithoutTrack,
        TipRule tip,
        boolean partialApproval,
        @Nullable Long voiceFloor) {
    private static final String VOICE = "voiceApproval";
    /** Whether there is a second message. */
    public enum CaptureMode {
        /** An approval books the money. */
        SINGLE,
        /** An approval is a hold; a completion books the money. */
        DUAL
    }

    /** What follows a deferred request without an answer. */
    public enum DeferredUnknown {
        /** It goes again as a repeat, under the same numbers. */
        REPEAT,
        /** It is reversed, and sent anew under new numbers. */
        REVERSE_THEN_RESEND
    }

    /** Which STAN a reversal has. */
    public enum ReversalStan {
        OWN,
        /** The one of the message that is taken back. */
        ORIGINAL
    }

    static Rules read(Section s) {
        return new Rules(
                s.word("captureMode", CaptureMode.class),
                s.word("deferredUnknown", DeferredUnknown.class),
                s.word("reversalStan", ReversalStan.class),
                s.flag("storeTrackBeforeAuthorisation"),
                s.flag("adviceWithoutTrack"),
                TipRule.read(s),
                s.flag("partialApproval"),
                voiceFloor(s));
    }

    // A profile that says nothing of it has agreed to nothing.
    private static @Nullable Long voiceFloor(Section top) {
        if (!top.has(VOICE) || top.isNone(VOICE)) {
            return null;
        }
        Section s = top.section(VOICE);
        boolean allowed = s.flag("allowed");
        long floor = s.number("floor", 0, Integer.MAX_VALUE);
        s.end();
        return allowed ? floor : null;
    }
}
