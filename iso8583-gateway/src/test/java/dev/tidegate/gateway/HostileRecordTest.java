package dev.tidegate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.payment.JournalRecord;
import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.core.payment.StoredKind;
import dev.tidegate.core.port.GatewayClient.Receipt;
import dev.tidegate.core.port.GatewayClient.Verdict;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records that no till wrote. */
class HostileRecordTest {
    @TempDir
    private Path folder;

    private IntakeRig rig;

    @BeforeEach
    void open() {
        rig = new IntakeRig(folder);
    }

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void till_thatIsAnother_cannotUploadThisOnesRecords() {
        JournalRecord record = rig.till.epochOpen();
        byte[] other = record.raw().toByteArray();
        Arrays.fill(other, 16, 32, (byte) 7);

        Receipt receipt = rig.raw(Octets.of(other));

        assertThat(receipt.verdicts()).containsExactly(Verdict.REFUSED);
    }

    @Test
    void records_mutatedAThousandTimes_neverThrowAndNeverMoveMoney() {
        PaymentId id = rig.till.newId();
        JournalRecord stored = rig.till.stored(id, StoredKind.OFFLINE_APPROVED);
        Random chance = new Random(8583);

        for (int i = 0; i < 1_000; i++) {
            byte[] bytes = stored.raw().toByteArray();
            bytes[chance.nextInt(bytes.length)] ^= (byte) (1 << chance.nextInt(8));
            Receipt receipt = rig.raw(Octets.of(Arrays.copyOf(bytes, bytes.length - chance.nextInt(2))));
            assertThat(receipt.verdicts()).hasSize(1).doesNotContain(Verdict.OK);
        }

        assertThat(rig.drain()).isZero();
        assertThat(rig.link.sent()).isEmpty();
    }
}
