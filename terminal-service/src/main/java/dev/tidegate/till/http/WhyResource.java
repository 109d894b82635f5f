package dev.tidegate.till.http;

import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.core.payment.Reason;
import dev.tidegate.till.sync.StillHere;
import dev.tidegate.till.sync.Why;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** <em>Why is it still here?</em> */
@Path("/payments/{id}/why")
@Produces(MediaType.APPLICATION_JSON)
public final class WhyResource {
    /**
     * The answer.
     *
     * @param cause one of a closed set, each with its words on the page
     * @param reason why it was set aside; absent where it was not
     * @param attempts messages that the gateway has sent for it
     * @param nextAttempt absent where nobody has said
     * @param deadline when it is set aside unsent; absent where nobody has said
     * @param actor who can act: NOBODY needs to, CASHIER, MANAGER, OPERATOR, FINANCE
     */
    record WhyView(
            String cause,
            @Nullable String reason,
            int attempts,
            @Nullable Instant nextAttempt,
            @Nullable Instant deadline,
            String actor) {
        static WhyView of(Why why) {
            return new WhyView(
                    why.cause().name(),
                    why.reason() == Reason.NONE ? null : why.reason().name(),
                    why.attempts(),
                    why.nextAttempt(),
                    why.deadline(),
                    why.actor().name());
        }
    }

    private final StillHere stillHere;

    WhyResource(StillHere stillHere) {
        this.stillHere = stillHere;
    }

    /** Of a sale that carries the badge; of any other it is a conflict. */
    @GET
    public WhyView why(@PathParam("id") String id) {
        PaymentId payment = Keys.paymentOf(id);
        return switch (stillHere.why(payment)) {
            case StillHere.Answer.Because(var why) -> WhyView.of(why);
            case StillHere.Answer.Synced() ->
                throw ProblemException.of(409, "state_conflict", "nothing of it waits here", payment.toString());
            case StillHere.Answer.Unknown() -> throw ProblemException.notFound("payment");
        };
    }
}
