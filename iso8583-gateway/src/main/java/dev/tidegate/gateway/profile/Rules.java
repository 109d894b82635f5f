package dev.tidegate.gateway.profile;

/**
 * What the acquirer has agreed to, and how its side behaves.
 *
 * @param captureMode whether an approval books the money
 * @param deferredUnknown what follows a deferred request without an answer
 * @param reversalStan which STAN a reversal has
 * @param storeTrackBeforeAuthorisation whether stripe data may be kept until the answer (a written permission)
 * @param adviceWithoutTrack whether an advice is taken that has no DE 35
 * @param tipAfterCryptogram whether the amount may be more than the cryptogram's, by a tip
 * @param partialApproval whether a sale may be approved for less
 * @param laterAttempt how a declined sale may be asked again as a new transaction
 */
public record Rules(
        CaptureMode captureMode,
        DeferredUnknown deferredUnknown,
        ReversalStan reversalStan,
        boolean storeTrackBeforeAuthorisation,
        boolean adviceWithoutTrack,
        boolean tipAfterCryptogram,
        boolean partialApproval,
        LaterAttempt laterAttempt) {
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

    /**
     * How a declined sale may be asked again: with number and expiry, without chip data and track.
     *
     * @param allowed else there is none
     * @param entryMode its DE 22
     * @param reason its DE 25, empty where the profile needs none
     */
    public record LaterAttempt(boolean allowed, String entryMode, String reason) {}

    static Rules read(Section s) {
        return new Rules(
                s.word("captureMode", CaptureMode.class),
                s.word("deferredUnknown", DeferredUnknown.class),
                s.word("reversalStan", ReversalStan.class),
                s.flag("storeTrackBeforeAuthorisation"),
                s.flag("adviceWithoutTrack"),
                s.flag("tipAfterCryptogram"),
                s.flag("partialApproval"),
                later(s));
    }

    private static LaterAttempt later(Section top) {
        if (top.isNone("laterAttempt")) {
            return new LaterAttempt(false, "", "");
        }
        Section s = top.section("laterAttempt");
        LaterAttempt later = new LaterAttempt(true, s.text("entryMode"), s.textOrNone("reason"));
        s.end();
        return later;
    }
}
