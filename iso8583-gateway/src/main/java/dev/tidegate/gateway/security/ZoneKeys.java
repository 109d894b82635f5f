package dev.tidegate.gateway.security;

import dev.tidegate.core.port.PaymentHsm.HsmKey;
import dev.tidegate.crypto.KeyUnavailableException;
import dev.tidegate.gateway.log.FactLog;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The keys of one acquirer's authentication codes. The host changes them when it likes; three may count at once:
 *
 * <ul>
 *   <li>the current one makes our codes;
 *   <li>the one before it is still believed: its answers may be on their way;
 *   <li>one that was offered is believed too: the host uses it as soon as it has read our yes, and a process may die
 *       between that yes and knowing that it was sent. An answer under it makes it the current one.
 * </ul>
 *
 * <p>Each change is on disk before it counts. Safe to use from several threads.
 */
public final class ZoneKeys {
    private static final FactLog LOG = FactLog.of(ZoneKeys.class);

    private final KeyShelf shelf;
    private volatile Standing standing;

    /** Which keys count. */
    public record Standing(HsmKey.Fixed current, HsmKey.@Nullable Fixed previous, HsmKey.@Nullable Fixed offered) {}

    /** @param configured the key to begin with; one that an exchange brought since counts instead */
    public ZoneKeys(HsmKey.Fixed configured, KeyShelf shelf) {
        this.shelf = shelf;
        this.standing = shelf.kept().orElseGet(() -> new Standing(configured, null, null));
    }

    HsmKey.Fixed current() {
        return standing.current();
    }

    /** All that are believed, likeliest first. */
    List<HsmKey.Fixed> believed() {
        Standing now = standing;
        return Stream.of(now.current(), now.offered(), now.previous())
                .filter(Objects::nonNull)
                .toList();
    }

    /**
     * A key has come; from now on the host's codes under it are believed.
     *
     * @throws KeyUnavailableException it could not be put on disk: the caller refuses it, and nothing has changed
     */
    synchronized void offer(HsmKey.Fixed key) {
        change(new Standing(standing.current(), standing.previous(), key));
    }

    /**
     * The host uses this key: it was offered, and becomes the current one. Any other changes nothing. Where the disk
     * does not take the change, it stays offered, which is believed too, and the next of its answers tries again: a
     * database in trouble must not cost the answer that made it known.
     */
    synchronized void take(HsmKey.Fixed key) {
        if (key.equals(standing.offered())) {
            try {
                change(new Standing(key, standing.current(), null));
            } catch (KeyUnavailableException e) {
                LOG.broken("a new MAC key is in use and not on disk yet", e, Map.of());
            }
        }
    }

    private void change(Standing next) {
        shelf.keep(next);
        standing = next;
    }
}
