package dev.tidegate.gateway;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.card.Pan;
import dev.tidegate.core.card.Track2;
import dev.tidegate.core.payment.ChainReceipt;
import dev.tidegate.core.payment.JournalEntry;
import dev.tidegate.core.payment.JournalRecord;
import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.core.payment.TillId;
import dev.tidegate.crypto.Acceptance;
import dev.tidegate.crypto.AcceptedLinks;
import dev.tidegate.crypto.BodyRejectedException;
import dev.tidegate.crypto.ChainSigner;
import dev.tidegate.crypto.ColumnSeal;
import dev.tidegate.crypto.GatewayHome;
import dev.tidegate.crypto.GatewayKeys;
import dev.tidegate.crypto.OpenedBody;
import dev.tidegate.crypto.RecordGate;
import dev.tidegate.crypto.SignatureCheck;
import dev.tidegate.crypto.TillChain;
import dev.tidegate.gateway.capture.CardColumns;
import dev.tidegate.gateway.intake.ChainKeys;
import dev.tidegate.gateway.intake.Gate;
import dev.tidegate.gateway.intake.Signatures;
import dev.tidegate.gateway.store.Store;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The crypto module behind the gateway's own doors. */
final class Vault {
    /** Under which name the database has the secret of card marks. */
    static final String CARD_MARK_KEY = "card-mark-key";

    private Vault() {}

    /** @param store holds the sealed key of card marks, made here the first time */
    static CardColumns columns(GatewayKeys keys, Store store) {
        ColumnSeal seal = keys.columns();
        Octets kept = Octets.ofHex(store.write(tables ->
                tables.facts().kept(CARD_MARK_KEY, () -> seal.newMarkKey().hex())));
        AtomicReference<Octets> markKey = new AtomicReference<>(renewed(keys, seal, store, kept));
        return new CardColumns() {
            @Override
            public Octets mark(Pan pan) {
                try {
                    return seal.mark(markKey.get(), pan);
                } catch (BodyRejectedException e) {
                    // Another node has sealed it anew, and the key of before is gone.
                    markKey.set(Octets.ofHex(store.read(
                            tables -> tables.facts().of(CARD_MARK_KEY).orElse(""))));
                    return seal.mark(markKey.get(), pan);
                }
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
            public Octets sealTrack(Track2 track, PaymentId payment) {
                return seal.sealTrack(track, payment);
            }

            @Override
            public Track2 openTrack(Octets sealed, PaymentId payment) {
                return seal.openTrack(sealed, payment);
            }
        };
    }

    // Else the first card key would be needed for as long as the database lives.
    private static Octets renewed(GatewayKeys keys, ColumnSeal seal, Store store, Octets kept) {
        if (kept.hex().startsWith(keys.cardMark().hex())) {
            return kept;
        }
        Octets fresh = seal.sealAnew(kept);
        store.change(tables -> tables.facts().replace(CARD_MARK_KEY, fresh.hex()));
        return fresh;
    }

    static FrameStore.Seal frames(GatewayKeys keys) {
        ColumnSeal seal = keys.columns();
        return new FrameStore.Seal() {
            @Override
            public Octets seal(byte[] frame, String name) {
                return seal.sealFrame(frame, name);
            }

            @Override
            public byte[] open(Octets sealed, String name) {
                return seal.openFrame(sealed, name);
            }
        };
    }

    static ChainKeys chainKeys(GatewayKeys keys) {
        return new ChainKeys() {
            @Override
            public Octets wrap(TillId till, long keySeq, Octets key) {
                return keys.wrapChainKey(till, keySeq, key);
            }

            @Override
            public Octets unwrap(TillId till, long keySeq, Octets wrapped) {
                return keys.unwrapChainKey(till, keySeq, wrapped);
            }
        };
    }

    static Signatures signatures(GatewayHome home) {
        SignatureCheck check = home.signatureCheck();
        ChainSigner signer = home.chainSigner();
        return new Signatures() {
            @Override
            public SignatureCheck.Verdict check(TillId till, JournalRecord record) {
                return check.ofRecord(till, record);
            }

            @Override
            public ChainReceipt receipt(TillId till, long seq, Octets link) {
                return signer.receipt(till, seq, link);
            }
        };
    }

    static Gate gate() {
        return new Gate() {
            @Override
            public Acceptance accept(Octets raw, TillChain chain, AcceptedLinks links) {
                return new RecordGate(links).accept(raw, chain);
            }

            @Override
            public @Nullable JournalEntry claimed(Octets raw) {
                return RecordGate.claimed(raw);
            }
        };
    }
}
