package dev.tidegate.crypto;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.payment.JournalEntry;
import dev.tidegate.core.payment.SealedBody;
import dev.tidegate.crypto.payment.Blocks;
import dev.tidegate.crypto.payment.DukptKsn;
import dev.tidegate.crypto.payment.KeyBlock;
import dev.tidegate.crypto.payment.KeyBlockRejectedException;
import dev.tidegate.crypto.payment.KeyUsageRejectedException;
import dev.tidegate.crypto.payment.KsnRejectedException;
import dev.tidegate.crypto.payment.PaymentKey;
import dev.tidegate.crypto.payment.TdesSwitch;
import dev.tidegate.crypto.pin.PinBlock;
import dev.tidegate.crypto.pin.PinBlockRejectedException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * One parser of bytes from outside. Whatever it is given, it ends with a value or with its own typed rejection; and a
 * value, written again, is what came in. Anything else leaves {@link #taste} as an exception: a finding.
 */
enum FuzzTarget {
    /** Record v1: the frame and the summary in it. */
    RECORD {
        @Override
        List<byte[]> seeds() {
            return FuzzSeeds.records();
        }

        @Override
        boolean taste(byte[] input) {
            try {
                RecordFrame frame = RecordFrame.read(Octets.of(input));
                JournalEntry entry = Summary.read(frame);
                same(frame.summary(), Summary.write(entry));
                return true;
            } catch (Rejection e) {
                return false;
            }
        }
    },

    /** The CBOR subset alone. */
    CBOR {
        @Override
        List<byte[]> seeds() {
            return FuzzSeeds.maps();
        }

        @Override
        boolean taste(byte[] input) {
            try {
                CborMap map = CborMap.read(input);
                for (int key = 1; key < 64; key++) {
                    if (map.has(key)) {
                        anyKind(map, key);
                    }
                }
                return true;
            } catch (Rejection e) {
                return false;
            }
        }
    },

    /** What is inside a sealed body, with and without a track. */
    BODY {
        @Override
        List<byte[]> seeds() {
            return FuzzSeeds.bodies();
        }

        @Override
        boolean taste(byte[] input) {
            boolean value = false;
            for (Body.Tracks tracks : Body.Tracks.values()) {
                try (OpenedBody body = Body.read(input, tracks)) {
                    boolean withTrack = body.card().track2() != null;
                    same(input, Body.write(body.card(), body.tags(), body.amount(), body.soldAt(), withTrack));
                    value = true;
                } catch (Rejection ignored) {
                    // Typed, as it should be.
                }
            }
            return value;
        }
    },

    /** The padding round it. */
    PADDING {
        @Override
        List<byte[]> seeds() {
            return FuzzSeeds.bodies().stream().map(Padding::pad).toList();
        }

        @Override
        boolean taste(byte[] input) {
            try {
                same(input, Padding.pad(Padding.unpad(input)));
                return true;
            } catch (Rejection e) {
                return false;
            }
        }
    },

    /** A sealed body as it comes: the suite, the encapsulated key, the ciphertext. */
    SEALED {
        @Override
        List<byte[]> seeds() {
            SealedBody body = Gateway.SEALER.sealForJournal(Samples.contents(Samples.payment(1)));
            return List.of(
                    body.encapsulated().plus(body.ciphertext()).toByteArray(), new byte[Suite.P256.pointBytes() + 272]);
        }

        @Override
        boolean taste(byte[] input) {
            int split = Math.min(input.length, Suite.P256.pointBytes());
            if (split == input.length || input.length > 9_000) {
                return false; // No record and no request carries it.
            }
            SealedBody body = new SealedBody(
                    Suite.P256.code(),
                    Gateway.KEY.key().kid(),
                    Octets.of(Arrays.copyOf(input, split)),
                    Octets.of(Arrays.copyOfRange(input, split, input.length)));
            try (OpenedBody opened = Gateway.OPENER.open(body, Samples.TILL, Samples.payment(1), Purpose.JOURNAL)) {
                return opened.amount().equals(Samples.AMOUNT);
            } catch (BodyRejectedException e) {
                return false;
            }
        }
    },

    /** What a recipient bundle says, once its signature was good. */
    BUNDLE {
        @Override
        List<byte[]> seeds() {
            return List.of(
                    Gateway.KEY.bundle().encode(),
                    Recipient.create(Suite.X25519).bundle().encode());
        }

        @Override
        boolean taste(byte[] input) {
            try {
                same(input, RecipientBundle.decode(input).encode());
                return true;
            } catch (Rejection e) {
                return false;
            }
        }
    },

    /** A bundle as it comes: any bytes, a certificate and a signature among them. */
    SIGNED_BUNDLE {
        @Override
        List<byte[]> seeds() {
            return List.of(Signed.RAW.toByteArray());
        }

        @Override
        boolean taste(byte[] input) {
            try {
                return SignedBundle.verify(Octets.of(input), Signed.TRUST)
                                .bundle()
                                .version()
                        > 0;
            } catch (BundleRefusedException e) {
                return false;
            }
        }
    },

    /** An export of a journal as somebody brings it: header, records, trailer, digest. */
    EXPORT {
        @Override
        List<byte[]> seeds() {
            return FuzzSeeds.exports();
        }

        @Override
        boolean taste(byte[] input) {
            try (ExportReader reader =
                    new ExportReader(new ByteArrayInputStream(input), SignatureCheck.notAnchored())) {
                long records = 0;
                while (reader.next() != null) {
                    records++;
                }
                return reader.facts().count() == records;
            } catch (ExportDamagedException e) {
                return false;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    },

    /** What a grant of adoption says, once its signature was good. */
    GRANT {
        @Override
        List<byte[]> seeds() {
            return List.of(Samples.grant().encode());
        }

        @Override
        boolean taste(byte[] input) {
            try {
                same(input, AdoptionGrant.decode(input).encode());
                return true;
            } catch (Rejection e) {
                return false;
            }
        }
    },

    /** A grant as it comes. */
    SIGNED_GRANT {
        @Override
        List<byte[]> seeds() {
            return List.of(Signed.GRANT.toByteArray());
        }

        @Override
        boolean taste(byte[] input) {
            try {
                return SignedGrant.verify(Octets.of(input), Signed.TRUST)
                        .grant()
                        .equals(Samples.grant());
            } catch (GrantRefusedException e) {
                return false;
            }
        }
    },

    /** A key block of any version: its header, its optional blocks, and what is inside under a key. */
    KEY_BLOCK {
        @Override
        List<byte[]> seeds() {
            return FuzzSeeds.keyBlocks();
        }

        @Override
        boolean taste(byte[] input) {
            try {
                KeyBlock.readDeprecated(input)
                        .open(FuzzSeeds.PROTECTION, FuzzSeeds.SLOT, TdesSwitch.on())
                        .close();
                return true;
            } catch (KeyBlockRejectedException | KeyUsageRejectedException e) {
                return false;
            }
        }
    },

    /** The serial number of a DUKPT message. */
    KSN {
        @Override
        List<byte[]> seeds() {
            return List.of(
                    Octets.ofHex("FFFF9876543210E00001").toByteArray(),
                    Octets.ofHex("123456789012345600000001").toByteArray());
        }

        @Override
        boolean taste(byte[] input) {
            try {
                same(input, DukptKsn.read(input).value().toByteArray());
                return true;
            } catch (KsnRejectedException e) {
                return false;
            }
        }
    },

    /** A PIN block of each format, as deciphered. */
    PIN_BLOCK {
        @Override
        List<byte[]> seeds() {
            // Of format 0: the PIN field, mixed with the card number as the format does.
            return List.of(Octets.ofHex("041223C6FFEFEFEE").toByteArray(), new byte[16]);
        }

        @Override
        boolean taste(byte[] input) {
            PaymentKey key = input.length == 16 ? FuzzSeeds.PROTECTION : FuzzSeeds.TDES;
            boolean value = false;
            for (PinBlock format : PinBlock.values()) {
                try {
                    boolean whole = input.length == (format == PinBlock.ISO_4 ? 16 : 8);
                    byte[] block = whole ? Blocks.encrypt(key, input) : input;
                    Wipe.all(format.open(block, Samples.ascii(Samples.PAN), key));
                    value = true;
                } catch (PinBlockRejectedException ignored) {
                    // Typed, as it should be.
                }
            }
            return value;
        }
    };

    /** Inputs that are right, or wrong in a known way, to start from. */
    abstract List<byte[]> seeds();

    /** Whether it was a value; false for a typed rejection. */
    abstract boolean taste(byte[] input);

    /** How a person names it. */
    String title() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static FuzzTarget of(String title) {
        return valueOf(title.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    /** Made at the first use: keys cost time. */
    private static final class Gateway {
        static final Recipient KEY = Recipient.create();
        static final HpkeSealer SEALER = KEY.sealer();
        static final BodyOpener OPENER = KEY.opener();
    }

    /** A bundle of a whole gateway, and the authority that its signer belongs to. */
    private static final class Signed {
        static final GatewayHome HOME = home();
        static final SignerTrust TRUST = SignerTrust.of(HOME.trustStore());
        static final Octets GRANT =
                SignedGrant.of(Samples.grant(), HOME.signer()).raw();
        static final Octets RAW = HOME.bundles().current().raw();

        private static GatewayHome home() {
            try {
                Path folder = Files.createTempDirectory("tidegate-fuzz");
                return GatewayHome.init(folder.resolve("gateway"), InstantSource.fixed(Samples.NOON));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static void anyKind(CborMap map, int key) {
        try {
            map.bytes(key);
        } catch (Rejection e) {
            try {
                map.text(key);
            } catch (Rejection notText) {
                map.number(key);
            }
        }
    }

    private static void same(byte[] came, byte[] written) {
        if (!Arrays.equals(came, written)) {
            throw new IllegalStateException("was accepted and is written in another way");
        }
    }
}
