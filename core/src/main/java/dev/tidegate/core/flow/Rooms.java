package dev.tidegate.core.flow;

import dev.tidegate.core.port.AcquirerTerms;
import dev.tidegate.core.port.CardRecords;
import dev.tidegate.core.port.GatewayClient;
import dev.tidegate.core.port.HostStanding;
import dev.tidegate.core.port.Journal;
import dev.tidegate.core.port.Kernel;
import dev.tidegate.core.port.Landmarks;
import dev.tidegate.core.port.Ledger;
import dev.tidegate.core.port.Prompts;
import dev.tidegate.core.port.Sealer;

/** The rooms of the corridor behind their doors: wired once, at the start of the till. */
public record Rooms(
        Kernel kernel,
        Sealer sealer,
        Journal journal,
        Ledger ledger,
        GatewayClient gateway,
        HostStanding standing,
        Prompts prompts,
        CardRecords cards,
        AcquirerTerms terms,
        Landmarks landmarks) {}
