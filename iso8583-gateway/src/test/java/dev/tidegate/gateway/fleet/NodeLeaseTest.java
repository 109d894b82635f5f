package dev.tidegate.gateway.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tidegate.gateway.capture.Tenure.Turn;
import dev.tidegate.gateway.store.Database;
import dev.tidegate.gateway.store.LaneId;
import dev.tidegate.gateway.store.Store;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One process's own count of its lease; what the database says of leases is in the store's contract. */
class NodeLeaseTest {
    private static final Duration LENGTH = Duration.ofMinutes(1);
    private static final LaneId LANE = new LaneId("house", "TILL0001");

    @TempDir
    private Path folder;

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1_000);
    private final AtomicLong names = new AtomicLong();
    private Store store;
    private NodeLease lease;

    @BeforeEach
    void open() {
        store = Store.open(new Database("jdbc:sqlite:" + folder.resolve("gateway.db"), "", ""), UUID.randomUUID());
        lease = fresh();
    }

    private NodeLease fresh() {
        return new NodeLease(store, LENGTH, nanos::get, () -> new UUID(0, names.incrementAndGet()));
    }

    @AfterEach
    void close() {
        store.close();
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    private Turn take(NodeLease by) {
        return store.write(tables -> by.take(tables, LANE, false));
    }

    @Test
    void process_thatHasNotJoined_takesNothing() {
        assertThat(take(lease)).isEqualTo(Turn.ANOTHERS);
        assertThat(lease.isGood()).isFalse();
    }

    @Test
    void process_thatHasJoined_mayWriteWhereItTook() {
        lease.renew();

        Turn turn = take(lease);

        assertThat(turn).isEqualTo(Turn.OWN);
        assertThat(lease.mayWrite(LANE)).isTrue();
        assertThat(lease.mayWrite(new LaneId("house", "TILL0002"))).isFalse();
    }

    @Test
    void lease_withFiveSecondsLeft_isTooShortToWrite() {
        lease.renew();
        Turn turn = take(lease);
        pass(LENGTH.minusSeconds(5).minusMillis(1));
        boolean justLongEnough = lease.mayWrite(LANE);
        pass(Duration.ofMillis(1));

        assertThat(turn).isEqualTo(Turn.OWN);
        assertThat(justLongEnough).isTrue();
        assertThat(lease.mayWrite(LANE)).isFalse();
        assertThat(lease.isGood()).isFalse();
    }

    @Test
    void lease_renewed_isLongEnoughAgain() {
        lease.renew();
        Turn turn = take(lease);
        pass(LENGTH.minusSeconds(1));
        String before = lease.node();
        lease.renew();

        assertThat(turn).isEqualTo(Turn.OWN);
        assertThat(lease.node()).isEqualTo(before);
        assertThat(lease.mayWrite(LANE)).isTrue();
    }

    @Test
    void lease_lostInTheDatabase_isJoinedAgainUnderAnotherName() {
        lease.renew();
        Turn turn = take(lease);
        String before = lease.node();
        store.change(tables -> tables.nodes().leave(before));

        Turn whileLost = take(lease);
        lease.renew();

        assertThat(turn).isEqualTo(Turn.OWN);
        assertThat(whileLost).isEqualTo(Turn.ANOTHERS);
        assertThat(lease.node()).isNotEqualTo(before);
        assertThat(lease.mayWrite(LANE)).as("what was taken under the old name").isFalse();
        assertThat(take(lease)).isEqualTo(Turn.MOVED);
        assertThat(lease.mayWrite(LANE)).isTrue();
    }

    @Test
    void terminal_onWhichAnotherSpokeLast_hasMoved() {
        NodeLease other = fresh();
        lease.renew();
        other.renew();

        Turn first = take(lease);
        Turn second = take(other);
        Turn again = take(other);

        assertThat(List.of(first, second, again)).containsExactly(Turn.OWN, Turn.MOVED, Turn.OWN);
    }

    @Test
    void lease_givenBack_isNobodys() {
        lease.renew();
        Turn turn = take(lease);

        lease.leave();

        assertThat(turn).isEqualTo(Turn.OWN);
        assertThat(lease.mayWrite(LANE)).isFalse();
        assertThat(store.read(tables -> tables.nodes().alive()).size()).isZero();
    }

    @Test
    void lease_tooShortOrTooLong_isRefused() {
        for (Duration length : new Duration[] {Duration.ofSeconds(6), Duration.ofMinutes(6)}) {
            assertThatExceptionOfType(IllegalArgumentException.class)
                    .isThrownBy(() -> new NodeLease(store, length, nanos::get, UUID::randomUUID));
        }
    }
}
