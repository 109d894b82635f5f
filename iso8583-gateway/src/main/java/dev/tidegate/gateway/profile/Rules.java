package dev.tidegate.gateway.profile;

/**
 * What the acquirer has agreed to.
 *
 * @param captureMode whether an approval books the money
 * @param deferredUnknown what follows a deferred request without an answer
 * @param partialApproval whether a sale may be approved for less
 */
public record Rules(CaptureMode captureMode, DeferredUnknown deferredUnknown, boolean partialApproval) {
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

    static Rules read(Section s) {
        return new Rules(
                s.word("captureMode", CaptureMode.class),
                s.word("deferredUnknown", DeferredUnknown.class),
                s.flag("partialApproval"));
    }
}
