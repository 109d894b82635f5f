package dev.tidegate.simulator.acquirer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidegate.simulator.acquirer.issuer.Messages;
import dev.tidegate.simulator.acquirer.issuer.TestCard;
import dev.tidegate.simulator.acquirer.wire.IsoMessage;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every action of a rule, as a gateway meets it on a loopback connection. */
final class RulesOnTheWireTest {
    @TempDir
    Path folder;

    private RunningSimulator simulator;
    private HostClient gateway;

    @BeforeEach
    void start() throws IOException {
        simulator = new RunningSimulator(folder);
        gateway = simulator.connect();
    }

    @AfterEach
    void stop() throws IOException {
        gateway.close();
        simulator.close();
    }

    @Test
    void answer_technicalCode_isGivenAndNothingBooked() throws Exception {
        rule("{'action':'answer','code':'91','times':1}");

        assertThat(gateway.code(Messages.sale())).isEqualTo("91");
        assertThat(liveCount()).isZero();
        assertThat(gateway.code(Messages.sale())).isEqualTo("00");
    }

    @Test
    void answer_approval_overrulesTheAccountAndBooks() throws Exception {
        rule("{'match':{'mti':'0200'},'action':'answer','code':'00'}");

        assertThat(gateway.code(Messages.sale(TestCard.DECLINED, 700, 1, "000001")))
                .isEqualTo("00");
        assertThat(liveCount()).isEqualTo(1);
    }

    @Test
    void decline_code_isBookedAsDeclinedWithIssuerAuthentication() throws Exception {
        rule("{'match':{'amount':1234},'action':'decline','code':'41'}");

        gateway.send(Messages.sale());
        IsoMessage answer = gateway.receive();

        assertThat(answer.text(39)).isEqualTo("41");
        assertThat(answer.text(55)).endsWith("8A023431");
        assertThat(simulator.get("/totals").at("/declined/amount").asLong()).isEqualTo(1234);
    }

    @Test
    void delay_answer_waitsWhileOthersPass() throws Exception {
        rule("{'match':{'stan':'000001'},'action':'delay','millis':5000}");

        gateway.send(Messages.sale());
        ManualLater.Put put = simulator.later.next();
        assertThat(gateway.code(Messages.echo())).isEqualTo("00");
        put.task().run();

        assertThat(put.by()).isEqualTo(Duration.ofSeconds(5));
        assertThat(gateway.receive().text(11)).isEqualTo("000001");
    }

    @Test
    void delay_sale_isBookedAtOnce() throws Exception {
        rule("{'action':'delay','millis':5000}");

        gateway.send(Messages.sale());
        ManualLater.Put put = simulator.later.next();

        assertThat(liveCount()).isEqualTo(1);
        gateway.close();
        put.task().run();
    }

    @Test
    void dropBeforeBooking_sale_isHungUpOnAndNotBooked() throws Exception {
        rule("{'action':'dropBeforeBooking','times':1}");

        gateway.send(Messages.sale());

        assertThat(gateway.isHungUpOn()).isTrue();
        assertThat(liveCount()).isZero();
    }

    @Test
    void bookThenDrop_sale_isHungUpOnAndBooked() throws Exception {
        rule("{'action':'bookThenDrop','times':1}");

        gateway.send(Messages.sale());

        assertThat(gateway.isHungUpOn()).isTrue();
        assertThat(liveCount()).isEqualTo(1);
        try (HostClient again = simulator.connect()) {
            assertThat(again.code(Messages.repeated(Messages.sale()))).isEqualTo("00");
        }
    }

    @Test
    void refuseConnections_untilTold_refusesAndOpensOnTheSamePort() throws Exception {
        rule("{'action':'refuseConnections','times':1}");

        gateway.send(Messages.sale());

        assertThat(gateway.isHungUpOn()).isTrue();
        assertThatThrownBy(simulator::connect).isInstanceOf(ConnectException.class);
        assertThat(simulator.later.isEmpty()).isTrue();
        simulator.post("/connections", "{'accept':true}");
        try (HostClient again = simulator.connect()) {
            assertThat(again.code(Messages.sale())).isEqualTo("00");
        }
    }

    @Test
    void refuseConnections_forAWhile_opensByItself() throws Exception {
        rule("{'action':'refuseConnections','millis':250,'times':1}");
        gateway.send(Messages.sale());

        ManualLater.Put put = simulator.later.next();

        assertThat(put.by()).isEqualTo(Duration.ofMillis(250));
        assertThatThrownBy(simulator::connect).isInstanceOf(ConnectException.class);
        put.task().run();
        try (HostClient again = simulator.connect()) {
            assertThat(again.code(Messages.echo())).isEqualTo("00");
        }
    }

    @Test
    void refuseConnections_openedByHandAndClosedAgain_staysClosed() throws Exception {
        rule("{'action':'refuseConnections','millis':250,'times':1}");
        gateway.send(Messages.sale());
        ManualLater.Put put = simulator.later.next();

        simulator.post("/connections", "{'accept':true}");
        simulator.post("/connections", "{'accept':false}");
        put.task().run();

        assertThatThrownBy(simulator::connect).isInstanceOf(ConnectException.class);
    }

    @Test
    void neverAnswer_sale_isNotBookedAndTheConnectionStays() throws Exception {
        rule("{'match':{'mti':'0200'},'action':'neverAnswer'}");

        gateway.send(Messages.sale());

        assertThat(gateway.code(Messages.echo())).isEqualTo("00");
        assertThat(liveCount()).isZero();
    }

    private void rule(String json) throws IOException, InterruptedException {
        simulator.post("/rules", "[" + json + "]");
    }

    private int liveCount() throws IOException, InterruptedException {
        return simulator.get("/totals").at("/live/count").asInt();
    }
}
