package dev.tidegate.till.floor;

import dev.tidegate.till.catalogue.Catalogue;
import dev.tidegate.till.catalogue.CatalogueSource;
import dev.tidegate.till.catalogue.CatalogueSource.Fault;
import dev.tidegate.till.catalogue.CatalogueSource.Reading;
import dev.tidegate.till.store.Catalogues;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The catalogue in use: the last good one, from shop.db until its source has been read. Looked at by one thread; told
 * to any.
 */
public final class CatalogueKeeper {
    /**
     * What is in use.
     *
     * @param faults of the source when it was last read; none where all of it is in use
     */
    public record Standing(Catalogue catalogue, Catalogue.Index index, List<Fault> faults) {
        public Standing {
            faults = List.copyOf(faults);
        }
    }

    /** Told of what happens to it. */
    public interface Watch {
        /** Another catalogue is in use. */
        void taken(Catalogue catalogue);

        /** The source cannot be used. */
        void refused(List<Fault> faults);
    }

    private final CatalogueSource source;
    private final Catalogues catalogues;
    private final Watch watch;
    private volatile Standing standing;

    /** @throws dev.tidegate.till.store.ShopBrokenException the last one cannot be read */
    public CatalogueKeeper(CatalogueSource source, Catalogues catalogues, Watch watch) {
        this.source = source;
        this.catalogues = catalogues;
        this.watch = watch;
        Catalogue kept = catalogues.kept();
        Catalogue first = kept == null ? new Catalogue("", Instant.EPOCH, List.of(), List.of(), List.of()) : kept;
        this.standing = new Standing(first, first.index(), List.of());
    }

    public Standing standing() {
        return standing;
    }

    /** The age that is told: since when the catalogue is as it is; absent where there is none. */
    public @Nullable Instant asOf() {
        Catalogue catalogue = standing.catalogue();
        return catalogue.version().isEmpty() ? null : catalogue.asOf();
    }

    /**
     * Reads the source where it has changed.
     *
     * @throws dev.tidegate.till.store.ShopBrokenException a new one could not be kept; the last one goes on
     */
    public void look() {
        switch (source.read()) {
            case Reading.Unchanged() -> {}
            case Reading.Whole(var catalogue) -> {
                catalogues.keep(catalogue);
                standing = new Standing(catalogue, catalogue.index(), List.of());
                watch.taken(catalogue);
            }
            case Reading.Faulty(var faults) -> {
                standing = new Standing(standing.catalogue(), standing.index(), faults);
                watch.refused(faults);
            }
        }
    }
}
