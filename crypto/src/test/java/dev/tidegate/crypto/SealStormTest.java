package dev.tidegate.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.core.payment.SealedBody;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** One sealer in several hands: an HPKE object that is shared seals, now and then, what nobody can open. */
final class SealStormTest {
    private static final int THREADS = 4;
    private static final int SEALS = 2_000;

    @Test
    void seal_byFourThreads_allOpen() throws InterruptedException, ExecutionException {
        Recipient recipient = Recipient.create();
        HpkeSealer sealer = recipient.sealer();
        BodyOpener opener = recipient.opener();
        int opened = 0;

        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            List<Future<Boolean>> results = new ArrayList<>();
            for (int n : IntStream.range(0, SEALS).toArray()) {
                results.add(threads.submit(() -> sealsAndOpens(sealer, opener, Samples.payment(n))));
            }
            for (Future<Boolean> result : results) {
                opened += result.get() ? 1 : 0;
            }
        }

        System.out.println("storm: " + opened + " of " + SEALS + " seals by " + THREADS + " threads opened");
        assertThat(opened).isEqualTo(SEALS);
    }

    private static boolean sealsAndOpens(HpkeSealer sealer, BodyOpener opener, PaymentId payment) {
        SealedBody sealed = sealer.sealForJournal(Samples.contents(payment));
        try (OpenedBody body = opener.open(sealed, Samples.TILL, payment, Purpose.JOURNAL)) {
            return body.card().pan().masked().lastFour().equals("0119");
        }
    }
}
