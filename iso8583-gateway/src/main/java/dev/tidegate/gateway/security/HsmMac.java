package dev.tidegate.gateway.security;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.port.HsmUnavailableException;
import dev.tidegate.core.port.PaymentHsm;
import dev.tidegate.core.port.PaymentHsm.HsmKey;
import dev.tidegate.core.port.PaymentHsm.MacAnswer;
import dev.tidegate.core.port.PaymentHsm.MacCheck;
import dev.tidegate.core.port.PaymentHsm.MacKind;
import dev.tidegate.core.port.PaymentHsm.Refused;
import dev.tidegate.crypto.KeyUnavailableException;
import dev.tidegate.gateway.codec.MessageMac;
import dev.tidegate.gateway.profile.Mac;
import java.util.Arrays;

/** Codes made by the payment HSM: the key is never here. A round trip for each message. */
public final class HsmMac implements MessageMac {
    private final PaymentHsm hsm;
    private final ZoneKeys keys;
    private final MacKind kind;

    public HsmMac(PaymentHsm hsm, ZoneKeys keys, Mac.Algorithm algorithm) {
        this.hsm = hsm;
        this.keys = keys;
        this.kind = kind(algorithm);
    }

    /** A single DES code is a retail MAC whose key has two equal halves: its last two steps undo each other. */
    private static MacKind kind(Mac.Algorithm algorithm) {
        return switch (algorithm) {
            case DES_CBC, X9_19 -> MacKind.RETAIL_1;
            case AES_CMAC -> MacKind.CMAC;
        };
    }

    @Override
    public byte[] compute(byte[] covered) {
        try {
            return switch (hsm.generateMac(keys.current(), kind, covered)) {
                case MacAnswer.Made(var mac) -> Arrays.copyOf(mac.toByteArray(), Mac.FIELD_BYTES);
                case Refused(var why) -> throw new KeyUnavailableException("the HSM refuses the key: " + why);
            };
        } catch (HsmUnavailableException e) {
            throw new KeyUnavailableException("the HSM gave no answer");
        }
    }

    @Override
    public boolean waits() {
        return true;
    }

    @Override
    public boolean verify(byte[] covered, byte[] mac) {
        try {
            for (HsmKey.Fixed key : keys.believed()) {
                switch (hsm.verifyMac(key, kind, covered, Octets.of(mac))) {
                    case MacCheck.Genuine() -> {
                        keys.take(key);
                        return true;
                    }
                    case MacCheck.Wrong() -> {
                        // The next one may have made it.
                    }
                    case Refused(var why) -> throw new KeyUnavailableException("the HSM refuses the key: " + why);
                }
            }
            return false;
        } catch (HsmUnavailableException e) {
            throw new KeyUnavailableException("the HSM gave no answer");
        }
    }
}
