package dev.tidegate.saf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidegate.core.port.JournalBrokenException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class InboxTest {
    private final Inbox inbox = new Inbox(Duration.ofHours(1));

    private static Ticket ticket() {
        return new Ticket(Entries.shown(1), Ticket.Wish.NOTE);
    }

    @Test
    void take_givesAll_thatWait() {
        Ticket first = ticket();
        Ticket second = ticket();
        inbox.put(first);
        inbox.put(second);

        assertThat(inbox.take()).isEqualTo(new Inbox.Batch(java.util.List.of(first, second), false, false));
    }

    @Test
    void take_givesNoMore_thanABatch() {
        for (int i = 0; i <= Inbox.BATCH_MAX; i++) {
            inbox.put(ticket());
        }

        assertThat(inbox.take().tickets()).hasSize(Inbox.BATCH_MAX);
        assertThat(inbox.take().tickets()).hasSize(1);
    }

    @Test
    void nobody_isABeat_whenItsTimeHasCome() {
        Inbox quick = new Inbox(Duration.ofNanos(1));

        quick.await();

        assertThat(quick.take()).isEqualTo(new Inbox.Batch(java.util.List.of(), true, false));
    }

    @Test
    void writerThatNeverWaits_beats_allTheSame() {
        int beats = 0;
        for (int i = 0; i < 640; i++) {
            inbox.put(ticket());
            beats += inbox.take().isBeat() ? 1 : 0;
        }

        assertThat(beats).isEqualTo(10);
    }

    @Test
    void closed_letsNobodyIn() {
        inbox.close();

        assertThatThrownBy(() -> inbox.put(ticket())).isInstanceOf(JournalBrokenException.class);
    }

    @Test
    void closed_servesFirst_whoWaits() {
        inbox.put(ticket());
        inbox.close();

        assertThat(inbox.take().isLast()).isFalse();
        assertThat(inbox.take().isLast()).isTrue();
    }
}
