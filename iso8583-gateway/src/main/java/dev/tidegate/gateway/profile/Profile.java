package dev.tidegate.gateway.profile;

import dev.tidegate.core.emv.EntryMode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * One acquirer's profile, without a hole.
 *
 * @param packager the file that says how each field lies on the wire
 * @param storesTrack whether the acquirer has allowed stripe data to be kept until the answer
 */
public record Profile(
        String name,
        Path packager,
        Framing framing,
        boolean storesTrack,
        DeferredMark deferredMark,
        Map<EntryMode, String> entryModes,
        Session session,
        Timers timers,
        Map<MessageKind, Repeats> repeats,
        Repeats retry,
        Deadlines deadlines,
        ChipTable chip,
        Map<MessageKind, MessageMap> messages,
        ResponseTable responses) {

    /** How a request says that it is late. */
    public record DeferredMark(String name, int field, String value) {}

    /** When a stored sale is late, and when it is no longer sent; from the sale on. */
    public record Deadlines(Duration adviceLate, Duration adviceHold, Duration deferredLate, Duration deferredHold) {}

    public Profile {
        entryModes = Map.copyOf(entryModes);
        repeats = Map.copyOf(repeats);
        messages = Map.copyOf(messages);
    }

    /** The longest message. */
    public int frameBytesMax() {
        return framing.bytesMax();
    }

    /** The message of a kind; there is one for each. */
    public MessageMap message(MessageKind kind) {
        MessageMap map = messages.get(kind);
        if (map == null) {
            throw new IllegalStateException("profile " + name + " has no message " + kind);
        }
        return map;
    }

    /** The repeats of a kind that repeats. */
    public Repeats repeats(MessageKind kind) {
        Repeats rule = repeats.get(kind);
        if (rule == null) {
            throw new IllegalStateException("messages " + kind + " are never repeated");
        }
        return rule;
    }
}
