package dev.tidegate.till;

import dev.tidegate.core.flow.Decider;
import dev.tidegate.core.flow.Projection;
import dev.tidegate.core.flow.RecoverTill;
import dev.tidegate.core.flow.Rooms;
import dev.tidegate.core.flow.TakeByVoice;
import dev.tidegate.core.flow.TakePayment;
import dev.tidegate.till.config.TillSettings;
import java.time.InstantSource;

/** The ways in which a card sale is begun, or found again after a crash. */
record SaleFlows(TakePayment take, TakeByVoice byVoice, RecoverTill recover) {
    static SaleFlows of(
            Rooms rooms, Decider decider, Projection projection, InstantSource clock, TillSettings settings) {
        var zone = settings.shop().zone();
        var cardWait = settings.reader().cardWait();
        return new SaleFlows(
                new TakePayment(rooms, decider, projection, clock, zone, cardWait),
                new TakeByVoice(rooms, decider, projection, clock, zone, cardWait),
                new RecoverTill(rooms.journal(), rooms.ledger(), projection));
    }
}
