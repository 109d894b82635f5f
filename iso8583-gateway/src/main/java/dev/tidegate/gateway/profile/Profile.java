package dev.tidegate.gateway.profile;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One acquirer's profile, without a hole.
 *
 * @param folder where its files are
 * @param packager the file that says how each field lies on the wire
 * @param institution the acquirer's own number (DE 32), empty where no message has it
 * @param deferredMark absent where the acquirer takes no late request: the till then refuses to defer
 * @param retry after a technical answer, until the deadline
 * @param reversalReasons the code of each reason, empty where no message has one
 * @param mac absent where messages are not authenticated
 * @param pin absent where the acquirer takes no PIN
 * @param batch absent where the acquirer's day is not added up by messages
 */
public record Profile(
        String name,
        Dialect dialect,
        Path folder,
        Path packager,
        Framing framing,
        String institution,
        Rules rules,
        @Nullable DeferredMark deferredMark,
        EntryModes entryModes,
        Session session,
        Timers timers,
        Map<MessageKind, Repeats> repeats,
        Repeats retry,
        Deadlines deadlines,
        ChipTables chip,
        Map<MessageKind, MessageMap> messages,
        Map<ReversalReason, String> reversalReasons,
        @Nullable Mac mac,
        @Nullable PinRules pin,
        @Nullable Batch batch,
        ResponseTable responses,
        CaptureRules capture) {

    /** How a request says that it is late. */
    public record DeferredMark(String name, int field, String value) {
        /** An invented mark, which no real host knows. */
        public static final String SAMPLE = "sample";
    }

    /** When a stored sale is late, and when it is no longer sent; from the sale on. */
    public record Deadlines(Duration adviceLate, Duration adviceHold, Duration deferredLate, Duration deferredHold) {
        static Deadlines read(Section s) {
            Section advice = s.section("advice");
            Section deferred = s.section("deferred");
            Deadlines deadlines = new Deadlines(
                    advice.span("late"), advice.span("hold"), deferred.span("late"), deferred.span("hold"));
            if (deadlines.adviceLate().compareTo(deadlines.adviceHold()) > 0
                    || deadlines.deferredLate().compareTo(deadlines.deferredHold()) > 0) {
                throw s.hole("late", "comes after hold");
            }
            advice.end();
            deferred.end();
            s.end();
            return deadlines;
        }
    }

    public Profile {
        repeats = Map.copyOf(repeats);
        messages = Map.copyOf(messages);
        reversalReasons = Map.copyOf(reversalReasons);
    }

    /** The longest message. */
    public int frameBytesMax() {
        return framing.bytesMax();
    }

    /** Whether the acquirer has allowed stripe data to be kept until the answer. */
    public boolean storesTrack() {
        return rules.storeTrackBeforeAuthorisation();
    }

    /** Whether there is a message of this kind. */
    public boolean has(MessageKind kind) {
        return messages.containsKey(kind);
    }

    /**
     * The message of a kind.
     *
     * @throws IllegalStateException this acquirer has none; the caller asks {@link #has} first where that may be
     */
    public MessageMap message(MessageKind kind) {
        MessageMap map = messages.get(kind);
        if (map == null) {
            throw new IllegalStateException("profile " + name + " has no message " + kind);
        }
        return map;
    }

    /** The repeats of a kind that repeats. */
    public Repeats repeats(MessageKind kind) {
        Repeats rule = repeats.get(kind.rule());
        if (rule == null) {
            throw new IllegalStateException("messages " + kind + " are never repeated");
        }
        return rule;
    }
}
