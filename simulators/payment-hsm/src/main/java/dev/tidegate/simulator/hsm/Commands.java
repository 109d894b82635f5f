package dev.tidegate.simulator.hsm;

import dev.tidegate.simulator.hsm.RefusedException.Why;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** What the module can do (README, "Protocol"). */
final class Commands {
    /** The names of the commands in the control API, from number 1. */
    static final List<String> NAMES =
            List.of("translatePin", "makeCode", "checkCode", "openData", "checkValue", "receiveKey");

    private static final Set<String> MAC_USAGES = Set.of("M1", "M3", "M6", "M7");
    private static final int PIN = 0x1000;
    private static final int MAC_FROM_DEVICE = 0x2000;
    private static final int MAC_TO_DEVICE = 0x2001;
    private static final int MAC_BOTH = 0x2002;
    private static final int DATA_FROM_DEVICE = 0x3000;
    private static final int DATA_BOTH = 0x3002;

    private final Cipherer master;

    Commands(Cipherer master) {
        this.master = master;
    }

    /** The answer's only field; a refusal otherwise. */
    byte[] run(int command, List<byte[]> fields) {
        int[] counts = {7, 4, 5, 3, 4, 3};
        RefusedException.unless(
                command >= 1 && command <= counts.length && fields.size() == counts[command - 1], Why.MALFORMED);
        return switch (command) {
            case 1 -> translate(fields);
            case 2 -> code(fields, false);
            case 3 -> check(fields);
            case 4 -> openData(fields);
            case 5 -> checkValue(fields);
            default -> receiveKey(fields);
        };
    }

    private byte[] translate(List<byte[]> in) {
        String pan = new String(in.get(4), StandardCharsets.US_ASCII);
        Cipherer to = open(in.get(5)).require(Set.of("P0"), "EB").cipherer();
        Cipherer from = in.get(1).length == 0
                ? open(in.get(0)).require(Set.of("P0"), "DB").cipherer()
                : derived(in, PIN);
        String pin = Pin.open(number(in.get(2)), in.get(3), pan, from);
        return Pin.seal(number(in.get(6)), pin, pan, to);
    }

    private byte[] check(List<byte[]> in) {
        byte[] whole = code(in, true);
        byte[] given = in.get(4);
        boolean genuine = given.length >= 4
                && given.length <= whole.length
                && MessageDigest.isEqual(Arrays.copyOf(whole, given.length), given);
        return new byte[] {(byte) (genuine ? 1 : 0)};
    }

    private byte[] code(List<byte[]> in, boolean fromOutside) {
        byte[] message = in.get(3);
        int kind = number(in.get(2));
        if (in.get(1).length > 0) {
            boolean both = Serial.read(in.get(1)).dialect() == Serial.BOTH_WAYS;
            int use = fromOutside ? MAC_FROM_DEVICE : MAC_TO_DEVICE;
            return code(derived(in, both ? MAC_BOTH : use), kind, message);
        }
        ClearKey key = open(in.get(0)).require(MAC_USAGES, fromOutside ? "CV" : "CG");
        if (kind == 4) {
            RefusedException.unless(key.isHmac(), Why.UNSUPPORTED);
            return Codes.hmac(key.bytes(), message);
        }
        return code(key.cipherer(), kind, message);
    }

    private static byte[] code(Cipherer key, int kind, byte[] message) {
        return switch (kind) {
            case 1, 2 -> {
                RefusedException.unless(!key.isAes(), Why.UNSUPPORTED);
                yield Codes.retail(key.key(), message, kind == 2);
            }
            case 3 -> key.cmac(message);
            default -> throw new RefusedException(Why.UNSUPPORTED);
        };
    }

    private byte[] openData(List<byte[]> in) {
        Serial serial = Serial.read(in.get(1));
        boolean other = serial.dialect() == (serial.isAes() ? Serial.BOTH_WAYS : Serial.LEGACY_DATA);
        Cipherer key = derived(in, other ? DATA_BOTH : DATA_FROM_DEVICE);
        RefusedException.unless(in.get(2).length > 0 && in.get(2).length % key.block() == 0, Why.UNSUPPORTED);
        return key.decrypt(in.get(2));
    }

    private byte[] checkValue(List<byte[]> in) {
        RefusedException.unless(in.get(2).length == 2, Why.MALFORMED);
        ClearKey base = open(in.get(0)).require(Set.of("B0"), "X");
        int use = ByteBuffer.wrap(in.get(2)).getChar();
        return Derivation.workingKey(base, Serial.read(in.get(1)), use, number(in.get(3)))
                .checkValue();
    }

    private byte[] receiveKey(List<byte[]> in) {
        Cipherer exchange = open(in.get(0)).require(Set.of("K0"), "DB").cipherer();
        byte[] wrapped = in.get(1);
        RefusedException.unless(!exchange.isAes() && wrapped.length == 2 * exchange.block(), Why.UNSUPPORTED);
        // Each block by itself: chained from zeros, one block is the cipher alone.
        byte[] key = Bytes.join(
                exchange.decrypt(Arrays.copyOf(wrapped, exchange.block())),
                exchange.decrypt(Arrays.copyOfRange(wrapped, exchange.block(), wrapped.length)));
        String kind = switch (number(in.get(2))) {
            case 1 -> "M3TC";
            case 2 -> "P0TB";
            default -> throw new RefusedException(Why.UNSUPPORTED);
        };
        return Bytes.join(new Cipherer(Cipherer.Kind.TDES, key).checkValue(), ClearKey.seal(kind, key, master));
    }

    private Cipherer derived(List<byte[]> in, int use) {
        ClearKey base = open(in.get(0)).require(Set.of("B0"), "X");
        return Derivation.workingKey(base, Serial.read(in.get(1)), use, base.bytes().length);
    }

    private ClearKey open(byte[] block) {
        return ClearKey.open(block, master);
    }

    private static int number(byte[] field) {
        RefusedException.unless(field.length == 1, Why.MALFORMED);
        return field[0];
    }
}
