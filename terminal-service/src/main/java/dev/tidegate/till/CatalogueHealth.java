package dev.tidegate.till;

import com.codahale.metrics.health.HealthCheck;
import dev.tidegate.till.catalogue.CatalogueSource.Fault;
import dev.tidegate.till.floor.CatalogueKeeper;
import java.util.List;
import java.util.stream.Collectors;

/** Whether the catalogue's source can be used, and how old what is sold from is. */
final class CatalogueHealth extends HealthCheck {
    private final CatalogueKeeper keeper;

    CatalogueHealth(CatalogueKeeper keeper) {
        this.keeper = keeper;
    }

    @Override
    protected Result check() {
        List<Fault> faults = keeper.standing().faults();
        String told = "items=" + keeper.standing().catalogue().items().size() + " as_of=" + keeper.asOf();
        return faults.isEmpty()
                ? Result.healthy("%s", told)
                : Result.unhealthy(
                        "%s", told + " " + faults.stream().map(Fault::toString).collect(Collectors.joining("; ")));
    }
}
