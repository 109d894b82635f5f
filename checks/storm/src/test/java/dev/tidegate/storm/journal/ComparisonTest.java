package dev.tidegate.storm.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each way in which a log may break its word is counted as what it is. */
class ComparisonTest {
    @TempDir
    private Path home;

    private final Ledger ledger = new Ledger();
    private final List<Sighting> kept = new ArrayList<>();
    private long remembered = Long.MAX_VALUE;
    private String refusal = "";

    private final Engine engine = new Engine() {
        @Override
        public void prepare(Path folder) {}

        @Override
        public Log open(Path folder, long next, Runnable beforeForce) {
            return new Kept();
        }

        @Override
        public byte[] trace(long number) {
            return ("sale " + number).getBytes(StandardCharsets.UTF_8);
        }
    };

    private final class Kept implements Log {
        @Override
        public Sighting append(long number) {
            Sighting sale = new Sighting(number, kept.size() + 1L, number * 7, number);
            kept.add(sale);
            return sale;
        }

        @Override
        public List<Sighting> readAfter(long place) {
            return kept.stream().filter(sale -> sale.place() > place).toList();
        }

        @Override
        public long end() {
            return kept.size();
        }

        @Override
        public long forwarded() {
            return remembered;
        }

        @Override
        public String refusal() {
            return refusal;
        }

        @Override
        public void close() {}
    }

    private Sighting sell() {
        Sighting sale = new Kept().append(ledger.submits());
        ledger.acknowledged(sale);
        return sale;
    }

    private Verdict verdict() throws IOException {
        return new Comparison(engine, ledger, ledger.mark())
                .of(ModelDisk.lasting(home, Conduct.honest(), new SplittableRandom(1)));
    }

    @Test
    void everythingThere_isClean() throws IOException {
        sell();
        sell();

        assertThat(verdict().isClean()).isTrue();
        assertThat(kept).hasSize(8);
    }

    @Test
    void saleNowhere_isLost() throws IOException {
        kept.remove(sell());

        assertThat(verdict().count(Finding.LOST)).isPositive();
    }

    @Test
    void saleOnTheDisk_andNotGiven_isHidden() throws IOException {
        Sighting sale = sell();
        kept.remove(sale);
        Files.writeString(home.resolve("file"), "xxxx sale 1 xxxx");

        assertThat(verdict().count(Finding.HIDDEN)).isPositive();
    }

    @Test
    void saleGivenTwice_isDoubled() throws IOException {
        Sighting sale = sell();
        kept.add(new Sighting(sale.number(), 2, sale.check(), sale.body()));

        assertThat(verdict().count(Finding.DOUBLED)).isPositive();
    }

    @Test
    void saleNobodyHandedOver_isInvented() throws IOException {
        kept.add(new Sighting(99, 1, 0, 0));

        assertThat(verdict().count(Finding.INVENTED)).isPositive();
    }

    @Test
    void saleThatIsNotAsItWas_isInvented() throws IOException {
        Sighting sale = sell();
        kept.set(0, new Sighting(sale.number(), sale.place(), sale.check() + 1, sale.body()));

        assertThat(verdict().count(Finding.INVENTED)).isPositive();
    }

    @Test
    void saleThatAReaderSaw_andIsGone_hasVanished() throws IOException {
        ledger.seen(new Sighting(ledger.submits(), 1, 7, 1));

        assertThat(verdict().count(Finding.VANISHED)).isPositive();
    }

    @Test
    void placeThatWasRemembered_andIsNot_isForgotten() throws IOException {
        ledger.forwarding(5);
        ledger.forwarded(5);
        remembered = 4;

        assertThat(verdict().count(Finding.FORGOTTEN)).isPositive();
    }

    @Test
    void placeThatNobodyNamed_isForgotten_too() throws IOException {
        remembered = 3;

        assertThat(verdict().count(Finding.FORGOTTEN)).isPositive();
    }

    @Test
    void logThatTakesNothing_isRefused() throws IOException {
        refusal = "damaged";

        assertThat(verdict().count(Finding.REFUSED)).isEqualTo(1);
    }

    @Test
    void verdicts_add_whateverTheyFound() throws IOException {
        kept.remove(sell());
        Verdict one = verdict();

        Verdict two = one.plus(one).with(Finding.STUCK, 3);

        assertThat(two.images()).isEqualTo(2);
        assertThat(two.count(Finding.LOST)).isEqualTo(2 * one.count(Finding.LOST));
        assertThat(two.count(Finding.STUCK)).isEqualTo(3);
    }

    @Test
    void ledger_backToAMoment_forgetsWhatCameAfter() {
        sell();
        Ledger.Mark mark = ledger.mark();
        sell();
        ledger.backTo(mark);

        assertThat(ledger.acknowledged(ledger.mark())).hasSize(1);
        assertThat(ledger.wasSubmitted(2)).isTrue();
    }

    @Test
    void ledger_askedForATime_knowsWhatWasHeardBefore() {
        sell();
        long between = System.nanoTime();
        sell();

        assertThat(ledger.markBefore(between).acknowledged()).isEqualTo(1);
        assertThat(ledger.markBefore(Long.MIN_VALUE).acknowledged()).isZero();
    }
}
