package dev.tidegate.crypto;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.payment.JournalEntry;
import dev.tidegate.core.payment.SealedBody;
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
            for (boolean withTrack : new boolean[] {true, false}) {
                try (OpenedBody body = Body.read(input, withTrack)) {
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
