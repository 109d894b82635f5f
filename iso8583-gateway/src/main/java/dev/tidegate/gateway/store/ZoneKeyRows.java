package dev.tidegate.gateway.store;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** Which keys count with which acquirer: blocks of the payment HSM by their role. */
public final class ZoneKeyRows {
    private final Handle handle;

    ZoneKeyRows(Handle handle) {
        this.handle = handle;
    }

    /** The blocks of an acquirer by role; empty where none was ever exchanged. */
    public Map<String, String> of(String acquirer) {
        return handle
                .createQuery("select role, block from zone_key where acquirer = :acquirer")
                .bind("acquirer", acquirer)
                .map((row, context) -> Map.entry(row.getString("role"), row.getString("block")))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** Puts these in the place of all that there were in these roles. */
    public void replace(String acquirer, Set<String> roles, Map<String, String> blocks, Instant at) {
        handle.createUpdate("delete from zone_key where acquirer = :acquirer and role in (<roles>)")
                .bind("acquirer", acquirer)
                .bindList("roles", List.copyOf(roles))
                .execute();
        blocks.forEach((role, block) -> handle.createUpdate("insert into zone_key (acquirer, role, block, since)"
                        + " values (:acquirer, :role, :block, :since)")
                .bind("acquirer", acquirer)
                .bind("role", role)
                .bind("block", block)
                .bind("since", at.toEpochMilli())
                .execute());
    }
}
