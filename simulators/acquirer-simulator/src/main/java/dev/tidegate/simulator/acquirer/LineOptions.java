package dev.tidegate.simulator.acquirer;

import dev.tidegate.simulator.acquirer.tls.CertificateKind;
import dev.tidegate.simulator.acquirer.wire.Dialect;
import dev.tidegate.simulator.acquirer.wire.Framing;
import java.util.Optional;

/**
 * How the host speaks.
 *
 * @param framing empty for the dialect's own
 * @param macKey 32 hex digits, or 16 for single DES
 * @param exchangeKey 32 hex digits, under which new keys travel
 * @param pinKey 32 hex digits, under which PINs come
 * @param tls the certificate to show; empty without TLS
 * @param mutual whether a gateway must show a certificate
 * @param adviceWithoutTrack whether a track may be missing where the dialect wants one in an advice
 * @param recorded whether frames go to a file as well
 */
record LineOptions(
        Dialect dialect,
        Optional<Framing> framing,
        LineMac.Coverage mac,
        String macKey,
        String exchangeKey,
        String pinKey,
        Optional<CertificateKind> tls,
        boolean mutual,
        StandardFaults.Chosen faults,
        boolean adviceWithoutTrack,
        boolean recorded) {
    /** Published test keys, good for nothing else. */
    static final String MAC_KEY = "1C3BF74C70E9135D64A8B36E293D5B80";

    static final String EXCHANGE_KEY = "A1B3C2D5E5F70719293B4A5D6D7F8F91";

    static final String PIN_KEY = "2F5E83A74C916BD05DB3187A46EF92C4";

    /** As the demo speaks: 1987, no codes, no TLS, no faults. */
    static final LineOptions PLAIN = new LineOptions(
            Dialect.ISO87_GENERIC,
            Optional.empty(),
            LineMac.Coverage.OFF,
            MAC_KEY,
            EXCHANGE_KEY,
            PIN_KEY,
            Optional.empty(),
            false,
            StandardFaults.Chosen.NO,
            false,
            false);

    /** The framing in use. */
    Framing frames() {
        return framing.orElseGet(dialect::framing);
    }

    /**
     * The same with one option more.
     *
     * @return empty when there is no such option
     * @throws IllegalArgumentException on an impossible value, without its name
     */
    Optional<LineOptions> with(String option, String value) {
        return switch (option) {
            case "--dialect" -> Optional.of(with(dialect(value)));
            case "--framing" -> Optional.of(framed(Framing.of(value)));
            case "--mac" -> Optional.of(coded(coverage(value), macKey, exchangeKey));
            case "--mac-key" -> Optional.of(coded(mac, key(value, "([0-9A-F]{16}){1,2}"), exchangeKey));
            case "--kek" -> Optional.of(coded(mac, macKey, key(value, "[0-9A-F]{32}")));
            case "--pin-key" -> Optional.of(pinned(key(value, "[0-9A-F]{32}")));
            case "--tls" -> Optional.of(secured(Optional.of(certificate(value)), mutual));
            case "--mutual" -> Optional.of(secured(tls, yes(value)));
            case "--faults" -> Optional.of(behaving(chosen(value), adviceWithoutTrack, recorded));
            case "--advice-without-track" -> Optional.of(behaving(faults, yes(value), recorded));
            case "--record" -> Optional.of(behaving(faults, adviceWithoutTrack, yes(value)));
            default -> Optional.empty();
        };
    }

    private LineOptions with(Dialect other) {
        return new LineOptions(
                other, framing, mac, macKey, exchangeKey, pinKey, tls, mutual, faults, adviceWithoutTrack, recorded);
    }

    private LineOptions framed(Framing other) {
        return new LineOptions(
                dialect,
                Optional.of(other),
                mac,
                macKey,
                exchangeKey,
                pinKey,
                tls,
                mutual,
                faults,
                adviceWithoutTrack,
                recorded);
    }

    private LineOptions coded(LineMac.Coverage coverage, String code, String exchange) {
        return new LineOptions(
                dialect, framing, coverage, code, exchange, pinKey, tls, mutual, faults, adviceWithoutTrack, recorded);
    }

    private LineOptions pinned(String pins) {
        return new LineOptions(
                dialect, framing, mac, macKey, exchangeKey, pins, tls, mutual, faults, adviceWithoutTrack, recorded);
    }

    private LineOptions secured(Optional<CertificateKind> shown, boolean both) {
        return new LineOptions(
                dialect, framing, mac, macKey, exchangeKey, pinKey, shown, both, faults, adviceWithoutTrack, recorded);
    }

    private LineOptions behaving(StandardFaults.Chosen chosen, boolean waived, boolean record) {
        return new LineOptions(dialect, framing, mac, macKey, exchangeKey, pinKey, tls, mutual, chosen, waived, record);
    }

    private static Dialect dialect(String value) {
        return Dialect.named(value)
                .orElseThrow(() -> new IllegalArgumentException("iso87-generic, elavon-like or ifsf-like"));
    }

    private static CertificateKind certificate(String value) {
        return CertificateKind.named(value)
                .orElseThrow(() -> new IllegalArgumentException("trusted, wrongName, expired or unknownAuthority"));
    }

    private static LineMac.Coverage coverage(String value) {
        return switch (value) {
            case "off" -> LineMac.Coverage.OFF;
            case "whole" -> LineMac.Coverage.WHOLE;
            case "fields" -> LineMac.Coverage.FIELDS;
            default -> throw new IllegalArgumentException("off, whole or fields");
        };
    }

    private static StandardFaults.Chosen chosen(String value) {
        return switch (value) {
            case "no" -> StandardFaults.Chosen.NO;
            case "cents" -> StandardFaults.Chosen.BY_CENTS;
            case "terminal" -> StandardFaults.Chosen.BY_TERMINAL;
            case "both" -> StandardFaults.Chosen.BY_BOTH;
            default -> throw new IllegalArgumentException("no, cents, terminal or both");
        };
    }

    private static boolean yes(String value) {
        return switch (value) {
            case "yes" -> true;
            case "no" -> false;
            default -> throw new IllegalArgumentException("yes or no");
        };
    }

    private static String key(String value, String shape) {
        if (!value.matches(shape)) {
            throw new IllegalArgumentException("a key of test is upper-case hex digits of its length");
        }
        return value;
    }

    @Override
    public String toString() {
        return "LineOptions[" + dialect.optionName() + "]";
    }
}
