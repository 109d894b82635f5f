package dev.tidegate.gateway.capture;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.card.Pan;
import dev.tidegate.core.card.Track2;
import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.crypto.ColumnSeal;
import dev.tidegate.crypto.GatewayHome;
import dev.tidegate.crypto.GatewayKeys;
import dev.tidegate.crypto.OpenedBody;
import java.nio.file.Path;
import java.time.InstantSource;

/** The gateway's own seal of card columns, with new keys. */
final class SealedColumns implements CardColumns, AutoCloseable {
    private final GatewayKeys keys;
    private final ColumnSeal seal;
    private final Octets markKey;

    /** @param folder new, for the keys */
    SealedColumns(Path folder) {
        this.keys = GatewayHome.init(folder, InstantSource.system()).keys();
        this.seal = keys.columns();
        this.markKey = seal.newMarkKey();
    }

    @Override
    public Octets sealCard(OpenedBody body, PaymentId payment) {
        return seal.sealCard(body, payment);
    }

    @Override
    public OpenedBody openCard(Octets sealed, PaymentId payment) {
        return seal.openCard(sealed, payment);
    }

    @Override
    public Octets mark(Pan pan) {
        return seal.mark(markKey, pan);
    }

    @Override
    public Octets sealTrack(Track2 track, PaymentId payment) {
        return seal.sealTrack(track, payment);
    }

    @Override
    public Track2 openTrack(Octets sealed, PaymentId payment) {
        return seal.openTrack(sealed, payment);
    }

    @Override
    public void close() {
        keys.close();
    }
}
