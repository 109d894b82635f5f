package dev.tidegate.gateway.capture;

import dev.tidegate.core.card.ClearCard;
import dev.tidegate.core.card.Octets;
import dev.tidegate.core.card.Pan;
import dev.tidegate.core.card.Track2;
import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.crypto.BodyRejectedException;
import dev.tidegate.crypto.OpenedBody;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Card columns that hold a token; what it stands for stays in this process. */
final class PlainColumns implements CardColumns {
    private final Map<Octets, Supplier<OpenedBody>> bodies = new ConcurrentHashMap<>();
    private final Map<Octets, byte[]> tracks = new ConcurrentHashMap<>();

    @Override
    public Octets sealCard(OpenedBody body, PaymentId payment) {
        ClearCard card = body.card();
        byte[] number = card.pan().digits();
        Octets token = token("card/" + payment);
        bodies.put(
                token,
                () -> new OpenedBody(
                        new ClearCard(Pan.of(number.clone()), card.expiry(), card.panSequence(), null),
                        body.tags(),
                        body.amount(),
                        body.soldAt()));
        return token;
    }

    @Override
    public OpenedBody openCard(Octets sealed, PaymentId payment) {
        Supplier<OpenedBody> body = bodies.get(sealed);
        if (body == null) {
            throw new BodyRejectedException("BAD_COLUMN");
        }
        return body.get();
    }

    @Override
    public Octets mark(Pan pan) {
        return token("mark/" + pan.masked().lastFour());
    }

    @Override
    public Octets sealTrack(Track2 track, PaymentId payment) {
        Octets token = token("track/" + payment);
        tracks.put(token, track.characters());
        return token;
    }

    @Override
    public Track2 openTrack(Octets sealed, PaymentId payment) {
        byte[] track = tracks.get(sealed);
        if (track == null) {
            throw new BodyRejectedException("BAD_COLUMN");
        }
        return Track2.of(track.clone());
    }

    private static Octets token(String text) {
        return Octets.of(text.getBytes(StandardCharsets.US_ASCII));
    }
}
