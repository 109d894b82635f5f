package dev.tidegate.gateway.security;

import dev.tidegate.core.port.PaymentHsm.HsmKey;
import dev.tidegate.crypto.KeyUnavailableException;
import dev.tidegate.gateway.log.FactLog;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The keys of one use with one acquirer. The host changes them when it likes; three may count at once:
 *
 * <ul>
 *   <li>the current one makes our codes;
 *   <li>the one before it is still believed: its answers may be on their way;
 *   <li>one that was offered is believed too: the host uses it as soon as it has read our yes, and a process may die
 *       between that yes and knowing that it was sent. An answer under it makes it the current one.
 * </ul>
 *
 * <p>No answer shows under which key the host reads PINs: while one is offered, nobody knows ({@link #certain}).
 *
 * <p>Each change is on disk before it counts. Safe to use from several threads.
 */
public final class ZoneKeys {
    private static final FactLog LOG = FactLog.of(ZoneKeys.class);

    private final HsmKey.Fixed configured;
    private final KeyShelf shelf;
    private volatile Standing standing;

    /** Which keys count. */
    public record Standing(HsmKey.Fixed current, HsmKey.@Nullable Fixed previous, HsmKey.@Nullable Fixed offered) {}

    /** @param configured the key to begin with; one that an exchange brought since counts instead */
    public ZoneKeys(HsmKey.Fixed configured, KeyShelf shelf) {
        this.configured = configured;
        this.shelf = shelf;
        this.standing = kept();
    }

    HsmKey.Fixed current() {
        return standing.current();
    }

    /**
     * The key that the host goes by; empty from the time that another was offered until our yes to it has been written,
     * which a lost line or a process that dies in between leaves open until the host sends one anew. Looks at the disk:
     * another node on the same database may have taken a key.
     *
     * @throws KeyUnavailableException the disk does not say
     */
    synchronized Optional<HsmKey.Fixed> certain() {
        standing = kept();
        return standing.offered() == null ? Optional.of(standing.current()) : Optional.empty();
    }

    private Standing kept() {
        return shelf.kept().orElseGet(() -> new Standing(configured, null, null));
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
                LOG.broken("a new key is in use and not on disk yet", e, Map.of());
            }
        }
    }

    private void change(Standing next) {
        shelf.keep(next);
        standing = next;
    }
}
