package dev.tidegate.core.flow;

import dev.tidegate.core.payment.HostReply;
import dev.tidegate.core.payment.JournalRecord;
import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.core.payment.PaymentResult;
import dev.tidegate.core.payment.PaymentState;
import dev.tidegate.core.payment.Reason;
import dev.tidegate.core.payment.Sales;
import dev.tidegate.core.port.GatewayClient;
import dev.tidegate.core.port.GatewayUnavailableException;
import java.util.ArrayList;
import java.util.List;

/** A gateway that answers as the test wants and remembers what it was sent. */
final class ScriptedGateway implements GatewayClient {
    static final HostReply REPLY = new HostReply("00", "123456", "000001", "632600000001");

    final List<String> calls = new ArrayList<>();
    final List<List<JournalRecord>> uploads = new ArrayList<>();
    /** Of each request, whether a part was of use. */
    final List<Boolean> tookPart = new ArrayList<>();

    HostVerdict verdict = new HostVerdict.NotSent(Reason.NO_NETWORK);
    List<Verdict> verdicts = List.of();
    long lastSeq;
    List<PaymentResult> news = List.of();
    PaymentState afterReverse = PaymentState.REVERSED;
    boolean away;
    Runnable whenAsked = () -> {};

    @Override
    public HostVerdict authorise(Ask ask) {
        calls.add("authorise");
        tookPart.add(ask.takesPart());
        whenAsked.run();
        return verdict;
    }

    @Override
    public PaymentResult complete(PaymentId payment) {
        answer("complete");
        return Sales.result(payment, 2, "", PaymentState.CAPTURED, 10_00);
    }

    @Override
    public PaymentResult reverse(PaymentId payment) {
        answer("reverse");
        return Sales.result(payment, 2, "", afterReverse, 0);
    }

    @Override
    public Receipt upload(List<JournalRecord> records) {
        answer("upload");
        uploads.add(List.copyOf(records));
        List<Verdict> answers =
                verdicts.isEmpty() ? records.stream().map(r -> Verdict.OK).toList() : verdicts;
        return new Receipt(answers, lastSeq);
    }

    @Override
    public News resultsAfter(String cursor) {
        answer("results " + cursor);
        List<PaymentResult> now = news;
        news = List.of();
        return new News(cursor, now);
    }

    private void answer(String call) {
        if (away) {
            throw new GatewayUnavailableException(Reason.NO_NETWORK, "the gateway is away");
        }
        calls.add(call);
    }
}
