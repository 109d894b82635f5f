package dev.tidegate.emv.testcard;

import dev.tidegate.core.card.Ksn;
import dev.tidegate.core.card.Octets;
import dev.tidegate.core.card.Pan;
import dev.tidegate.core.port.EncipheredPin;
import dev.tidegate.core.port.PaymentHsm.PinFormat;
import dev.tidegate.emv.apdu.CardChannel;
import dev.tidegate.emv.pin.PinEntry;
import dev.tidegate.emv.pin.PinEntryDevice;
import dev.tidegate.emv.pin.PinRequest;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** A pad and the person before it: who presses what is the test's. It reaches the card by itself. */
public final class TestPad implements PinEntryDevice {
    private final CardChannel card;
    private final Deque<String> pressed;
    private final List<PinRequest> requests = new ArrayList<>();
    private boolean cancelled;

    /** @param pressed a PIN for each entry, or one of {@code bypass}, {@code cancel}, {@code broken} */
    public TestPad(CardChannel card, String... pressed) {
        this.card = card;
        this.pressed = new ArrayDeque<>(List.of(pressed));
    }

    /** What it was asked for, in order. */
    public List<PinRequest> requests() {
        return List.copyOf(requests);
    }

    public boolean wasCancelled() {
        return cancelled;
    }

    @Override
    public PinEntry enter(PinRequest request) {
        requests.add(request);
        String keys = pressed.remove();
        return switch (keys) {
            case "bypass" -> new PinEntry.Bypassed();
            case "cancel" -> new PinEntry.Cancelled();
            case "broken" -> new PinEntry.NoPad();
            default ->
                request instanceof PinRequest.Online(var number)
                        ? forTheIssuer(number.get())
                        : present(TestCard.block(keys), request);
        };
    }

    @Override
    public void cancel() {
        cancelled = true;
    }

    // What a pad under triple DES gives: no PIN is in it that anybody here could find.
    private static PinEntry forTheIssuer(Pan number) {
        number.wipe();
        return new PinEntry.Enciphered(new EncipheredPin(
                PinFormat.ISO_0, new Ksn(Octets.ofHex("FFFF9876543210E00001")), Hex.bytes("1B9C1845EB993A7A")));
    }

    private PinEntry present(String block, PinRequest request) {
        String data = switch (request) {
            case PinRequest.Plaintext ignored -> block;
            case PinRequest.Online ignored -> "";
            case PinRequest.Enciphered(var ignored, var modulus, var exponent, var challenge) ->
                enciphered(
                        "7F" + block + challenge.hex() + "5A".repeat(modulus.length() - 17),
                        modulus.hex(),
                        exponent.hex());
        };
        String length = Hex.of(new byte[] {(byte) (data.length() / 2)});
        String command = (request instanceof PinRequest.Plaintext ? "00200080" : "00200088") + length + data;
        ByteBuffer answer = ByteBuffer.allocate(300);
        if (card.transmit(ByteBuffer.wrap(Hex.bytes(command)), answer) != CardChannel.Transmission.ANSWERED) {
            return new PinEntry.Removed();
        }
        return new PinEntry.Presented(answer.getShort(answer.position() - 2) & 0xFFFF);
    }

    private static String enciphered(String plain, String modulus, String exponent) {
        BigInteger cipher = new BigInteger(plain, 16).modPow(new BigInteger(exponent, 16), new BigInteger(modulus, 16));
        String hex = cipher.toString(16).toUpperCase(java.util.Locale.ROOT);
        return "0".repeat(modulus.length() - hex.length()) + hex;
    }
}
