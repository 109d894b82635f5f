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
import org.jspecify.annotations.Nullable;

/** The crypto module behind the gateway's own doors. */
final class Vault {
    private Vault() {}

    /** @param store holds the sealed key of card marks, made here the first time */
    static CardColumns columns(GatewayKeys keys, Store store) {
        ColumnSeal seal = keys.columns();
        Octets markKey = Octets.ofHex(store.write(tables ->
                tables.facts().kept("card-mark-key", () -> seal.newMarkKey().hex())));
        return new CardColumns() {
            @Override
            public Octets mark(Pan pan) {
                return seal.mark(markKey, pan);
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
