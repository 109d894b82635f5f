package dev.tidegate.till.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.tidegate.core.payment.Payment;
import dev.tidegate.core.payment.PaymentFold;
import dev.tidegate.core.payment.Reason;
import dev.tidegate.core.payment.Standing;
import dev.tidegate.core.port.JournalBrokenException;
import dev.tidegate.saf.ArchiveFact;
import dev.tidegate.till.fake.Samples;
import dev.tidegate.till.gateway.Trouble;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What stands in the log, and what never does. */
final class FactLogTest {
    private final Logger logger = (Logger) LoggerFactory.getLogger("tidegate.till");
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final FactLog log = new FactLog();

    @BeforeEach
    void listen() {
        logger.setLevel(Level.INFO);
        lines.start();
        logger.addAppender(lines);
    }

    @AfterEach
    void leave() {
        logger.detachAppender(lines);
        logger.setLevel(null);
    }

    @Test
    void archived_eachDeletion_isALineWithItsNameRecordsAndBytes() {
        log.archived(new ArchiveFact.Archived("gen-1", 7, 900));
        log.archived(new ArchiveFact.Compacted("gen-2", 8, 3, 901));
        log.archived(new ArchiveFact.LetGo("gen-3", 9, 902));

        assertThat(lines.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .containsExactly(
                        "deleted=gen-1 records=7 bytes=900 archived=all",
                        "deleted=gen-2 records=8 bytes=901 archived=all kept_whole=3",
                        "deleted_archive=gen-3 records=9 bytes=902");
    }

    @Test
    void archived_whatWasKept_isAnError() {
        log.archived(new ArchiveFact.Kept("gen-1", "has no record 4 any more"));

        assertThat(lines.list.getFirst().getLevel()).isEqualTo(Level.ERROR);
        assertThat(only()).isEqualTo("archivist_kept=gen-1 why=\"has no record 4 any more\"");
    }

    @Test
    void payment_stored_isOneLineWithTheMaskedNumber() {
        Payment stored = PaymentFold.after(null, Samples.stored(Samples.id(), 1250), 7);

        log.payment(stored == null ? Payment.collecting(Samples.id(), Samples.euro(1)) : stored);

        assertThat(only())
                .contains("seq=7 state=STORED")
                .contains("VISA ****0119")
                .contains("12.50 EUR");
        assertThat(only()).doesNotContain("0102030405060708");
    }

    @Test
    void standing_lost_namesItsCause() {
        log.standing(new Standing.Offline(Reason.NO_NETWORK), false, Trouble.NAME_UNRESOLVED);

        assertThat(only()).isEqualTo("online=false cause=NO_NETWORK gateway_reachable=false trouble=NAME_UNRESOLVED");
    }

    @Test
    void broke_byALibrary_doesNotRepeatItsMessage() {
        log.broke("drain", new IllegalStateException("cannot parse 4761739001010119"));

        assertThat(only()).contains("java.lang.IllegalStateException at ").doesNotContain("4761");
    }

    @Test
    void broke_byTheHouse_saysWhatBroke() {
        log.broke(
                Samples.id(), new JournalBrokenException("the disk refuses", new RuntimeException("4761739001010119")));

        assertThat(only()).contains("JournalBrokenException: the disk refuses").doesNotContain("4761");
    }

    private String only() {
        assertThat(lines.list).hasSize(1);
        return lines.list.getFirst().getFormattedMessage();
    }
}
