package dev.tidegate.emv.fuzz;

import dev.tidegate.emv.authentication.CertifiedBytes;
import dev.tidegate.emv.data.CardMemory;
import dev.tidegate.emv.data.CardObjects;
import dev.tidegate.emv.data.DataObjectList;
import dev.tidegate.emv.data.MalformedCardDataException;
import dev.tidegate.emv.data.Slice;
import dev.tidegate.emv.data.TlvElement;
import dev.tidegate.emv.reader.AnswerBytes;
import dev.tidegate.emv.stripe.HidReport;
import dev.tidegate.emv.stripe.Stripe;
import dev.tidegate.emv.stripe.Swipe;
import dev.tidegate.emv.stripe.SwipedBytes;
import dev.tidegate.emv.stripe.TypedText;
import dev.tidegate.emv.testcard.Hex;
import dev.tidegate.emv.testcard.Objects;
import dev.tidegate.emv.testcard.TestCard;
import dev.tidegate.emv.testcard.Traces;
import dev.tidegate.emv.trace.TraceFile;
import dev.tidegate.emv.trace.TraceReading;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * One taker of bytes from outside. Whatever it is given ends in a value or in its own typed rejection; anything else
 * leaves {@link #taste} as an exception: a finding.
 */
enum FuzzTarget {
    /** Data objects, and those within them. */
    TLV {
        @Override
        List<byte[]> seeds() {
            return List.of(
                    Hex.bytes("6F1A840E315041592E5359532E4444463031A5088801015F2D02656E9000"),
                    Hex.bytes("7081089F0702FF005F280202769F4A0182"));
        }

        @Override
        boolean taste(byte[] input) {
            try {
                return elements(Slice.of(input), 0) > 0;
            } catch (MalformedCardDataException e) {
                return false;
            }
        }
    },

    /** A list of what a card wants to be told, and filling it. */
    DOL {
        @Override
        List<byte[]> seeds() {
            return List.of(
                    Hex.bytes("9F02069F03069F1A0295055F2A029A039C019F3704"), Hex.bytes("9F66049F02069F37045F2A02"));
        }

        @Override
        boolean taste(byte[] input) {
            try {
                DataObjectList list = DataObjectList.read(Slice.of(input));
                byte[] filled = list.fill(
                        Objects.terminal("9F02", "000000001000", "9F1A", "0276", "5F2A", "0978"),
                        Objects.card("5F34", "01", "5A", TestCard.VISA_PAN));
                require(filled.length == list.valuesLength(), "filled to another length than it asks for");
                return true;
            } catch (MalformedCardDataException e) {
                return false;
            }
        }
    },

    /** An answer to reset. */
    ATR {
        @Override
        List<byte[]> seeds() {
            return List.of(Hex.bytes("3B6500002063CB6800"), Hex.bytes("3BE00000813145" + "F5"));
        }

        @Override
        boolean taste(byte[] input) {
            return AnswerBytes.isConforming(input);
        }
    },

    /** Bits of both tracks, the first byte telling how many bytes are of track 1. */
    TRACK_BITS {
        @Override
        List<byte[]> seeds() {
            return SwipedBytes.bits();
        }

        @Override
        boolean taste(byte[] input) {
            int first = input.length == 0 ? 0 : Math.min(input[0] & 0xFF, input.length - 1);
            byte[] track1 = Arrays.copyOfRange(input, Math.min(1, input.length), Math.min(1, input.length) + first);
            byte[] track2 = Arrays.copyOfRange(input, Math.min(1, input.length) + first, input.length);
            return isCard(Stripe.ofBits(track1, 8 * track1.length, track2, 8 * track2.length));
        }
    },

    /** Tracks as a serial reader types them. */
    TRACK_TEXT {
        @Override
        List<byte[]> seeds() {
            return SwipedBytes.texts();
        }

        @Override
        boolean taste(byte[] input) {
            return isCard(Stripe.ofText(input));
        }
    },

    /** A report of a USB reader, clear or enciphered. */
    HID {
        @Override
        List<byte[]> seeds() {
            return SwipedBytes.reports();
        }

        @Override
        boolean taste(byte[] input) {
            return isCard(HidReport.read(input));
        }
    },

    /** What somebody types, of which a page asks whether it is a card. */
    TYPED {
        @Override
        List<byte[]> seeds() {
            return SwipedBytes.texts();
        }

        @Override
        boolean taste(byte[] input) {
            return TypedText.holdsCard(new String(input, StandardCharsets.UTF_8));
        }
    },

    /** The three certificates, of any content, really signed. */
    CERTIFICATE {
        @Override
        List<byte[]> seeds() {
            return CertifiedBytes.seeds();
        }

        @Override
        boolean taste(byte[] input) {
            return CertifiedBytes.isCertificate(input);
        }
    },

    /** A trace file, and the same written again. */
    TRACE_FILE {
        @Override
        List<byte[]> seeds() {
            return Traces.files();
        }

        @Override
        boolean taste(byte[] input) {
            return switch (TraceFile.read(input)) {
                case TraceReading.Read(var transaction) -> {
                    String written = TraceFile.write(transaction);
                    TraceReading again = TraceFile.read(written.getBytes(StandardCharsets.ISO_8859_1));
                    require(again.equals(new TraceReading.Read(transaction)), "is read again as something else");
                    yield true;
                }
                case TraceReading.Refused refused -> {
                    require(refused.line() > 0 && !refused.why().isEmpty(), "is refused without a word");
                    yield false;
                }
            };
        }
    },

    /** The contact kernel against a card that lies. */
    CONTACT {
        @Override
        List<byte[]> seeds() {
            return kernelSeeds("61");
        }

        @Override
        boolean taste(byte[] input) {
            return KernelPlay.contact(input);
        }
    },

    /** Visa's contactless kernel behind the entry point. */
    TAP_VISA {
        @Override
        List<byte[]> seeds() {
            return kernelSeeds("00");
        }

        @Override
        boolean taste(byte[] input) {
            return KernelPlay.visa(input);
        }
    },

    /** Mastercard's. */
    TAP_MASTERCARD {
        @Override
        List<byte[]> seeds() {
            return kernelSeeds("00");
        }

        @Override
        boolean taste(byte[] input) {
            return KernelPlay.mastercard(input);
        }
    };

    private static final int DEPTH_MAX = 8;

    /** Inputs that are right, or wrong in a known way, to start from; the first of them ends in a value. */
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

    private static List<byte[]> kernelSeeds(String kind) {
        return List.of(
                Hex.bytes(kind + "64"),
                Hex.bytes(kind + "C8" + "00".repeat(9) + "800501" + "00".repeat(9)),
                Hex.bytes(kind + "64" + "B06A82" + "00" + "B06985"),
                Hex.bytes(kind + "64" + "0000" + "C004" + "70023000" + "D00401" + "E003" + "F0" + "A002"));
    }

    private static int elements(Slice run, int depth) {
        List<TlvElement> all = TlvElement.readAll(run);
        CardObjects.in(new CardMemory()).withAll(all);
        int bytes = 0;
        int count = all.size();
        for (TlvElement element : all) {
            bytes += element.whole().length();
            require(element.value().length() < element.whole().length(), "a value without a tag");
            if (element.tag().isConstructed() && depth < DEPTH_MAX) {
                count += elements(element.value(), depth + 1);
            }
        }
        require(bytes <= run.length(), "more elements than bytes");
        return count;
    }

    private static boolean isCard(Swipe swipe) {
        return switch (swipe) {
            case Swipe.Clear clear -> {
                clear.card().close();
                yield true;
            }
            case Swipe.Enciphered ignored -> true;
            case Swipe.Unreadable ignored -> false;
        };
    }

    private static void require(boolean condition, String what) {
        if (!condition) {
            throw new IllegalStateException(what);
        }
    }
}
