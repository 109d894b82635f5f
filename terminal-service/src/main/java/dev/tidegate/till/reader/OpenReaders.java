package dev.tidegate.till.reader;

import dev.tidegate.core.port.Kernel;
import dev.tidegate.emv.contact.ContactKernel;
import dev.tidegate.emv.contact.People;
import dev.tidegate.emv.contact.TerminalFiles;
import dev.tidegate.emv.contactless.ContactlessKernel;
import dev.tidegate.emv.pin.PinEntryDevice;
import dev.tidegate.emv.pin.SocketPinPad;
import dev.tidegate.emv.reader.CardInterface;
import dev.tidegate.emv.reader.CardReader;
import dev.tidegate.emv.reader.PcscReader;
import dev.tidegate.emv.reader.ReaderEvent;
import dev.tidegate.emv.reader.StripeReader;
import dev.tidegate.emv.reader.StripeReaders;
import dev.tidegate.emv.reader.UsbHidPort;
import dev.tidegate.emv.reader.VirtualReader;
import dev.tidegate.emv.reader.VirtualStripeReader;
import dev.tidegate.emv.risk.CardHistory;
import dev.tidegate.emv.settings.KernelSettings;
import dev.tidegate.emv.stripe.StripeRules;
import dev.tidegate.till.config.KernelFiles;
import dev.tidegate.till.config.PadAt;
import dev.tidegate.till.config.Pins;
import dev.tidegate.till.config.ReaderAt;
import dev.tidegate.till.config.TillSettings;
import dev.tidegate.till.sale.Questions;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Currency;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** The readers that the settings name, open, with a kernel for each way and one for all. */
public final class OpenReaders implements AutoCloseable {
    private final Readers readers;
    private final Kernel kernel;
    private final int port;

    private OpenReaders(Readers readers, Kernel kernel, int port) {
        this.readers = readers;
        this.kernel = kernel;
        this.port = port;
    }

    /**
     * Opens them, there or not.
     *
     * @param testCards whether keys of test cards are trusted
     * @param random cannot be foreseen
     * @param sequence file with the number of the last transaction
     * @param history what the till knows of a card before it meets it
     * @param questions how a cardholder is asked on the screen
     * @param watch hears of readers that come and go
     * @throws IllegalArgumentException a kernel's file says what cannot be; the till refuses to start
     * @throws java.io.UncheckedIOException a virtual reader's port is taken; the till refuses to start
     */
    public static OpenReaders of(
            TillSettings.Reader at,
            Currency currency,
            boolean testCards,
            CardHistory history,
            Questions questions,
            RandomGenerator random,
            Path sequence,
            InstantSource clock,
            ReaderWatch watch) {
        KernelSettings terminal = KernelFiles.settings(
                at.aids(), currency, at.floorLimit(), at.pinPad().taps());
        TerminalFiles known =
                new TerminalFiles(KernelFiles.keys(at.capks(), testCards), history, new SequenceFile(sequence));
        CardReader contact = card(at.contact(), CardInterface.CONTACT, clock, watch.of("contact"));
        CardReader contactless = card(at.contactless(), CardInterface.CONTACTLESS, clock, watch.of("contactless"));
        StripeReader stripe = stripe(at.stripe(), clock, watch.of("stripe"));
        Readers readers = new Readers(contact, contactless, stripe);
        Cardholder holder = new Cardholder(questions, pad(at.pinPad()), at.cardWait());
        EveryReader.Way chips = null;
        if (contact != null) {
            HandOver slot = new HandOver(contact, holder::meets);
            KernelSettings asking = KernelFiles.settings(
                    at.aids(), currency, at.floorLimit(), at.pinPad().chips());
            People people = new People(holder, holder);
            chips = new EveryReader.Way(slot, new ContactKernel(slot, asking, known, people, random, clock));
        }
        EveryReader.Way taps = null;
        if (contactless != null) {
            HandOver field = new HandOver(contactless, holder::meets);
            taps = new EveryReader.Way(
                    field,
                    new ContactlessKernel(
                            field,
                            KernelFiles.contactless(at.aids(), terminal, at.floorLimit(), at.verificationLimit()),
                            known,
                            new People(holder, null),
                            random,
                            clock));
        }
        // As for a tap, there is no card in a slot to check a PIN: the issuer does, or nobody.
        StripeRules rules = new StripeRules(contact != null, at.pinPad().taps() != Pins.NONE);
        return new OpenReaders(
                readers,
                new EveryReader(readers, chips, taps, rules, holder, clock),
                contact instanceof VirtualReader virtual ? virtual.port() : 0);
    }

    /** Reads whichever card comes first. */
    public Kernel kernel() {
        return kernel;
    }

    /** Where the virtual contact reader waits, 0 where there is none. */
    public int port() {
        return port;
    }

    @Override
    public void close() {
        readers.close();
    }

    private static @Nullable CardReader card(
            ReaderAt at, CardInterface cardInterface, InstantSource clock, Consumer<ReaderEvent> told) {
        return switch (at) {
            case ReaderAt.None() -> null;
            case ReaderAt.Virtual(var port) -> VirtualReader.listen(loopback(port), cardInterface, clock);
            case ReaderAt.Pcsc(var name) -> PcscReader.open(name, cardInterface, told);
            case ReaderAt.Serial ignored -> throw noReader();
            case ReaderAt.Hid ignored -> throw noReader();
        };
    }

    private static @Nullable StripeReader stripe(ReaderAt at, InstantSource clock, Consumer<ReaderEvent> told) {
        return switch (at) {
            case ReaderAt.None() -> null;
            case ReaderAt.Virtual(var port) -> VirtualStripeReader.listen(loopback(port), clock);
            case ReaderAt.Serial(var device) -> StripeReaders.serial(device, StripeReaders.BAUD, told);
            case ReaderAt.Hid(var vendor, var product) -> StripeReaders.hid(new UsbHidPort(vendor, product), told);
            case ReaderAt.Pcsc ignored -> throw noReader();
        };
    }

    private static PinEntryDevice pad(PadAt at) {
        return switch (at) {
            case PadAt.None() -> PinEntryDevice.none();
            case PadAt.AtPort(var port, var ignored) -> new SocketPinPad(loopback(port));
        };
    }

    private static InetSocketAddress loopback(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    private static IllegalArgumentException noReader() {
        return new IllegalArgumentException("no such reader of this kind of card");
    }
}
